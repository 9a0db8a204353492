import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const shaka = readFileSync(fileURLToPath(new URL('../node_modules/shaka-player/dist/shaka-player.compiled.js', import.meta.url)), 'utf8');
const QUERY = `query { course(slug: "postgresql-que-si-escala") { modules { lessons {
  isFreePreview content { ... on VideoContent { video { playback { ... on PlaybackGrant { hlsUrl dashUrl } } } } } } } } }`;

type Grant = { hlsUrl?: string; dashUrl?: string | null };
type Answer = {
  data: { course: { modules: { lessons: { content: { video?: { playback?: Grant } | null } }[] }[] } };
};
type Shaka = { Player: new () => { attach(v: HTMLVideoElement): Promise<void>; load(url: string): Promise<void> } };

test('the DASH manifest plays in shaka from the same segments as HLS', async ({ page, request }) => {
  const response = await request.post('/graphql', { data: { query: QUERY }, headers: { 'x-aula-csrf': '1' } });
  const answer = (await response.json()) as Answer;
  const grants = answer.data.course.modules.flatMap((m) => m.lessons.map((l) => l.content.video?.playback));
  const grant = grants.find((g) => g?.dashUrl);
  expect(grant, 'a free preview with a ready video').toBeDefined();
  const segments = new Set<string>();
  page.on('request', (r) => void (/\.m4s/.test(r.url()) && segments.add(new URL(r.url()).pathname)));
  await page.goto('/');
  await page.evaluate(shaka);
  await page.evaluate(async (url) => {
    const { shaka: library } = window as unknown as { shaka: Shaka };
    const element = document.createElement('video');
    element.muted = true;
    document.body.append(element);
    const player = new library.Player();
    await player.attach(element);
    await player.load(url);
    await element.play();
  }, grant?.dashUrl ?? '');
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0), { timeout: 30_000 }).toBeGreaterThan(2);
  const prefix = new URL(grant?.hlsUrl ?? '', page.url()).pathname.replace(/[^/]+$/, '');
  for (const segment of segments) expect(segment.startsWith(prefix), segment).toBe(true);
  expect(segments.size).toBeGreaterThan(0);
});
