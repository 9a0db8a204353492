import { describe, expect, it } from 'vitest';
import { cropOf, dragged, WHOLE_VIEW } from './crop';

const WIDE = { width: 1600, height: 900 };

describe('cropping', () => {
  it('takes all of a picture that has the shape already', () => {
    expect(cropOf(WHOLE_VIEW, WIDE, 16 / 9)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });

  it('takes the middle square of a wide picture', () => {
    const crop = cropOf(WHOLE_VIEW, WIDE, 1);
    expect(crop.width * WIDE.width).toBeCloseTo(900);
    expect(crop.height).toBe(1);
    expect(crop.x * WIDE.width).toBeCloseTo(350);
  });

  it('never leaves the picture, however far one goes', () => {
    const crop = cropOf({ zoom: 99, across: 7, down: -3 }, { width: 300, height: 900 }, 16 / 9);
    expect(crop.x + crop.width).toBeLessThanOrEqual(1);
    expect(crop.y).toBe(0);
    expect(crop.width).toBeCloseTo(1 / 4);
  });

  it('follows the hand', () => {
    const view = { zoom: 2, across: 0.5, down: 0.5 };
    const crop = cropOf(view, WIDE, 16 / 9);
    expect(dragged(view, crop, { x: 0.25, y: 0 }).across).toBeCloseTo(0.25);
    expect(dragged(view, crop, { x: 9, y: -9 })).toEqual({ zoom: 2, across: 0, down: 1 });
    // What is shown whole has nowhere to go.
    expect(dragged(WHOLE_VIEW, { x: 0, y: 0, width: 1, height: 1 }, { x: 0.5, y: 0.5 })).toEqual(WHOLE_VIEW);
  });
});
