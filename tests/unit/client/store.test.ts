import { expect, test } from 'vitest';
import { createStore } from '../../../chatkit/client/store';

test('a burst of changes is published once, with the frame', () => {
  const frames: (() => void)[] = [];
  const store = createStore(0, (callback) => frames.push(callback));
  let heard = 0;
  store.subscribe(() => (heard += 1));
  for (let count = 1; count <= 100; count += 1) store.set(count, 'next-frame');
  expect([store.current(), store.getSnapshot(), heard, frames.length]).toEqual([100, 0, 0, 1]);
  frames[0]?.();
  expect([store.getSnapshot(), heard]).toEqual([100, 1]);
});

test('a change that must be seen at once takes the waiting ones with it', () => {
  const frames: (() => void)[] = [];
  const store = createStore('a', (callback) => frames.push(callback));
  let heard = 0;
  store.subscribe(() => (heard += 1));
  store.set('b', 'next-frame');
  store.set('c');
  frames[0]?.();
  expect([store.getSnapshot(), heard]).toEqual(['c', 1]);
});
