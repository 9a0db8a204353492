import { expect, it } from 'vitest';
import { languageName } from './languages';

it.each([
  ['en', 'es', 'Inglés'],
  ['es', 'en', 'Spanish'],
  ['zz', 'en', 'Its label'],
  ['not a tag', 'en', 'Its label'],
])('the language %s is called in %s: %s', (locale, page, name) => expect(languageName({ locale, label: 'Its label' }, page)).toBe(name));
