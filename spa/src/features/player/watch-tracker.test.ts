import { expect, test } from 'vitest';
import { WatchTracker } from './watch-tracker';

const tracker = () => new WatchTracker(() => new Date('2026-11-24T10:00:00Z'));
const spans = (t: WatchTracker) => t.take().map((i) => [i.startMs, i.endMs]);

function play(t: WatchTracker, from: number, to: number, rate = 1) {
  t.playing(from, rate);
  for (let at = from; at <= to; at += 250) t.tick(at, rate);
}

test('keeps the interval that was played', () => {
  const t = tracker();
  play(t, 1000, 5000);
  t.stopped();
  expect(spans(t)).toEqual([[1000, 5000]]);
});

test('a jump adds only what was played on either side of it', () => {
  const t = tracker();
  play(t, 0, 2000);
  t.tick(50_000, 1);
  t.tick(50_250, 1);
  t.stopped();
  expect(spans(t)).toEqual([[0, 2000], [50_000, 50_250]]);
});

test('going back starts a new interval', () => {
  const t = tracker();
  play(t, 10_000, 12_000);
  t.tick(3000, 1);
  t.tick(3250, 1);
  expect(spans(t)).toEqual([[10_000, 12_000], [3000, 3250]]);
});

test('taking while playing goes on from there without a gap or an overlap', () => {
  const t = tracker();
  play(t, 0, 1000);
  expect(spans(t)).toEqual([[0, 1000]]);
  t.tick(1250, 1);
  expect(spans(t)).toEqual([[1000, 1250]]);
});

test('a change of speed splits the interval, each with its own rate', () => {
  const t = tracker();
  play(t, 0, 1000);
  t.tick(1250, 2);
  t.tick(1750, 2);
  t.stopped();
  expect(t.take().map((i) => i.rate)).toEqual([1, 2]);
});

test('nothing is counted while paused', () => {
  const t = tracker();
  play(t, 0, 1000);
  t.stopped();
  t.take();
  t.tick(9000, 1);
  expect(spans(t)).toEqual([]);
});

test('a minute between two ticks, as in a hidden tab, was played when the wall clock says so', () => {
  let now = new Date('2026-11-24T10:00:00Z').getTime();
  const t = new WatchTracker(() => new Date(now));
  t.playing(0, 1.5);
  now += 60_000;
  t.tick(90_000, 1.5);
  expect(spans(t)).toEqual([[0, 90_000]]);
  now += 1_000;
  t.tick(300_000, 1.5);
  expect(spans(t)).toEqual([]);
});
