import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { WatchedStrip } from './watched-strip';

it('paints each played part where it lies and leaves what was skipped', () => {
  const watched = { coverage: 0.35, ranges: [{ startMs: 0, endMs: 20_000 }, { startMs: 70_000, endMs: 85_000 }] };
  const { container } = render(
    <I18nProvider>
      <WatchedStrip watched={watched} durationMs={100_000} />
    </I18nProvider>,
  );
  const parts = [...container.querySelectorAll<HTMLElement>('[aria-hidden] > span')].map(({ style }) => [style.insetInlineStart, style.width]);
  expect(parts).toEqual([['0%', '20%'], ['70%', '15%']]);
  expect(screen.getByText('35 % visto')).toBeVisible();
});
