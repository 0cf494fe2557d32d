import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { createTranslate } from '../../../../chatkit/element/strings';
import type { MarkdownEnvironment } from '../../../../chatkit/element/markdown/environment';
import { namedIcons } from '../../../../chatkit/element/icons/parts';
import { chartView } from '../../../../chatkit/element/widgets/LazyChart';
import { WidgetView } from '../../../../chatkit/element/widgets/WidgetView';
import { installedIcons } from '../installed-widgets';

const environment: MarkdownEnvironment = {
  t: createTranslate('en'),
  onDeeplink: () => undefined,
  entities: undefined,
  sourceOf: () => undefined,
  images: { apiOrigin: '', isAllowed: (host) => host === 'allowed.example', allow: () => undefined },
};
const draw = (...children: object[]) =>
  renderToStaticMarkup(<WidgetView widget={{ type: 'Card', children }} environment={environment} />);

beforeAll(() => Promise.all([chartView.load(), namedIcons.load()]));

test.each<[string, object, RegExp]>([
  [
    'text',
    { type: 'Text', value: 'a <b>', size: 'sm', weight: 'bold', color: 'danger' },
    /w-text-sm w-weight-bold.*a &lt;b&gt;/,
  ],
  ['text that is cut after lines', { type: 'Text', value: 'a', maxLines: 2 }, /w-clamp.*-webkit-line-clamp:2/i],
  [
    'text that can be changed',
    { type: 'Text', value: 'a', editable: { name: 'n', required: true } },
    /<textarea.*required.*name="n"|<textarea.*name="n".*required/,
  ],
  ['Markdown', { type: 'Markdown', value: '**a**' }, /<strong>a<\/strong>/],
  ['a title', { type: 'Title', value: 'a', size: '3xl' }, /<h3 class="w-title w-title-3xl"/],
  ['a caption', { type: 'Caption', value: 'a' }, /w-caption/],
  [
    'a badge',
    { type: 'Badge', label: 'a', color: 'success', variant: 'solid' },
    /data-color="success" data-variant="solid"/,
  ],
  ['an icon', { type: 'Icon', name: 'bolt' }, /<svg.*<path/],
  [
    'an image of an allowed host',
    { type: 'Image', src: 'https://allowed.example/a.png', alt: 'A', fit: 'contain' },
    /<img src="https:\/\/allowed\.example\/a\.png" alt="A" style="object-fit:contain"/,
  ],
  ['a row', { type: 'Row', gap: 2, justify: 'between' }, /w-row.*justify-content:space-between;gap:8px/],
  ['a box', { type: 'Box', direction: 'row', padding: 2, radius: 'md' }, /w-row.*padding:8px;border-radius:6px/],
  ['a divider', { type: 'Divider', spacing: 2 }, /<hr class="w-divider".*margin-block:8px/],
  ['a spacer', { type: 'Spacer', minSize: 8 }, /w-spacer.*8px/],
  ['what stands in a transition', { type: 'Transition', children: { type: 'Text', value: 'inside' } }, /inside/],
  [
    'an input',
    { type: 'Input', name: 'a', inputType: 'email', required: true, pattern: '[a-z]+' },
    /type="email".*pattern="\[a-z\]\+"/,
  ],
  [
    'an input without a pattern that could hang',
    { type: 'Input', name: 'a', pattern: '(a+)+' },
    /<input(?![^>]*pattern)[^>]*>/,
  ],
  ['a textarea', { type: 'Textarea', name: 'a', rows: 4, defaultValue: 'x' }, /<textarea rows="4".*>x<\/textarea>/],
  [
    'a select',
    { type: 'Select', name: 'a', options: [{ value: '1', label: 'One', description: 'first' }], defaultValue: '1' },
    /<option value="1" selected="">One — first<\/option><\/select>/,
  ],
  [
    'a select with nothing chosen',
    { type: 'Select', name: 'a', options: [], placeholder: 'Pick' },
    /<option value="" selected="">Pick<\/option>/,
  ],
  [
    'a date',
    { type: 'DatePicker', name: 'a', defaultValue: '2026-11-25T08:00:00Z', min: '2026-01-01' },
    /type="date".*min="2026-01-01".*value="2026-11-25"/,
  ],
  [
    'a checkbox',
    { type: 'Checkbox', name: 'a', label: 'Yes', defaultChecked: true },
    /type="checkbox".*checked="".*Yes/,
  ],
  [
    'radio buttons',
    { type: 'RadioGroup', name: 'a', options: [{ value: '1', label: 'One' }], defaultValue: '1' },
    /role="radiogroup" aria-label="a".*type="radio".*checked=""/,
  ],
  [
    'a button',
    { type: 'Button', label: 'Go', style: 'primary', block: true },
    /<button type="button" class="w-button" data-variant="solid" data-color="primary" data-block="true"/,
  ],
  ['a button of an icon only', { type: 'Button', iconStart: 'external-link' }, /aria-label="external link"/],
  [
    'a table',
    { type: 'Table', children: [{ type: 'Table.Row', header: true, children: [{ type: 'Table.Cell', colSpan: 2 }] }] },
    /<table>.*<th scope="col" colSpan="2"/i,
  ],
  [
    'a chart',
    { type: 'Chart', data: [{ x: 'a', y: 1 }], series: [{ type: 'bar', dataKey: 'y' }], xAxis: 'x' },
    /<rect class="chart-bar"/,
  ],
])('draws %s', (_name, component, expected) => {
  expect(draw(component)).toMatch(expected);
});

test('every icon of the installed widget types has a drawing', () => {
  expect(installedIcons().length).toBeGreaterThan(60);
  for (const name of installedIcons()) expect(draw({ type: 'Icon', name })).toMatch(/<(?:path|circle|rect|line)/);
});

describe('a field', () => {
  test('is called by its label, by its placeholder, or by its name in words', () => {
    const labelled = draw(
      { type: 'Label', value: 'Mail', fieldName: 'mail' },
      { type: 'Input', name: 'mail', placeholder: 'x' },
    );
    const [, target] = /<label[^>]* for="([^"]+)"/.exec(labelled) ?? [];
    expect(labelled).toContain(`id="${target}"`);
    expect(labelled).not.toContain('aria-label="x"');
    expect(draw({ type: 'Input', name: 'mail', placeholder: 'x@y' })).toContain('aria-label="x@y"');
    expect(draw({ type: 'Input', name: 'contact.firstName' })).toContain('aria-label="first Name"');
  });

  test('of one widget has another id than the same field of another', () => {
    const ids = renderToStaticMarkup(
      <>
        {[1, 2].map((key) => (
          <WidgetView
            key={key}
            widget={{ type: 'Card', children: [{ type: 'Input', name: 'a' }] }}
            environment={environment}
          />
        ))}
      </>,
    ).matchAll(/ id="([^"]+-a)"/g);
    expect(new Set([...ids].map(([, id]) => id)).size).toBe(2);
  });

  test('takes no focus by itself, whatever the server asks', () => {
    expect(draw({ type: 'Input', name: 'a', autoFocus: true }).toLowerCase()).not.toContain('autofocus');
  });
});

describe('an image of another host', () => {
  test.each(['https://other.example/a.png', 'HTTPS://OTHER.example/a.png'])('%s waits for a press', (src) => {
    const html = draw({ type: 'Image', src, alt: 'A' });
    expect(html).not.toContain('<img');
    expect(html).toContain('other.example');
  });

  test('is not asked for as a favicon', () => {
    const widget = (host: string) => ({
      type: 'Card',
      children: [],
      status: { text: 'S', favicon: `https://${host}/f.ico` },
    });
    const html = (host: string) => renderToStaticMarkup(<WidgetView widget={widget(host)} environment={environment} />);
    expect(html('other.example')).not.toMatch(/<img|other\.example/);
    expect(html('allowed.example')).toContain('<img');
  });
});

test('a widget of a right-to-left language is mirrored as a whole', () => {
  expect(draw({ type: 'Text', value: '5 — مرحبا' })).toContain('dir="rtl"');
  expect(draw({ type: 'Text', value: 'Hello مرحبا' })).toContain('dir="ltr"');
  expect(draw({ type: 'Text', value: '123' })).not.toMatch(/class="widget"[^>]*dir=/);
});
