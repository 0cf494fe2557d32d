import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadingOf, withFormValues, actionSchema } from '../../../../chatkit/element/widgets/actions';
import { LIMITS } from '../../../../chatkit/element/widgets/budget';
import { dayOf } from '../../../../chatkit/element/widgets/dates';
import { collectValues, type ControlLike } from '../../../../chatkit/element/widgets/form-values';
import { safePattern } from '../../../../chatkit/element/widgets/pattern';
import { createWidgetReader, textOfNode, type WidgetNode } from '../../../../chatkit/element/widgets/read';
import { installedComponents } from '../installed-widgets';

const read = (raw: unknown) => createWidgetReader()(raw);
const types = (node: WidgetNode | null): string[] =>
  node ? [node.component.type, ...node.children.flatMap((child) => types(child))] : [];
const sizeOf = (node: WidgetNode | null): number =>
  node ? 1 + node.children.reduce((sum, child) => sum + sizeOf(child), 0) : 0;
const card = (...children: unknown[]) => ({ type: 'Card', children });

test('every component of the installed widget types is read as itself', () => {
  const names = installedComponents();
  expect(names.length).toBeGreaterThan(25);
  const required = {
    value: 'v',
    label: 'l',
    name: 'n',
    fieldName: 'n',
    src: 'https://a.example/i.png',
    options: [],
    data: [],
    series: [],
    xAxis: 'x',
  };
  for (const type of [...names, 'Chart']) {
    const { root } = read({ type: 'Basic', children: [{ type, ...required, children: [] }] });
    expect(types(root)).toEqual(['Basic', type]);
  }
});

describe('what is not as it should be', () => {
  test.each<[string, unknown, string[]]>([
    [
      'an unknown component is folded to its children',
      { type: 'Carousel', children: [{ type: 'Text', value: 'a' }] },
      ['Col', 'Text'],
    ],
    ['an unknown leaf is folded to its words', { type: 'Hologram', label: 'a' }, ['Text']],
    ['an unknown leaf without words is left out', { type: 'Hologram', src: 'a' }, []],
    ['a component without what it needs is left out', { type: 'Image', alt: 'a' }, []],
    [
      'a field of another kind is read as absent',
      { type: 'Button', label: { a: 1 }, size: 'huge', block: 'yes' },
      ['Button'],
    ],
    ['a number is shown as text', { type: 'Text', value: 12 }, ['Text']],
    ['null is nothing', null, []],
    ['text is nothing', 'text', []],
    ['a list is nothing', [{ type: 'Text', value: 'a' }], []],
  ])('%s', (_name, child, expected) => {
    expect(types(read(card(child)).root)).toEqual(['Card', ...expected]);
  });

  test('a component without a root stands in a plain one', () => {
    expect(types(read({ type: 'Text', value: 'a' }).root)).toEqual(['Basic', 'Text']);
  });

  test('siblings with the same key both stay', () => {
    const { root } = read(card({ type: 'Text', id: 'a', value: '1' }, { type: 'Text', id: 'a', value: '2' }));
    expect(new Set(root?.children.map(({ key }) => key)).size).toBe(2);
  });

  test('any JSON is read without an error, and within the bounds', () => {
    const names = ['Card', 'Row', 'Text', 'Input', 'Chart', 'Select', 'Nope', 'Transition', 'Table.Cell'];
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.record(
          {
            type: fc.constantFrom(...names),
            value: fc.jsonValue(),
            name: fc.jsonValue(),
            padding: fc.jsonValue(),
            options: fc.jsonValue(),
            data: fc.jsonValue(),
            series: fc.jsonValue(),
            onClickAction: fc.jsonValue(),
            children: fc.oneof(fc.array(tie('tree'), { maxLength: 4 }), tie('tree')),
          },
          { requiredKeys: ['type'] },
        ),
      ),
    }));
    fc.assert(
      fc.property(tree, (raw) => {
        const { root } = read(raw);
        expect(sizeOf(root)).toBeLessThanOrEqual(LIMITS.components + 1);
        if (root) textOfNode(root);
      }),
    );
  });
});

describe('what is too much is cut, and said to be', () => {
  test('ten thousand children', () => {
    const { root, isCut } = read(card(...Array.from({ length: 10_000 }, () => ({ type: 'Text', value: 'a' }))));
    expect(isCut).toBe(true);
    expect(sizeOf(root)).toBe(LIMITS.components);
  });

  test('twenty thousand levels', () => {
    let raw: object = { type: 'Text', value: 'bottom' };
    for (let depth = 0; depth < 20_000; depth += 1) raw = { type: 'Box', children: [raw] };
    const { root, isCut } = read(raw);
    expect(isCut).toBe(true);
    expect(sizeOf(root)).toBeLessThanOrEqual(LIMITS.depth + 2);
  });

  test('a widget within the bounds is whole', () => {
    expect(read(card({ type: 'Text', value: 'a' })).isCut).toBe(false);
  });
});

test('a part that did not change keeps its identity while another one streams', () => {
  const reader = createWidgetReader();
  const still = { type: 'Row', children: [{ type: 'Text', value: 'still' }] };
  const before = reader(card(still, { type: 'Text', id: 't', value: 'a' })).root;
  const after = reader(card(still, { type: 'Text', id: 't', value: 'ab' })).root;
  expect(after).not.toBe(before);
  expect(after?.children[0]).toBe(before?.children[0]);
  expect(after?.children[1]?.key).toBe(before?.children[1]?.key);
});

test('the words of a widget stand in their order', () => {
  const { root } = read(
    card(
      { type: 'Title', value: 'Flight' },
      {
        type: 'Row',
        children: [
          { type: 'Text', value: 'BA 1' },
          { type: 'Badge', label: 'late' },
        ],
      },
    ),
  );
  expect(root && textOfNode(root)).toBe('Flight\nBA 1 late');
});

describe('an action', () => {
  const action = (more: object = {}) => actionSchema.parse({ type: 'a', ...more });

  test('goes to the server and streams unless it says otherwise', () => {
    expect(action()).toMatchObject({ handler: 'server', streaming: true, loadingBehavior: 'auto' });
    expect(action({ handler: 'nobody', streaming: 'x', loadingBehavior: 1, payload: 'p' })).toMatchObject({
      handler: 'server',
      streaming: true,
      loadingBehavior: 'auto',
      payload: undefined,
    });
  });

  test.each([
    ['auto', 'press', 'self'],
    ['auto', 'change', 'none'],
    ['auto', 'card', 'container'],
    ['auto', 'form', 'container'],
    ['none', 'card', 'none'],
    ['container', 'press', 'container'],
    ['self', 'change', 'self'],
  ] as const)('with loading %s at a %s shows %s', (loadingBehavior, place, expected) => {
    expect(loadingOf(action({ loadingBehavior }), place)).toBe(expected);
  });

  test('takes the values of its form, keeps its own and tells of names that both have', () => {
    expect(withFormValues({ id: 1, title: 'own' }, { title: 'form', done: true })).toEqual({
      payload: { id: 1, title: 'own', done: true },
      collisions: ['title'],
    });
  });
});

describe('the values of a form', () => {
  const control = (name: string, value: string, more: Partial<ControlLike> = {}): ControlLike => ({
    name,
    value,
    type: 'text',
    ...more,
  });

  test.each<[string, ControlLike[], object]>([
    ['are its fields by name', [control('a', 'x'), control('b', '')], { a: 'x', b: '' }],
    [
      'nest by dots',
      [control('todo.title', 'x'), control('todo.done', '', { type: 'checkbox', checked: true })],
      { todo: { title: 'x', done: true } },
    ],
    ['hold a tick as true or false', [control('a', 'on', { type: 'checkbox', checked: false })], { a: false }],
    [
      'hold the chosen radio',
      [
        control('a', '1', { type: 'radio', checked: false }),
        control('a', '2', { type: 'radio', checked: true }),
        control('a', '3', { type: 'radio', checked: false }),
      ],
      { a: '2' },
    ],
    [
      'hold null where nothing is chosen',
      [
        control('a', '1', { type: 'radio', checked: false }),
        control('b', '', { type: 'select-one' }),
        control('c', '', { type: 'date' }),
      ],
      { a: null, b: null, c: null },
    ],
    ['leave out what is disabled or has no name', [control('', 'x'), control('a', 'x', { disabled: true })], {}],
    ['keep the first of two that cannot both be', [control('a', 'x'), control('a.b', 'y')], { a: 'x' }],
  ])('%s', (_name, controls, expected) => {
    expect(collectValues(controls)).toEqual(expected);
  });

  test.each(['__proto__', '__proto__.polluted', 'constructor.prototype.polluted', 'a.__proto__.polluted'])(
    'never reach a prototype by the name %s',
    (name) => {
      const values = collectValues([control(name, 'yes')]);
      expect(({} as { polluted?: string }).polluted).toBeUndefined();
      expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    },
  );
});

test.each([
  ['[0-9]{4}', true],
  ['\\d{3}-\\d{4}', true],
  ['[a-z]+@[a-z]+\\.com', true],
  ['(?:yes|no)', true],
  ['(a+)+', false],
  ['(a|a)*', false],
  ['((a)b)+', false],
  ['(a{1,})+', false],
  ['(.*)\\1', false],
  ['a*a*a*a*b', false],
  ['[', false],
  ['x'.repeat(300), false],
])('a field is checked against %s: %s', (pattern, expected) => {
  expect(safePattern(pattern) !== null).toBe(expected);
});

test.each([
  ['2026-11-25', '2026-11-25'],
  ['2026-11-25T10:00:00Z', '2026-11-25'],
  ['2026-11-25 10:00', '2026-11-25'],
  ['2026-13-45', undefined],
  ['yesterday', undefined],
  [undefined, undefined],
])('the day of %s is %s', (value, expected) => {
  expect(dayOf(value)).toBe(expected);
});
