import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { emptyConversation, type ConversationState } from '../../../../chatkit/client/state';
import { threadItemSchema } from '../../../../chatkit/protocol/items';
import { createTranslate } from '../../../../chatkit/element/strings';
import { ThreadItems } from '../../../../chatkit/element/thread/ThreadItems';
import type { ChatApp } from '../../../../chatkit/element/app/chat-app';
import { createItemActions, type ItemActions, type WidgetItem } from '../../../../chatkit/element/items/item-actions';
import { itemView } from '../../../../chatkit/element/items/later';
import { namedIcons } from '../../../../chatkit/element/icons/parts';
import { chartView } from '../../../../chatkit/element/widgets/LazyChart';
import type { SharedEnvironment } from '../../../../chatkit/element/thread/use-environment';
import { answer, citation, question } from '../../client/wire';

const environment: SharedEnvironment = {
  t: createTranslate('en'),
  onDeeplink: () => undefined,
  entities: undefined,
  images: { apiOrigin: '', isAllowed: () => false, allow: () => undefined },
};
const actions = {
  isOpen: true,
  showRetry: true,
  showFeedback: true,
  retry: () => undefined,
  sendFeedback: () => undefined,
};

const itemActions: ItemActions = {
  act: () => Promise.resolve(null),
  answer: () => Promise.resolve(null),
  collide: () => undefined,
};

// The server renders what is there: in a browser the first item of these kinds loads them.
beforeAll(() => Promise.all([itemView.load(), chartView.load(), namedIcons.load()]));

const draw = (state: Partial<ConversationState>, isOpen = true) =>
  renderToStaticMarkup(
    <ThreadItems
      state={{ ...emptyConversation, ...state }}
      currentId={null}
      actions={{ ...actions, isOpen }}
      itemActions={itemActions}
      environment={environment}
      onAskAgain={isOpen ? () => undefined : undefined}
      log={{ current: null }}
      focusComposer={() => undefined}
      onItemFailed={() => undefined}
    />,
  );
const count = (html: string, part: string) => html.split(part).length - 1;

test('a quote that is repeated is drawn once, another one again', () => {
  const html = draw({
    items: [
      question('m1', 'Why?', { quoted_text: 'first' }),
      answer('m2', 'So.'),
      question('m3', 'And?', { quoted_text: 'first' }),
      answer('m4', 'So.'),
      question('m5', 'What?', { quoted_text: 'second' }),
      question('m6', 'No quote'),
      question('m7', 'Back', { quoted_text: 'second' }),
    ],
  });
  expect(count(html, 'first')).toBe(1);
  expect(count(html, 'second')).toBe(2);
});

test.each([
  ['cut-off', 'The answer stopped halfway', 1],
  ['stopped', 'Stopped.', 0],
] as const)('a message that was %s says so and offers what fits', (mark, sentence, offers) => {
  const html = draw({ items: [question('m1', 'Why?'), answer('m2', 'Beca')], marks: { m2: mark } });
  expect(html).toContain(sentence);
  expect(count(html, 'Ask again')).toBe(offers);
});

test.each([
  ['under a cut answer', { items: [question('m1', 'Why?'), answer('m2', 'Beca')], marks: { m2: 'cut-off' } }],
  ['under a question without an answer', { items: [question('m1', 'Why?')], unanswered: 'cut-off' }],
] as const)('a closed thread does not offer to ask again %s', (_where, state) => {
  const html = draw({ ...state, items: [...state.items] }, false);
  expect(html).toContain('class="interrupted"');
  expect(html).not.toContain('Ask again');
});

test('a question without an answer offers to ask again', () => {
  expect(draw({ items: [question('m1', 'Why?')], unanswered: 'cut-off' })).toContain('Ask again');
  expect(draw({ items: [question('m1', 'Why?')], unanswered: 'waiting' })).not.toContain('Ask again');
});

test('sources stand under their groups in the order of their numbers', () => {
  const from = (title: string, index: number, group?: string) => {
    const { source, ...rest } = citation(title, index);
    return { ...rest, source: { ...source, group } };
  };
  const html = draw({
    items: [answer('m1', 'Text', [from('b', 2, 'From the docs'), from('a', 1, 'From this page'), from('c', 3)])],
  });
  expect([...html.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, group]) => group)).toEqual([
    'From this page',
    'From the docs',
    'Sources',
  ]);
  expect([...html.matchAll(/<li value="(\d)">/g)].map(([, value]) => value)).toEqual(['1', '2', '3']);
});

test('an entity source is a press only where the host hears it', () => {
  const item = answer('m1', 'Text', [
    { type: 'annotation', index: 4, source: { type: 'entity', id: 'e', title: 'Ann', interactive: true } },
  ]);
  expect(draw({ items: [item] })).not.toContain('class="link"');
  const html = renderToStaticMarkup(
    <ThreadItems
      state={{ ...emptyConversation, items: [item] }}
      currentId={null}
      actions={actions}
      itemActions={itemActions}
      environment={{ ...environment, entities: { onClick: () => undefined, preview: undefined } }}
      onAskAgain={() => undefined}
      log={{ current: null }}
      focusComposer={() => undefined}
      onItemFailed={() => undefined}
    />,
  );
  expect(html).toContain('<button type="button" class="link">Ann</button>');
});

test.each([
  ['a widget', { type: 'widget', widget: { type: 'Card', children: [{ type: 'Text', value: 'Hello' }] } }, 'Hello'],
  ['a task', { type: 'task', task: { type: 'custom', title: 'Reading' } }, 'Reading'],
  [
    'a workflow',
    {
      type: 'workflow',
      workflow: {
        type: 'custom',
        tasks: [{ type: 'thought', content: 'Hm' }],
        summary: { title: 'Sum' },
        expanded: true,
      },
    },
    'Hm',
  ],
  [
    'a generated image behind a press',
    { type: 'generated_image', image: { id: 'i', url: 'https://images.example/i.png' } },
    'images.example',
  ],
  [
    'a question of the server',
    { type: 'structured_input', status: 'pending', inputs: [{ type: 'freeform', id: 'q', question: 'Which?' }] },
    'Which?',
  ],
])('draws %s', (_name, item, text) => {
  const parsed = threadItemSchema.parse({ id: 'x', thread_id: 't', created_at: '2026', ...item });
  expect(draw({ items: [parsed] })).toContain(text);
});

const toolCall = (more: object) =>
  threadItemSchema.parse({
    type: 'client_tool_call',
    id: 'tc_1',
    thread_id: 'thr_1',
    created_at: '2026',
    call_id: 'c1',
    name: 'get_selected_stations',
    ...more,
  });

test.each([
  ['runs', { status: 'pending' }, { tc_1: 'streaming' }, 'Working in this page: get selected stations', 1],
  ['ran', { status: 'completed', output: { stations: [] } }, {}, 'Done in this page: get selected stations', 0],
  [
    'is missing here',
    { status: 'completed', output: { error: 'This client has no such tool.' } },
    {},
    'Not done in this page: get selected stations',
    0,
  ],
  ['is waited for by nobody', { status: 'pending' }, {}, 'Not done in this page: get selected stations', 0],
] as const)('a tool that %s says so, and spins only while it runs', (_, more, marks, words, spinners) => {
  const html = draw({ items: [question('m1', 'Why?'), toolCall(more)], marks });
  expect(html).toContain(words);
  expect(count(html, 'role="progressbar"')).toBe(spinners);
});

test('an action that only a host’s own chat knows says so; it is no failure that a press would mend', async () => {
  const emitted: unknown[] = [];
  const { act } = createItemActions({
    ui: { getSnapshot: () => ({ options: {} }) } as unknown as ChatApp['ui'],
    conversation: {} as ChatApp['conversation'],
    emit: ((name: string) => emitted.push(name) > 0) as unknown as ChatApp['emit'],
  });
  const item = { id: 'wid_1', widget: { type: 'Card' } } as WidgetItem;
  const pressed = { type: 'cats.more_names', payload: {}, handler: 'client', streaming: true } as const;
  const said = await act(item, pressed as Parameters<typeof act>[1]);
  expect(said && createTranslate('en')(said)).toBe('This button does something only in the site’s own chat.');
  expect(emitted).toEqual(['chatkit.error']);
});
