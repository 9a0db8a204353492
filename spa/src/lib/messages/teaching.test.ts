import { expect, it } from 'vitest';
import { es as early } from './es';
import { es as late } from './teaching-es';

const learnersPages = import.meta.glob<string>(
  ['/src/{app,components/ui,lib}/**/*.{ts,tsx}', '/src/components/*.tsx', '/src/features/{catalog,course,learning,player,profile}/**/*.tsx', '!/src/**/*.test.*', '!/src/lib/messages/*'],
  { query: '?raw', import: 'default', eager: true },
);

it('are not used where they may not have come yet', () => {
  const prefixes = [...new Set(Object.keys(late).map((key) => key.split('.')[0]))];
  const used = new RegExp(`['\`](${prefixes.join('|')})\\.[a-zA-Z$]`);
  expect(Object.keys(learnersPages).length).toBeGreaterThan(50);
  expect(Object.entries(learnersPages).filter(([, text]) => used.test(text)).map(([path]) => path)).toEqual([]);
});

it('stand in one place only', () => expect(Object.keys(late).filter((key) => key in early)).toEqual([]));
