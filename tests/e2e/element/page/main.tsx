import { ChatKit, useChatKit, type UseChatKitOptions } from '@openai/chatkit-react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import { registerChatKitElement, type OpenAIChatKitElement } from '../../../../chatkit/element/register';
import { registerStrings } from '../../../../chatkit/element/strings';
import en from '../../../../chatkit/element/strings/en.json';

z.config({ jitless: true });
registerChatKitElement();
registerStrings(
  'en-xa',
  Object.fromEntries(Object.entries(en).map(([key, text]) => [key, `[${text.replace(/[aeiou]/g, '$&$&')}]`])),
);
registerStrings('he', { ...en, textDirection: 'rtl' });

/** What a test reads and drives; the page is the host of the element, as an application would be. */
const harness = {
  events: [] as { name: string; detail: unknown }[],
  own: [] as { name: string; detail: unknown }[],
  clientToolCalls: [] as unknown[],
  preventErrors: false,
  /** Options that are functions, which no test can pass in: `entities`, `commands`. */
  with: [] as string[],
  options: {} as Partial<UseChatKitOptions>,
  render(options: Partial<UseChatKitOptions>) {
    harness.options = options;
    root.render(<Host options={options} />);
  },
  /** Another element in place of this one; nothing of before is known any more. */
  renderAnew(options: Partial<UseChatKitOptions>, names: string[]) {
    root.unmount();
    root = createRoot(container);
    Object.assign(harness, { events: [], own: [], clientToolCalls: [], preventErrors: false, with: names });
    harness.render(options);
  },
  /** The last options with these instead. */
  change(options: Partial<UseChatKitOptions>) {
    harness.render({ ...harness.options, ...options });
  },
  get element() {
    return document.querySelector<OpenAIChatKitElement>('openai-chatkit');
  },
};
declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
// What TypeScript loaders put around inner functions that a script hands over to the page.
Object.assign(window, { __name: (inner: unknown) => inner });

const record =
  (name: string) =>
  (detail?: unknown): void => {
    const plain =
      detail && typeof detail === 'object' && 'error' in detail && detail.error instanceof Error
        ? { error: { name: detail.error.name, message: detail.error.message } }
        : detail;
    harness.events.push({ name, detail: plain });
  };

const people = [
  { id: 'ada', title: 'Ada Lovelace', group: 'People', icon: 'user', interactive: true, data: { born: '1815' } },
  { id: 'plan', title: 'Plan', group: 'Documents', icon: 'document', interactive: true },
];
const functions: Record<string, Partial<UseChatKitOptions>> = {
  fetch: {
    api: {
      url: '/chatkit',
      domainKey: 'local',
      fetch(address, init) {
        harness.own.push({ name: 'fetch', detail: String(address) });
        return fetch(address, {
          ...init,
          headers: { ...Object.fromEntries(new Headers(init?.headers)), 'x-host': 'yes' },
        });
      },
    },
  },
  entities: {
    entities: {
      showComposerMenu: true,
      onClick: record('entity'),
      onTagSearch: (query) =>
        Promise.resolve(people.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()))),
      onRequestPreview: ({ title }) =>
        Promise.resolve({
          preview: { type: 'Basic', children: [{ type: 'Text', value: `About ${title}` }] },
        }),
    },
  },
  header: {
    header: {
      leftAction: { icon: 'sidebar-left', onClick: record('left') },
      rightAction: { icon: 'settings-cog', onClick: record('right') },
    },
  },
  commands: {
    commands: {
      enabled: true,
      onSearch: () =>
        Promise.resolve([{ id: 'sum', label: 'Summarise', description: 'In three lines', icon: 'write' }]),
      onSelect: (command) => {
        record('command')(command);
        return Promise.resolve({ type: 'entity' as const, entity: { id: 'summary', title: 'Summary' } });
      },
    },
  },
};

function Host({ options }: { options: Partial<UseChatKitOptions> }) {
  const { control } = useChatKit({
    api: { url: '/chatkit', domainKey: 'local' },
    onClientTool(call) {
      harness.clientToolCalls.push(call);
      return { answer: 42 };
    },
    entities: { onClick: record('entity') },
    ...options,
    ...Object.assign({}, ...harness.with.map((name) => functions[name])),
    onReady: record('ready'),
    onError: record('error'),
    onEffect: record('effect'),
    onDeeplink: record('deeplink'),
    onResponseStart: record('response.start'),
    onResponseEnd: record('response.end'),
    onHistoryOpen: record('history.open'),
    onHistoryClose: record('history.close'),
    onThreadChange: record('thread.change'),
    onThreadLoadStart: record('thread.load.start'),
    onThreadLoadEnd: record('thread.load.end'),
    onToolChange: record('tool.change'),
    onLog: record('log'),
  });
  return (
    <ChatKit control={control}>
      <p slot="start" id="start-slot">
        Select text on a page, or just ask below.
      </p>
      <div slot="above-composer" id="card-slot" />
    </ChatKit>
  );
}

document.addEventListener(
  'DOMContentLoaded',
  () => {
    for (const name of ['chatkit.composer.change', 'chatkit.message.accepted', 'chatkit.thread.title']) {
      document.addEventListener(
        name,
        (event) => harness.own.push({ name, detail: event instanceof CustomEvent ? event.detail : null }),
        // Not bubbling: seen on its way down.
        { capture: true },
      );
    }
    document.addEventListener('chatkit.error', (event) => harness.preventErrors && event.preventDefault(), true);
  },
  { once: true },
);

const container = document.getElementById('root')!;
let root = createRoot(container);
