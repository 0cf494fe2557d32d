import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { NamedIcon } from '../../../../chatkit/element/icons/NamedIcon';
import { iconNodes } from '../../../../chatkit/element/icons/nodes';
import { everyLucideIcon, namedIcons } from '../../../../chatkit/element/icons/parts';
import { literalsOf } from '../installed-types';

test.each(['ChatKitIcon', 'HeaderIcon'])('every name of %s in the installed types has a drawing', (union) => {
  const names = literalsOf(union);
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !Array.isArray(iconNodes[name]))).toEqual([]);
});

const draw = (name: string) => renderToStaticMarkup(<NamedIcon name={name} />);

test('an icon keeps its room until its drawing is there, and is never read aloud', () => {
  expect(draw('plus')).toMatch(/width="16".*aria-hidden="true"><\/svg>/);
});

describe('once loaded', () => {
  beforeAll(() => Promise.all([namedIcons.load(), everyLucideIcon.load()]));

  test.each(['plus', 'wreath', 'lucide:plus', 'lucide:arrow-down-0-1', 'lucide:a-arrow-down'])(
    '%s is drawn',
    (name) => {
      expect(draw(name)).toContain('<path');
    },
  );

  test.each(['nope', 'vendor:acme', 'lucide:nope', 'lucide:', 'toString', 'lucide:to-string'])(
    '%s is nothing at all',
    (name) => {
      expect(draw(name)).toBe('');
    },
  );
});
