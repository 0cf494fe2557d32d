import { expect, test } from 'vitest';
import { createLazyPart } from '../../../../chatkit/element/shared/lazy-part';

test('a part is imported once, and whoever listens hears of it', async () => {
  let imports = 0;
  let heard = 0;
  const part = createLazyPart(() => Promise.resolve({ number: (imports += 1) }));
  part.subscribe(() => (heard += 1));
  expect(part.getSnapshot()).toBeNull();
  const [first, second] = await Promise.all([part.load(), part.load()]);
  expect(second).toBe(first);
  expect(part.getSnapshot()).toBe(first);
  expect({ imports, heard }).toEqual({ imports: 1, heard: 1 });
});

test('an import that failed is tried again by the next call', async () => {
  let isThere = false;
  const part = createLazyPart(() => (isThere ? Promise.resolve('part') : Promise.reject(new Error('gone'))));
  await expect(part.load()).rejects.toThrow('gone');
  expect(part.getSnapshot()).toBeNull();
  isThere = true;
  await expect(part.load()).resolves.toBe('part');
});
