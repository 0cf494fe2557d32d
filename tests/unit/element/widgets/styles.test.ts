import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartColors, cssColor } from '../../../../chatkit/element/widgets/colors';
import { blockStyle, borderStyle, cssSize, cssSpace, flexStyle } from '../../../../chatkit/element/widgets/measures';
import { componentSchema } from '../../../../chatkit/element/widgets/schema';

test.each([
  ['secondary', 'text', 'var(--muted)'],
  ['surface', 'background', 'var(--bg)'],
  ['strong', 'border', 'var(--edge)'],
  ['blue', 'chart', 'light-dark(#1f6feb, #6cb0ff)'],
  ['#f00', 'text', '#f00'],
  ['#ff0000cc', 'text', '#ff0000cc'],
  ['rgb(1, 2, 3)', 'text', 'rgb(1, 2, 3)'],
  ['oklch(0.5 0.1 200deg / 50%)', 'text', 'oklch(0.5 0.1 200deg / 50%)'],
  ['rebeccapurple', 'text', 'rebeccapurple'],
  [{ light: '#fff', dark: '#000' }, 'background', 'light-dark(#fff, #000)'],
  [{ light: '#fff', dark: 'url(x)' }, 'background', '#fff'],
  ['url(https://evil.example/a.png)', 'background', undefined],
  ['red; position: fixed', 'text', undefined],
  ['var(--accent)', 'text', undefined],
  ['image-set("https://evil.example")', 'background', undefined],
  ['rgb(calc(1/0))', 'text', undefined],
  ['inherit', 'text', undefined],
  ['toString', 'text', 'toString'],
  ['expression(alert(1))', 'text', undefined],
] as const)('the colour %j as %s is %s', (color, place, expected) => {
  expect(cssColor(color, place)).toBe(expected);
});

test('primitive scales go from light to dark', () => {
  const lightness = (step: number) => Number(/oklch\(([\d.]+)/.exec(cssColor(`red-${step}`, 'text') ?? '')?.[1]);
  expect(lightness(100)).toBeGreaterThan(lightness(500));
  expect(lightness(500)).toBeGreaterThan(lightness(900));
  expect(cssColor('mauve-100', 'text')).toBeUndefined();
});

test('series without a colour take different ones', () => {
  expect(new Set(chartColors).size).toBe(7);
});

test.each([
  [10, '10px'],
  ['50%', '50%'],
  ['12rem', '12rem'],
  ['auto', 'auto'],
  [1e9, '2000px'],
  ['99999px', '2000px'],
  ['500%', '100%'],
  [-1, undefined],
  [NaN, undefined],
  [Infinity, undefined],
  ['-5px', undefined],
  ['calc(100% - 1px)', undefined],
  ['url(x)', undefined],
  ['100px; position: fixed', undefined],
])('the size %s is %s', (value, expected) => {
  expect(cssSize(value)).toBe(expected);
});

test.each([
  [2, '8px'],
  ['2', '8px'],
  ['2px', '2px'],
  [100, '64px'],
  [-4, undefined],
])('the distance %s is %s', (value, expected) => {
  expect(cssSpace(value)).toBe(expected);
});

describe('a style of a widget', () => {
  test('is never wider than its column', () => {
    expect(blockStyle({ maxWidth: 900 })).toEqual({ maxInlineSize: 'min(100%, 900px)' });
  });

  test('takes borders and spacing by side, mirrored with the language', () => {
    expect(flexStyle({ padding: { x: 2, top: 1 }, direction: 'row' })).toEqual({
      flexDirection: 'row',
      paddingBlockStart: '4px',
      paddingInlineStart: '8px',
      paddingInlineEnd: '8px',
    });
    expect(borderStyle({ top: 1, x: { size: 2, color: 'strong', style: 'dashed' } })).toEqual({
      borderBlockStart: '1px solid var(--line)',
      borderInlineStart: '2px dashed var(--edge)',
      borderInlineEnd: '2px dashed var(--edge)',
    });
  });

  test('has only known properties and harmless values, whatever the server sends', () => {
    const allowed = new Set(
      (
        'flexDirection alignItems justifyContent flexWrap gap background border borderBlockStart borderBlockEnd ' +
        'borderInlineStart borderInlineEnd padding paddingBlockStart paddingBlockEnd paddingInlineStart ' +
        'paddingInlineEnd margin marginBlockStart marginBlockEnd marginInlineStart marginInlineEnd blockSize inlineSize ' +
        'minBlockSize minInlineSize maxBlockSize maxInlineSize aspectRatio flex borderRadius'
      ).split(' '),
    );
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        'url(//evil.example)',
        '1px;position:fixed',
        '-9999px',
        'expression(1)',
        '1e9px',
        'var(--x)',
        '</style>',
      ),
      fc.double(),
    );
    const keys = [
      'padding',
      'margin',
      'border',
      'background',
      'width',
      'height',
      'size',
      'gap',
      'flex',
      'radius',
      'aspectRatio',
      'position',
      'transform',
      'zIndex',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), hostile), (fields) => {
        const box = componentSchema.parse({ ...fields, type: 'Box' });
        if (box.type !== 'Box') return;
        for (const [property, value] of Object.entries(flexStyle(box))) {
          expect(allowed).toContain(property);
          expect(String(value)).not.toMatch(/url|expression|[;{}]|\/\/|NaN|Infinity|(?:^|\s)-\d/);
        }
      }),
    );
  });
});
