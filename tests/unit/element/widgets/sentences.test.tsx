// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import type { MarkdownEnvironment } from '../../../../chatkit/element/markdown/environment';
import { createTranslate } from '../../../../chatkit/element/strings';
import { WidgetView } from '../../../../chatkit/element/widgets/WidgetView';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const environment: MarkdownEnvironment = {
  t: createTranslate('en'),
  onDeeplink: () => undefined,
  entities: undefined,
  sourceOf: () => undefined,
  images: { apiOrigin: '', isAllowed: () => false, allow: () => undefined },
};

test('sentences of ours in a widget keep the direction of their language, whatever the widget is written in', async () => {
  const words = Array.from({ length: 1_100 }, () => ({ type: 'Text', value: 'שלום' }));
  const button = { type: 'Button', label: 'פתיחה', onClickAction: { type: 'open', payload: {}, handler: 'client' } };
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const onAction = async () => 'actionElsewhere' as const;
  const widget = { type: 'Card', children: [button, ...words] };
  await act(async () => root.render(<WidgetView widget={widget} environment={environment} onAction={onAction} />));
  expect(place.querySelector('.widget')?.getAttribute('dir')).toBe('rtl');
  await act(async () => place.querySelector('button')?.click());
  const said = [...place.querySelectorAll('.note, .widget-problem')].map((line) => [
    line.textContent,
    line.getAttribute('dir'),
  ]);
  expect(said).toEqual([
    ['Part of this is too large and not shown.', 'auto'],
    ['This button does something only in the site’s own chat.', 'auto'],
  ]);
  await act(async () => root.unmount());
});
