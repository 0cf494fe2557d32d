/*
 * Iterator helpers that the page script uses and every browser it runs in has; Node has them from 22 on
 * (https://tc39.es/ecma262/#sec-iterator.prototype.take).
 */
const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as Record<string, unknown>;

prototype.take ??= function* <Item>(this: Iterable<Item>, limit: number) {
  let left = limit;
  if (left > 0) {
    for (const item of this) {
      yield item;
      if (--left === 0) return;
    }
  }
};
prototype.find ??= function <Item>(this: Iterable<Item>, isWanted: (item: Item) => boolean) {
  for (const item of this) if (isWanted(item)) return item;
  return undefined;
};
prototype.every ??= function <Item>(this: Iterable<Item>, isTrue: (item: Item) => unknown) {
  for (const item of this) if (!isTrue(item)) return false;
  return true;
};
