import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { signInAt } from './helpers';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const SLOWEST_MS = 120_000;

/** One of the platform's commands, on the platform that is tried. */
export const command = (name: string, ...words: string[]) => execFileSync(join(repository, 'bin', name), words, { encoding: 'utf8', timeout: SLOWEST_MS }).trim();

/** The names of those that make videos, also of those that do not run. */
export function workers(): string[] {
  const { stdout } = spawnSync(join(repository, 'bin', 'status'), { encoding: 'utf8', timeout: SLOWEST_MS });
  return [...new Set(stdout.match(/\btranscoder(?:-\d+)?\b/g))];
}

/** Where the platform that is tried keeps its files. */
export function home(): string {
  const folder = process.env.AULA_HOME;
  if (!folder) throw new Error('AULA_HOME names no folder: bin/test sets it');
  return folder;
}

/** The demo's administrator, signed in at a page of theirs. */
export async function signInAdmin(page: Page, returnTo: string) {
  const password = /^AULA_DEMO_PASSWORD=(.*)$/m.exec(readFileSync(join(home(), 'secrets'), 'utf8'))?.[1] ?? '';
  await signInAt(page, { email: 'admin@aula.test', password }, returnTo);
}

/** Asks the graph as those do who run the platform. */
export async function askAsAdmin(page: Page, query: string, variables: Record<string, unknown> = {}) {
  const token = command('token', 'admin@aula.test', 'admin');
  const response = await page.request.post('/graphql', { headers: { authorization: `Bearer ${token}` }, data: { query, variables } });
  const { data, errors } = await response.json();
  expect(errors, query).toBeUndefined();
  return data;
}
