import { expect, it } from 'vitest';
import { es as late } from './picture-es';
import { es as early } from './es';

const sources = import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/**/*.test.*', '!/src/lib/messages/*'], { query: '?raw', import: 'default', eager: true });

it('come with every module that uses them', () => {
  const using = Object.entries(sources).filter(([, text]) => /['`]picture\.[a-zA-Z$]/.test(text));
  expect(using.length).toBeGreaterThan(0);
  expect(using.filter(([, text]) => !text.includes("import '@/lib/messages/picture';")).map(([path]) => path)).toEqual([]);
});

it('stand in one place only', () => expect(Object.keys(late).filter((key) => key in early)).toEqual([]));
