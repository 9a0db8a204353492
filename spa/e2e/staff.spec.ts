import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, fill, inLanguage, shoot, signInAt, signUpAt, words } from './helpers';

// Staff finds a person, gives them a role, suspends and restores them; each reads in the log what concerns them.
const run = Date.now().toString(36);
const say = words.es;
const admin = { email: 'admin@aula.test', password: '' };
let page: Page;
let somebody: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  const secrets = readFileSync(`${process.env.AULA_HOME ?? '../.aula'}/secrets`, 'utf8');
  admin.password = /^AULA_DEMO_PASSWORD=(.*)$/m.exec(secrets)?.[1] ?? '';
  somebody = await (await browser.newContext()).newPage();
  await signUpAt(somebody, `Zoe${run}`, run, '/account');
  page = await (await browser.newContext()).newPage();
  await signInAt(page, admin, '/admin/people');
  await inLanguage(page, 'es');
});
test.afterAll(async () => {
  await page.context().close();
  await somebody.context().close();
});

const card = () => page.getByTestId('person').filter({ hasText: `Zoe${run}` });

test('a person is found by name and given a role', async () => {
  await page.getByLabel(say['admin.findPeople']).fill(`Zoe${run}`);
  await expect(page.getByTestId('person')).toHaveCount(1);
  await shoot(page, 'admin-people-es');
  await expectAccessible(page, 'people');
  await card().getByRole('button', { name: fill(say['admin.rolesOf'], { name: `Zoe${run}` }) }).click();
  await page.getByRole('dialog').getByLabel(say['admin.role.MODERATOR']).check();
  await expectAccessible(page, 'roles');
  await page.getByRole('dialog').getByRole('button', { name: say['admin.saveRoles'] }).click();
  await expect(card().getByText(say['admin.role.MODERATOR'])).toBeVisible();
});

test('a suspended person is signed out and told nothing of the reason, and comes back when restored', async () => {
  await card().getByRole('button', { name: fill(say['admin.suspendTitle'], { name: `Zoe${run}` }) }).click();
  await page.getByRole('dialog').getByLabel(say['admin.reason']).fill('Anuncios en tres cursos');
  await shoot(page, 'admin-suspend-es');
  await expectAccessible(page, 'suspending');
  await page.getByRole('dialog').getByRole('button', { name: say['admin.suspend'] }).click();
  await expect(card().getByText(say['admin.isSuspended'])).toBeVisible();
  await somebody.reload();
  await expect(somebody.getByRole('heading', { name: say['state.signInFirst'] })).toBeVisible();

  await card().getByRole('button', { name: fill(say['admin.restoreTitle'], { name: `Zoe${run}` }) }).click();
  await page.getByRole('dialog').getByLabel(say['admin.reason']).fill('Era otra persona');
  await page.getByRole('dialog').getByRole('button', { name: say['admin.restore'] }).click();
  await expect(card().getByText(say['admin.isSuspended'])).toHaveCount(0);
  await signInAt(somebody, { email: `zoe${run}-${run}@aula.test`, password: `Una-clave-larga-${run}` }, '/account/activity');
  await inLanguage(somebody, 'en');
  await somebody.reload();
  await expect(somebody.getByText('The account was suspended')).toBeVisible();
  await expect(somebody.getByText('Anuncios en tres cursos')).toHaveCount(0);
  await shoot(somebody, 'account-activity-en');
  await expectAccessible(somebody, 'activity');
});

test('the log of a person says who did what and why', async () => {
  await card().getByRole('link', { name: fill(say['admin.auditOf'], { name: `Zoe${run}` }) }).click();
  await expect(page.getByText('Anuncios en tres cursos')).toBeVisible();
  await expect(page.getByTestId('audit-event').first()).toContainText('Se volvió a abrir la cuenta');
  await shoot(page, 'admin-audit-es');
  await expectAccessible(page, 'the audit log');
});
