import type { Page } from 'puppeteer-core';
import { itemStates } from './item-states';
import { composerStates } from './composer-states';
import { historyStates } from './history-states';
import { ask, waitForElement, waitForText, type Harness } from './harness';
import { answerEvents, assistantMessage, textDelta, thread, userMessage } from './protocol-fixtures';
import { threadStates } from './thread-states';

/** An answer with one of everything that Markdown draws. */
export const richAnswer = `Use \`json.dumps\` with a **default** function &mdash; it is called for objects that are not serialisable.

## How it works

1. Write the function
   - nested *one*
   - nested two
2. Pass it as \`default\`

\`\`\`python
>>> import json
>>> json.dumps({"amount": Decimal("1.0")}, default=str, sort_keys=True)
'{"amount": "1.0"}'
\`\`\`

| Option | Meaning |
|---|:-:|
| \`indent\` | spaces |
| \`sort_keys\` | sorted |

> A quoted sentence from the page.

- [x] read the page
- [ ] try it

See [the docs](https://docs.python.org/3/) ![plan](https://images.example/plan.png)
`;

const source = (title: string, group: string, more: object) => ({ type: 'url', title, group, ...more });
export const richCitations = [
  {
    type: 'annotation',
    index: richAnswer.indexOf('serialisable.') + 'serialisable.'.length,
    source: source('json — JSON encoder', 'From this page', {
      url: 'https://docs.python.org/3/library/json.html',
      description: 'Encoders and decoders',
    }),
  },
  {
    type: 'annotation',
    index: richAnswer.indexOf('from the page.') + 'from the page.'.length,
    source: { type: 'file', filename: 'guide.pdf', title: 'Guide', group: 'From the docs' },
  },
];

const options = (scheme: string) => ({
  theme: scheme,
  threadItemActions: { feedback: true, retry: true },
  composer: { placeholder: 'Ask Python docs a question…' },
  disclaimer: { text: 'Goes to **api.example.com** when you press Send · [Privacy](https://example.com)' },
  startScreen: {
    greeting: 'Ask about json',
    prompts: ['Explain this', 'Say it more simply', 'Show an example', 'What should I watch out for?'].map((label) => ({
      label,
      prompt: label,
    })),
  },
});

const question = userMessage('msg_1', 'How do I encode a Decimal?', {
  quoted_text: 'The default(obj) function should return a serializable version of obj or raise TypeError.',
});

const press = async (page: Page, selector: string) => {
  await page.evaluate(
    (wanted) => window.harness.element?.shadowRoot?.querySelector<HTMLElement>(wanted)?.click(),
    selector,
  );
};

/** Every state of the element, and how it is reached. */
export const states: Record<string, (harness: Harness, page: Page) => Promise<void>> = {
  ...itemStates,
  ...threadStates,
  ...composerStates,
  start: () => Promise.resolve(),
  async waiting({ server }, page) {
    server.script = { 'threads.create': () => ({ hang: true }) };
    await ask(page, 'How do I encode a Decimal?');
    await waitForText(page, '.wait-text', 'Connecting');
  },
  async streaming({ server }, page) {
    server.script = {
      'threads.create': () => ({
        stream: (stream) => {
          stream.send({ type: 'thread.created', thread: thread('thr_1', { title: 'json encoders' }) });
          stream.send({ type: 'thread.item.done', item: question });
          stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
          stream.send(textDelta('msg_2', richAnswer.slice(0, 320)));
        },
      }),
    };
    await ask(page, 'How do I encode a Decimal?');
    await waitForText(page, '.answer', 'import json');
    await waitForElement(page, '.wait-line');
  },
  async answer({ server }, page) {
    server.script = {
      'threads.create': () => ({
        stream: (stream) => {
          stream.send({ type: 'thread.created', thread: thread('thr_1', { title: 'json encoders' }) });
          stream.send({ type: 'thread.item.done', item: question });
          const pieces = richAnswer.match(/[\s\S]{1,7}/g) ?? [];
          for (const event of answerEvents('msg_2', pieces, richCitations)) stream.send(event);
          stream.end();
        },
      }),
    };
    await ask(page, 'How do I encode a Decimal?');
    await waitForText(page, '.sources', 'Guide');
    await waitForElement(page, '.answer .actions');
  },
  async 'cut off'({ server }, page) {
    server.script = {
      'threads.create': () => ({
        stream: (stream) => {
          stream.send({ type: 'thread.created', thread: thread('thr_1', { title: 'json encoders' }) });
          stream.send({ type: 'thread.item.done', item: question });
          stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
          stream.send(textDelta('msg_2', 'Use `json.dumps` with'));
          setTimeout(() => stream.cut(), 100);
        },
      }),
    };
    await ask(page, 'How do I encode a Decimal?');
    await waitForElement(page, '.interrupted');
  },
  async failure({ server }, page) {
    server.script = { 'threads.create': () => ({ json: {}, status: 503 }) };
    await ask(page, 'How do I encode a Decimal?');
    await waitForElement(page, '.notice');
  },
  async notice({ server }, page) {
    server.script = {
      'threads.create': () => ({
        stream: (stream) => {
          stream.send({ type: 'thread.created', thread: thread() });
          stream.send({ type: 'thread.item.done', item: question });
          stream.send({
            type: 'notice',
            level: 'warning',
            title: 'Slow today',
            message: 'Answers **may** take longer.',
          });
          for (const event of answerEvents('msg_2', ['Use `default`.'])) stream.send(event);
          stream.end();
        },
      }),
    };
    await ask(page, 'How do I encode a Decimal?');
    await waitForElement(page, '.notice');
  },
  async closed({ server }, page) {
    server.script = {
      'threads.get_by_id': () => ({
        json: thread('thr_1', {
          title: 'json encoders',
          status: { type: 'closed', reason: 'This conversation has ended.' },
          items: { data: [question, assistantMessage('msg_2', 'Use `default`.')], has_more: false },
        }),
      }),
    };
    await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
    await waitForElement(page, '.closed');
  },
  async 'files, tools and models'({ server }, page) {
    server.script = {
      upload: () => ({ json: { id: 'atc_1', type: 'file', name: 'plan.txt', mime_type: 'text/plain' } }),
    };
    await page.evaluate((given) => window.harness.change(given as object), {
      api: { url: '/chatkit', domainKey: 'local', uploadStrategy: { type: 'direct', uploadUrl: '/upload' } },
      composer: {
        attachments: { enabled: true, accept: { 'text/plain': ['.txt'] } },
        tools: [
          { id: 'web', label: 'Search the web', shortLabel: 'Web', icon: 'globe' },
          { id: 'pin', label: 'Deep research', icon: 'lab', pinned: true },
        ],
        models: [{ id: 'good', label: 'Good', description: 'Slower' }],
      },
    });
    await waitForElement(page, '.bar > *');
    await page.evaluate(async () => {
      const file = (name: string, type: string) => new File(['x'], name, { type });
      await window.harness.element?.setComposerValue({
        content: [
          { type: 'input_tag', id: 'ada', text: 'Ada Lovelace', data: {} },
          { type: 'input_text', text: ' wrote what?' },
        ],
        files: [file('plan.txt', 'text/plain'), file('a very long name that is not taken.exe', 'application/x-exe')],
        selectedToolId: 'web',
      });
    });
    await press(page, '[aria-label="Model: Good"]');
    await waitForElement(page, '.menu');
    await waitForElement(page, '.refused');
  },
  async 'a menu of mentions'(_harness, page) {
    await page.evaluate(() => {
      window.harness.with = ['entities', 'commands'];
      window.harness.change({});
    });
    await waitForElement(page, '.bar > *');
    await (await page.$('openai-chatkit >>> [data-composer]'))?.focus();
    await page.keyboard.type('Ask @');
    await waitForText(page, '[role="option"]', 'Ada');
  },
  ...historyStates,
};

/** A page with the element in one of its states. @param kept serves it, if given; else a fresh one */
export async function openState(
  harness: Harness,
  name: string,
  scheme: 'light' | 'dark',
  size = { width: 400, height: 720 },
  more: object = {},
  kept?: Page,
): Promise<Page> {
  const given = { ...options(scheme), ...more };
  const page = await (kept ? harness.anew(kept, given, size) : harness.open(given, size));
  await waitForElement(page, '[data-composer]');
  await states[name]?.(harness, page);
  return page;
}
