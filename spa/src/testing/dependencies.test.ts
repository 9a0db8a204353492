import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Run by name, from package.json's scripts or by another tool, and so named in no import. */
const RUN: Record<string, string> = {
  '@graphql-codegen/cli': 'graphql-codegen',
  eslint: 'eslint --max-warnings',
  oxlint: 'oxlint --deny-warnings',
  'size-limit': '"size": "size-limit"',
  '@size-limit/file': '"size": "size-limit"',
  typescript: 'tsc --noEmit',
};
/** What is found by another way: types by the compiler, files by their path, and what another package wants beside it. */
const FOUND: Record<string, string> = {
  '@types/node': 'node:',
  '@types/react': 'react',
  '@types/react-dom': 'react-dom',
  '@graphql-codegen/client-preset': "preset: 'client'",
  '@graphql-typed-document-node/core': '@graphql-codegen/client-preset',
  '@testing-library/dom': '@testing-library/react',
  'axe-core': 'node_modules/axe-core/',
  dashjs: "'dashjs/",
  jsdom: "environment: 'jsdom'",
  'shaka-player': "'shaka-player/",
};

/** A package, of a module that is imported or a style that is; what is ours begins with a dot or @/, what is Node's with node:. */
const NAMED = /(?:from|import|import\(|@import|@plugin)\s*['"]((?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[\w./-]*)?['"]/g;

const isSource = (name: string) => /\.(ts|tsx|mjs|js|css|html)$/.test(name);

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'gql') return [];
    if (entry.isDirectory()) return sourcesIn(join(folder, entry.name));
    return isSource(entry.name) ? [readFileSync(join(folder, entry.name), 'utf8')] : [];
  });
}

it('every package that is asked for is used, and every one that is used is asked for', () => {
  const text = readFileSync('package.json', 'utf8');
  const { dependencies, devDependencies }: { dependencies: Record<string, string>; devDependencies: Record<string, string> } = JSON.parse(text);
  const asked = { ...dependencies, ...devDependencies };
  const atTheRoot = readdirSync('.').filter(isSource).map((name) => readFileSync(name, 'utf8'));
  const all = [...atTheRoot, ...['src', 'e2e', 'dev', 'graphiql'].flatMap(sourcesIn)];
  const named = new Set(all.flatMap((source) => [...source.matchAll(NAMED)].flatMap(([, name]) => name ?? [])));
  const isUsed = (name: string) => named.has(name) || (RUN[name] !== undefined && text.includes(RUN[name])) || (FOUND[name] !== undefined && [...all, text].some((source) => source.includes(FOUND[name] ?? '')));
  expect(Object.keys(asked).filter((name) => !isUsed(name))).toEqual([]);
  expect([...named].filter((name) => asked[name] === undefined)).toEqual([]);
});
