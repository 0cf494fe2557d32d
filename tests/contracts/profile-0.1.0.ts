/**
 * A reader's profile as Docent wrote it before there was a list of sites with the button and before a consent said what it
 * covers. Written down from a real browser, addresses and ids aside; never brought in line with later schemas: what a
 * reader has must be read as it is.
 */

const HOUSE = '6f0d2b52-0c1f-4f7e-9d0e-3a4f3c0a9b11';
const LOCAL = 'a3b8a1de-5c63-4d0a-8c0d-6a9b1f0e7c22';
const THREAD = 'thr_284e6df8fe1e4ee58ae2a3bfe5c27b44';

export const ANSWERED = 'What does the marmot guard keep?';
export const TYPED = 'Why plain';

export const settings = {
  consent: { version: 1, at: 1_795_300_000_000 },
  theme: 'dark',
  surface: 'sidebar',
  sendAddress: false,
  sendHeadings: false,
  sendAbout: true,
  buttonEnabled: true,
  notHere: ['quiet.example'],
  notOffered: ['shop.example'],
  minLength: 3,
  holdKey: false,
  pausedUntil: 0,
  defaultConnectionId: 'device',
  version: 1,
};

export const connections = [
  {
    id: HOUSE,
    name: 'House docs',
    kind: 'chatkit',
    apiUrl: 'https://chat.house.example/chatkit',
    tokenUrl: 'https://chat.house.example/token',
    descriptorUrl: 'https://chat.house.example/.well-known/docent.json',
    origins: ['https://chat.house.example'],
    auth: 'key',
    view: 'packaged',
    sites: [{ match: 'docs.house.example', mode: 'docs' }],
    presentation: { modes: ['passage', 'docs'], greeting: 'Ask about the house', accent: '#336699' },
  },
  {
    id: LOCAL,
    name: 'Local chat',
    kind: 'chat-sse',
    apiUrl: 'http://localhost:9/chat',
    origins: ['http://localhost:9'],
    auth: 'none',
    view: 'packaged',
    chat: { dialect: 'events', ownIds: true },
    sites: [],
    presentation: {},
    byHand: true,
  },
];

export const secrets: Record<string, unknown> = {
  [HOUSE]: { destination: 'https://chat.house.example/token', key: 'house-key', reader: 'house-reader' },
  [`visitor:${LOCAL}`]: { origin: 'http://localhost:9', id: 'b0a4c7d2-visitor' },
};

const passage = (text: string, id: string, prefix: string, suffix: string) => ({
  id,
  text,
  quote: { exact: text, prefix, suffix },
  page: { url: 'https://docs.house.example/guide.html', title: 'Guide', hints: [], lang: 'en' },
  section: { headings: [] },
  capturedAt: 1_795_300_100_000,
});
const guard = passage('The marmot guard keeps the burrow', '92fdd333795350127a830ab404e3c318', 'Guide', '. It is set');
const plain = passage('Some plain words', '89f12593573562f50e9748109226299a', 'at dawn.', 'stand here to select.');
const origin = { tabId: 31, windowId: 26, frameId: 0 };

/** Database `docent-conversations`, version 2. */
export const threads = [
  {
    order: 1,
    subject: 'local',
    id: THREAD,
    thread: {
      id: THREAD,
      title: ANSWERED,
      created_at: '2026-11-21T10:00:00.369Z',
      status: { type: 'active' },
      metadata: {},
    },
  },
];
export const items = [
  {
    order: 1,
    subject: 'local',
    threadId: THREAD,
    id: 'msg_032727766a494bbab1f1201df64bc17f',
    item: {
      type: 'user_message',
      id: 'msg_032727766a494bbab1f1201df64bc17f',
      thread_id: THREAD,
      created_at: '2026-11-21T10:00:00.372Z',
      content: [{ type: 'input_text', text: ANSWERED }],
      attachments: [],
      quoted_text: guard.text,
      inference_options: {},
    },
  },
  {
    order: 2,
    subject: 'local',
    threadId: THREAD,
    id: 'msg_ee478c7164c744caa7440edf07f816bf',
    item: {
      type: 'assistant_message',
      id: 'msg_ee478c7164c744caa7440edf07f816bf',
      thread_id: THREAD,
      created_at: '2026-11-21T10:00:00.402Z',
      content: [
        {
          type: 'output_text',
          text: '**From the passage**\n\n> The marmot guard keeps the burrow',
          annotations: [
            {
              type: 'annotation',
              index: 57,
              source: {
                type: 'entity',
                id: 'passage:0-33',
                label: 'From the passage',
                interactive: true,
                data: { place: 'passage', quote: guard.text, start: 0, end: 33 },
                title: 'Guide',
                group: 'From this page',
              },
            },
          ],
        },
      ],
    },
  },
];

/** Database `docent-ways`, version 1: key and value. */
export const ways = {
  key: ['device', THREAD],
  value: {
    at: 1_795_300_200_000,
    sent: [{ quoted: guard.text, staged: [{ passage: guard, origin, intent: 'ask' }] }],
  },
};

/** `draft:<windowId>` of `storage.session`. */
export const draft = {
  writer: '7f0a5d3b-1300-417c-b4e6-368531cffb44',
  connectionId: 'device',
  threadId: THREAD,
  passages: [
    {
      staged: { passage: plain, origin, intent: 'ask' },
      start: 0,
      pack: { text: plain.text, markdown: plain.text },
    },
  ],
  replaced: [],
  pinned: [
    {
      staged: { passage: guard, origin, intent: 'ask' },
      start: 0,
      pack: { text: guard.text, markdown: guard.text },
    },
  ],
  mode: null,
  page: null,
  pageWanted: false,
  switches: null,
  text: TYPED,
  aside: null,
  sending: null,
};

/** What the browser had granted: the sites with the button and the back ends in one heap. */
export const granted = [
  'https://docs.house.example/*',
  '*://wiki.example/*',
  'https://chat.house.example/*',
  'http://localhost/*',
];
export const HOUSE_ID = HOUSE;
export const LOCAL_ID = LOCAL;
export const THREAD_ID = THREAD;
