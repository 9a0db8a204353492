import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import * as oauth from 'openid-client';
import { agree, ask, enroll, expectAccessible, fill, inLanguage, shoot, signInAt, signUpAt, words } from './helpers';
import { blocksOf, openShell } from './shell';

// The guide for integrators, block by block, with what its reader makes at /developers; and each flow by a certified library.
const run = Date.now().toString(36);
const say = words.es;
const AULA = process.env.AULA_URL ?? 'http://localhost:8080';
const guide = readFileSync(fileURLToPath(new URL('../../docs/integrators.md', import.meta.url)), 'utf8');
const RIGHTS = ['enrollments:read', 'enrollments:write', 'community:read'];

let page: Page;
let other: Page;
let token = '';
const made = { id: '', secret: '' };

test.describe.configure({ mode: 'serial' });

async function choose(scopes: string[]) {
  for (const scope of scopes) await page.locator('label').filter({ has: page.locator('code', { hasText: new RegExp(`^${scope}$`) }) }).getByRole('checkbox').check();
}

/** What is shown this once. */
async function secretOf(title: string): Promise<string> {
  const box = page.getByRole('dialog').getByLabel(title);
  await expect(box).toHaveValue(/aula_/);
  const secret = await box.inputValue();
  await page.getByRole('button', { name: say['developers.seen'] }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  return secret;
}

test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage();
  await signUpAt(page, 'Inte', run, '/developers');
  await inLanguage(page, 'es');
  other = await (await browser.newContext()).newPage();
  await signUpAt(other, 'Otra', run, '/account');
});
test.afterAll(async () => {
  await page.context().close();
  await other.context().close();
});

test('a personal token and a client are made on the page, their secrets shown once', async () => {
  await expect(page.getByText(say['developers.noClients'])).toBeVisible();
  await page.getByRole('button', { name: say['developers.newToken'] }).click();
  await page.getByLabel(say['developers.tokenName'], { exact: true }).fill('Mi guion');
  await choose(RIGHTS);
  // What is typed outlives a reload.
  await page.reload();
  await expect(page.getByLabel(say['developers.tokenName'], { exact: true })).toHaveValue('Mi guion');
  await shoot(page, 'developers-token-form-es');
  await expectAccessible(page, 'making a personal token');
  await page.getByRole('button', { name: say['developers.create'], exact: true }).click();
  token = await secretOf(fill(say['developers.tokenTitle'], { name: 'Mi guion' }));
  expect(token).toMatch(/^pat_\w{26}:aula_pt_[\w-]{43}$/);

  await page.getByRole('button', { name: say['developers.newClient'] }).click();
  await page.getByLabel(say['developers.name'], { exact: true }).fill('Herramienta');
  await page.getByLabel(say['developers.redirects'], { exact: true }).fill('http://localhost/callback');
  await choose(['enrollments:read']);
  await page.getByRole('button', { name: say['developers.create'], exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'localhost' })).toContainText('127.0.0.1');
  await page.getByLabel(say['developers.redirects'], { exact: true }).fill('http://127.0.0.1/callback');
  await page.locator('summary').filter({ hasText: say['developers.logouts'] }).click();
  await page.getByRole('textbox', { name: say['developers.logouts'] }).fill('http://127.0.0.1/bye');
  await page.getByRole('button', { name: say['developers.create'], exact: true }).click();
  made.secret = await secretOf(fill(say['developers.secretTitle'], { name: 'Herramienta' }));
  made.id = (await page.getByTestId('client').locator('code.select-all').textContent()) ?? '';
  expect(made.id).toMatch(/^cli_/);
  await shoot(page, 'developers-es');
  await expectAccessible(page, 'the page for developers');
  await inLanguage(page, 'en');
  await page.reload();
  await expect(page.getByText('See what you are enrolled in').first()).toBeVisible();
  await shoot(page, 'developers-en');
  await inLanguage(page, 'es');
});

test('every block of the guide does what it says', async () => {
  const { courses } = await ask(page, '{ courses(first: 20) { nodes { id isFree } } }');
  for (const course of courses.nodes.filter((each: { isFree: boolean }) => each.isFree).slice(0, 3)) await enroll(page, course.id);
  const shell = openShell({ AULA, AULA_TOKEN: token });
  try {
    const [address, first, results, field, size, change, listening, ...more] = blocksOf(guide, 'sh');
    expect(more, 'a block that this test does not know').toEqual([]);
    await shell.run(address ?? '');
    expect((await shell.run(first ?? '')).map((line) => JSON.parse(line))).toEqual([{ user: { displayName: 'Inte' }, scopes: expect.arrayContaining(RIGHTS) }]);
    const rows = await shell.run(results ?? '');
    expect(rows).toHaveLength(4);
    expect(new Set(rows.slice(0, 3).map((line) => JSON.parse(line).id)).size).toBe(3);
    expect(rows[3]).toBe('false');
    expect((await shell.run(field ?? '')).map((line) => JSON.parse(line))).toEqual(['Inte', { code: 'INSUFFICIENT_SCOPE', missingScopes: ['users:email'], coordinates: ['User.email'] }]);
    const [refusal] = await shell.run(size ?? '');
    expect(JSON.parse(refusal ?? '{}')).toMatchObject({ message: expect.stringContaining('100'), code: expect.any(String) });
    const [once, twice] = (await shell.run(change ?? '')).map((line) => JSON.parse(line));
    expect(once.enrollment.id).toMatch(/^enr_/);
    expect(twice).toEqual(once);

    const heard = shell.run(listening ?? '');
    const lessonId = (await shell.said(/listening to (les_\w+)/))[1];
    const { lesson } = await ask(other, 'query ($id: ID!) { lesson(id: $id) { course { id } } }', { id: lessonId });
    await enroll(other, lesson.course.id);
    let isOver = false;
    const settled = heard.finally(() => {
      isOver = true;
    });
    // A comment that is written before somebody listens is not told: one after the other, until one was heard.
    await expect(async () => {
      const input = { idempotencyKey: randomUUID(), lessonId, bodyMarkdown: 'Una pregunta' };
      if (!isOver) await ask(other, 'mutation ($input: AddCommentInput!) { addComment(input: $input) { userErrors { message } } }', { input });
      expect(isOver).toBe(true);
    }).toPass({ intervals: [1_000], timeout: 60_000 });
    expect((await settled).at(-1)).toContain('Una pregunta');
  } finally {
    shell.close();
  }
});

test('the program of the guide is allowed by a person, in words, and renews what it got', async () => {
  const [program, ...more] = blocksOf(guide, 'js');
  expect(more).toEqual([]);
  const folder = fileURLToPath(new URL('../test-output/guide/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}program.mjs`, program ?? '');
  const node = spawn(process.execPath, [`${folder}program.mjs`], { env: { ...process.env, AULA, CLIENT_ID: made.id, CLIENT_SECRET: made.secret } });
  let said = '';
  let trouble = '';
  node.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  node.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => node.on('exit', resolve));
  await expect.poll(() => said + trouble, { timeout: 30_000 }).toMatch(/Open \S+/);
  const consent = await page.context().newPage();
  await consent.goto(/Open (\S+)/.exec(said)?.[1] ?? '');
  await expect(consent.getByText('Herramienta').first()).toBeVisible();
  await expect(consent.getByText('Ver en qué estás inscrito')).toBeVisible();
  await expectAccessible(consent, 'consent');
  await shoot(consent, 'consent-es');
  await consent.locator('form button[type="submit"]').first().click();
  await expect(consent.getByText('You can go back to the program.')).toBeVisible();
  await consent.close();
  expect(await ended, trouble).toBe(0);
  const [, before, after] = said.trim().split('\n').map((line) => (line.startsWith('Open') ? null : JSON.parse(line)));
  expect(before.user).toMatchObject({ displayName: 'Inte', enrollments: { nodes: [{ id: expect.stringMatching(/^enr_/) }] } });
  expect(before.scopes).toEqual(['enrollments:read', 'openid']);
  expect(after).toEqual(['enrollments:read', 'openid']);
});

const insecure = { execute: [oauth.allowInsecureRequests] };

test('a certified library completes the other flows: device, introspection, revocation, signing out', async () => {
  const { createClient } = await ask(page, 'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } userErrors { message } } }', {
    input: { idempotencyKey: randomUUID(), name: 'Televisor', kind: 'NATIVE', redirectUris: [], scopes: ['progress:read'] },
  });
  const screen = await oauth.discovery(new URL(AULA), createClient.client.id, undefined, oauth.None(), insecure);
  const shown = await oauth.initiateDeviceAuthorization(screen, { scope: 'progress:read' });
  const device = await page.context().newPage();
  await device.goto(shown.verification_uri_complete ?? '');
  await device.locator('form button[type="submit"]').first().click();
  await expect(device.getByText('Televisor').first()).toBeVisible();
  await device.locator('input[type="checkbox"]').check();
  await device.locator('form button[type="submit"]').first().click();
  await device.waitForURL(/\/auth\/device\/done/);
  await device.close();
  const onScreen = await oauth.pollDeviceAuthorizationGrant(screen, shown);
  expect(onScreen.scope).toBe('progress:read');

  const server = await oauth.discovery(new URL(AULA), made.id, made.secret, undefined, insecure);
  const own = await oauth.clientCredentialsGrant(server, { scope: 'enrollments:read' });
  expect(await oauth.tokenIntrospection(server, own.access_token)).toMatchObject({ active: true, client_id: made.id });

  const verifier = oauth.randomPKCECodeVerifier();
  const state = oauth.randomState();
  const asked = { redirect_uri: 'http://127.0.0.1:1/callback', scope: 'openid enrollments:read', code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', state };
  const answer = await page.request.get(oauth.buildAuthorizationUrl(server, asked).href, { maxRedirects: 0 });
  const back = new URL(answer.headers()['location'] ?? '');
  expect(back.searchParams.get('iss')).toBe(AULA);
  const tokens = await oauth.authorizationCodeGrant(server, back, { pkceCodeVerifier: verifier, expectedState: state });
  const refresh = tokens.refresh_token ?? '';
  await oauth.tokenRevocation(server, refresh);
  await expect(oauth.refreshTokenGrant(server, refresh)).rejects.toMatchObject({ error: 'invalid_grant' });

  const end = oauth.buildEndSessionUrl(server, { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: 'http://127.0.0.1/bye', state: 's9' });
  const bye = await page.request.get(end.href, { maxRedirects: 0 });
  expect(bye.headers()['location']).toBe('http://127.0.0.1/bye?state=s9');
});

test('the console asks with just the scopes of the program, and a deleted program is gone', async () => {
  // Signing out there signed out here, too.
  await signInAt(page, { email: `inte-${run}@aula.test`, password: `Una-clave-larga-${run}` }, '/developers');
  const card = page.getByTestId('client').filter({ hasText: 'Herramienta' });
  await card.getByRole('link', { name: fill(say['developers.openConsoleOf'], { name: 'Herramienta' }) }).click();
  await page.waitForURL(/graphiql/);
  await expect(page.locator('.graphiql-query-editor')).toContainText('viewer');
  const asked = page.waitForResponse((response) => response.url().endsWith('/graphql') && (response.request().postData() ?? '').includes('viewer'));
  await page.getByRole('button', { name: /Execute query/ }).click();
  expect((await (await asked).json()).data.viewer.scopes).toEqual(['enrollments:read']);
  await page.goto('/developers');
  await card.locator('summary').filter({ hasText: say['developers.refusals'] }).click();
  await expect(card.getByText('invalid_grant')).toBeVisible();
  await shoot(page, 'developers-refusals-es');
  await card.getByRole('button', { name: fill(say['developers.deleteOf'], { name: 'Herramienta' }) }).click();
  await agree(page);
  await expect(card).toHaveCount(0);
});
