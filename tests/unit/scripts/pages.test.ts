import { describe, expect, it } from 'vitest';
import { commandsOf, fenceLanguages, pages } from '../../interop/pages/commands';
import { plan } from '../../interop/pages/plan';

/** `tests/interop/pages.test.ts` types the commands; here none gets past it. */
describe('the commands of our pages', () => {
  it.each(pages)('of %s are all known: typed in a test, or not for a reason', (page) => {
    expect(commandsOf(page).filter((command) => !(command in plan))).toEqual([]);
    expect(fenceLanguages(page).filter((language) => !/^(?:sh|text|ts|nginx|mermaid)$/.test(language))).toEqual([]);
  });

  it('are known only while a page has them', () => {
    const all = new Set(pages.flatMap(commandsOf));
    expect(all.size).toBeGreaterThan(20);
    expect(Object.keys(plan).filter((command) => !all.has(command))).toEqual([]);
  });

  it('that are not typed in a test have a reason', () => {
    const whys = Object.values(plan).flatMap((todo) => (todo.how === 'elsewhere' ? [todo.why] : []));
    expect(whys.filter((why) => why.length < 10)).toEqual([]);
  });
});
