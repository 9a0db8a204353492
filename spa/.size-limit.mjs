import { readFileSync } from 'node:fs';

/** What the page itself loads, whatever the bundler calls its parts. */
const page = readFileSync(new URL('dist/index.html', import.meta.url), 'utf8');
const entry = [...new Set(page.match(/assets\/[^"]+\.js/g))].map((path) => `dist/${path}`);

export default [
  { name: 'entry', path: entry, limit: '190 kB', gzip: true },
  { name: 'styles', path: ['dist/assets/index-*.css'], limit: '15 kB', gzip: true },
  { name: 'rich text', path: ['dist/assets/rich-text-*.js'], limit: '120 kB', gzip: true },
];
