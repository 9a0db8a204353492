import { describe, expect, it } from 'vitest';
import { painted, resolutionOf } from './use-density';

describe('where people comment', () => {
  it('paints each stretch where it lies, the busiest white', () => {
    const ground = painted([{ startMs: 50_000, count: 1 }, { startMs: 10_000, count: 4 }], 100_000);
    expect(ground).toBe(
      'linear-gradient(to right, rgb(255 255 255 / 0.2) 10.00%, rgb(255 255 255 / 1.00) 10.00%, rgb(255 255 255 / 1.00) 15.00%, rgb(255 255 255 / 0.2) 15.00%, ' +
        'rgb(255 255 255 / 0.2) 50.00%, rgb(255 255 255 / 0.55) 50.00%, rgb(255 255 255 / 0.55) 55.00%, rgb(255 255 255 / 0.2) 55.00%)',
    );
  });

  it('paints nothing where nobody comments, and nothing beyond the end', () => {
    expect(painted([], 100_000)).toBeNull();
    expect(painted([{ startMs: 0, count: 3 }], 0)).toBeNull();
    expect(painted([{ startMs: 99_000, count: 3 }], 100_000)).toContain('100.00%');
    expect(painted([{ startMs: 200_000, count: 3 }], 100_000)).not.toContain('200.00%');
  });

  it('asks for a hundred stretches at most', () => {
    expect(resolutionOf(60_000)).toBe(5_000);
    expect(resolutionOf(3_600_000)).toBe(36_000);
    expect(3_599_001 / resolutionOf(3_599_001)).toBeLessThanOrEqual(100);
  });
});
