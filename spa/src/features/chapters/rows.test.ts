import { describe, expect, it } from 'vitest';
import { faultsOf, inOrder, inputOf, momentOf, typedOf } from './rows';

const row = (key: string, time: string, title = key) => ({ key, time, titles: { es: title } });

describe('chapters while they are written', () => {
  it('know moments as people type them', () => {
    expect(['0:00', '1:05', ' 12:34 ', '1:02:03', '75'].map(momentOf)).toEqual([0, 65_000, 754_000, 3_723_000, 75_000]);
    expect(['', 'a', '1:75', '1:60:00', '-1', '1.', '1.2345'].map(momentOf)).toEqual([null, null, null, null, null, null, null]);
  });

  it('stay between two seconds where they were set there', () => {
    expect(['1:05.25', '0:01,5'].map(momentOf)).toEqual([65_250, 1_500]);
    for (const ms of [0, 1_200, 1_800, 65_050, 3_723_999]) expect(momentOf(typedOf(ms))).toBe(ms);
    expect([...faultsOf([row('a', typedOf(1_200)), row('b', typedOf(1_800))], 60_000)]).toEqual([]);
  });

  it('say what would be refused, and in which of them', () => {
    const rows = [row('a', '0:00'), row('b', '0:0x'), row('c', '1:00'), row('d', '0'), row('e', '0:10', ' ')];
    expect([...faultsOf(rows, 60_000)]).toEqual([
      ['b', 'time'],
      ['c', 'outside'],
      ['d', 'twice'],
      ['e', 'title'],
    ]);
  });

  it('are sent in order, without languages that say nothing', () => {
    const rows = inOrder([{ key: 'b', time: '0:30', titles: { es: 'Dos', en: '' } }, row('a', '0:00', 'Uno')]);
    expect(inputOf(rows)).toEqual([
      { startMs: 0, title: [{ locale: 'es', text: 'Uno' }] },
      { startMs: 30_000, title: [{ locale: 'es', text: 'Dos' }] },
    ]);
  });
});
