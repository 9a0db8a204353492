import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  // Deadlines that only a hang meets: other work on the machine must not fail a test.
  timeout: 360_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  // The variants have a lane of their own: what every change must pass stays within its time.
  projects: [
    // A browser beside a whole platform on two busy cores misses a tap now and then. What needs a second try is printed as flaky.
    { name: 'journeys', retries: 1, testIgnore: ['**/variants/**', '**/stripe/**'] },
    { name: 'variants', testMatch: '**/variants/*.spec.ts' },
    { name: 'stripe', testMatch: '**/stripe/*.spec.ts' },
  ],
  outputDir: 'test-output/playwright',
  use: {
    baseURL: process.env.AULA_URL ?? 'http://localhost:8080',
    locale: 'es-ES',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.AULA_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
});
