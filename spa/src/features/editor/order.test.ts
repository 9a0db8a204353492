import { expect, test } from 'vitest';
import { dropOn, standing, step, toMove, type Order } from './order';

const order: Order = [
  { id: 'm1', lessons: ['a', 'b'] },
  { id: 'm2', lessons: ['c'] },
  { id: 'm3', lessons: [] },
];
const shape = (o: Order | null) => o?.map((m) => `${m.id}:${m.lessons.join('')}`);

test('a lesson moves down inside its module', () => {
  expect(shape(step(order, 'a', 1))).toEqual(['m1:ba', 'm2:c', 'm3:']);
});

test('a lesson at the edge goes over into the neighbouring module', () => {
  expect(shape(step(order, 'b', 1))).toEqual(['m1:a', 'm2:bc', 'm3:']);
  expect(shape(step(order, 'c', -1))).toEqual(['m1:abc', 'm2:', 'm3:']);
});

test('nothing moves beyond the ends', () => {
  expect(step(order, 'a', -1)).toBeNull();
  expect(step(order, 'm3', 1)).toBeNull();
});

test('a lesson dropped on a lesson of another module takes its place', () => {
  expect(shape(dropOn(order, 'a', 'c'))).toEqual(['m1:b', 'm2:ac', 'm3:']);
});

test('a lesson let go below the last of another module lands last there', () => {
  expect(shape(dropOn(order, 'a', 'c', true))).toEqual(['m1:b', 'm2:ca', 'm3:']);
  expect(toMove(dropOn(order, 'a', 'c', true), 'a')).toEqual({ itemId: 'a', toModuleId: 'm2', afterId: 'c' });
});

test('a lesson takes the place of one of its own module, wherever over it it is let go', () => {
  expect(shape(dropOn(order, 'a', 'b', true))).toEqual(['m1:ba', 'm2:c', 'm3:']);
  expect(shape(dropOn(order, 'a', 'b', false))).toEqual(['m1:ba', 'm2:c', 'm3:']);
  expect(shape(dropOn(order, 'b', 'a', true))).toEqual(['m1:ba', 'm2:c', 'm3:']);
});

test('a lesson dropped on a module itself lands last in it', () => {
  expect(shape(dropOn(order, 'c', 'm1'))).toEqual(['m1:abc', 'm2:', 'm3:']);
});

test('a lesson dropped on an empty module becomes its first', () => {
  expect(shape(dropOn(order, 'a', 'm3'))).toEqual(['m1:b', 'm2:c', 'm3:a']);
});

test('a module dropped over a lesson goes where its module stands', () => {
  expect(shape(dropOn(order, 'm1', 'c'))).toEqual(['m2:c', 'm1:ab', 'm3:']);
});

test('the server is told what the item now comes after', () => {
  expect(toMove(dropOn(order, 'a', 'c'), 'a')).toEqual({ itemId: 'a', toModuleId: 'm2', afterId: null });
  expect(toMove(order, 'b')).toEqual({ itemId: 'b', toModuleId: 'm1', afterId: 'a' });
  expect(toMove(order, 'm2')).toEqual({ itemId: 'm2', afterId: 'm1' });
});

test('announcements count from one among siblings', () => {
  expect(standing(order, 'b')).toEqual({ position: 2, total: 2 });
  expect(standing(order, 'm3')).toEqual({ position: 3, total: 3 });
});
