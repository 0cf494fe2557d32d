import { afterAll, beforeAll, expect, test } from 'vitest';
import { estimateTokens } from '../../chatkit/answerers/model/tokens';
import { type RunningProxy, startProxy } from '../../scripts/lib/proxy';
import { type ModelServer, startModelServer } from './python-server';

const ORIGIN = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
/** Of a conversation: question, page and answer together. */
const CONTEXT = 2_048;
const sentence = 'A table is a tree of pages, and a page has a number. ';

let model: ModelServer;
let proxy: RunningProxy;
let authorization: string | undefined;
beforeAll(async () => {
  model = await startModelServer(CONTEXT);
  proxy = await startProxy({
    env: { OPENAI_BASE_URL: model.baseURL, OPENAI_MODEL: 'smollm2', OPENAI_MAX_TOKENS: '12', DATABASE: ':memory:' },
  });
  const vended = (await (await post('/token', {})).json()) as { client_secret: string };
  authorization = `Bearer ${vended.client_secret}`;
});
afterAll(async () => {
  await proxy?.close();
  model?.stop();
});

const post = (path: string, body: object) =>
  fetch(`${proxy.address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  });

interface Said {
  type: string;
  thread?: { id: string };
  item?: { type: string; task?: { title?: string } };
  update?: { delta?: string };
  reason?: string;
  message?: string;
}

interface Asked {
  threadId?: string | undefined;
  page?: string;
}

async function ask(text: string, passage: string, { threadId, page }: Asked = {}) {
  const input = {
    content: [{ type: 'input_text', text }],
    attachments: [],
    quoted_text: passage,
    inference_options: {},
  };
  const passages = [{ text: passage, title: 'File format', headings: ['Tables'] }];
  const docent =
    page === undefined ? { mode: 'passage' } : { mode: 'page', page: { title: 'File format', text: page } };
  const response = await post('/chatkit', {
    ...(threadId === undefined
      ? { type: 'threads.create', params: { input } }
      : { type: 'threads.add_user_message', params: { thread_id: threadId, input } }),
    metadata: { docent: { version: 1, passages, ...docent } },
  });
  const events = (await response.text())
    .split('\n\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)) as Said);
  return {
    threadId: events.find(({ thread }) => thread)?.thread?.id,
    answer: events.map(({ update }) => update?.delta ?? '').join(''),
    steps: events.flatMap(({ item }) => item?.task?.title ?? []),
    error: events.find(({ type }) => type === 'error'),
  };
}

test('a real model answers, and reads of a follow-up only what is new', async () => {
  const passage = sentence.repeat(20);
  const before = await model.tokensRead();
  const first = await ask('What is a table?', passage);
  expect(first.error).toBeUndefined();
  expect(first.answer.trim()).not.toBe('');
  const read = (await model.tokensRead()) - before;
  expect(read).toBeGreaterThan(250);

  const second = await ask('And a page?', passage, { threadId: first.threadId });
  expect(second.error).toBeUndefined();
  expect(second.answer.trim()).not.toBe('');
  // The question, the marks around it, and what the template puts between two turns.
  expect((await model.tokensRead()) - before - read).toBeLessThan(40);
});

test('of a page of 60 000 characters goes along what has room, which the answer says, and a follow-up goes on', async () => {
  const passage = sentence.repeat(4);
  const page = Array.from({ length: 60 }, (_, index) => {
    const about = `Part ${index} describes the cursor number ${index} and how far it moves in the tree. `;
    return `## Part ${index}\n\n${about.repeat(Math.ceil(980 / about.length))}`;
  }).join('\n\n');
  expect(page.length).toBeGreaterThan(60_000);
  const before = await model.tokensRead();
  const first = await ask('What does the cursor number 41 do?', passage, { page });
  expect(first.error).toBeUndefined();
  expect(first.answer.trim()).not.toBe('');
  expect(first.steps[0]).toMatch(/^[1-9] of 6\d kB of the page went along$/);
  const read = (await model.tokensRead()) - before;
  // It fits because it was counted: most of the room is used, and no more.
  expect(read).toBeGreaterThan(CONTEXT / 2);
  expect(read).toBeLessThan(CONTEXT);

  const second = await ask('Why?', passage, { threadId: first.threadId, page });
  expect(second.error).toBeUndefined();
  expect(second.answer.trim()).not.toBe('');
  expect((await model.tokensRead()) - before - read).toBeLessThan(60);
});

test('a passage that it has no room for is told as such, before anything is asked', async () => {
  const before = await model.tokensRead();
  const { error, answer } = await ask('What is a table?', sentence.repeat(180));
  expect(answer).toBe('');
  expect(error).toMatchObject({ reason: 'too_long', allow_retry: false });
  expect(error?.message).toMatch(/^The question and the passage alone are too long/);
  expect(await model.tokensRead()).toBe(before);
});

test.each([
  ['English', 'A table is a tree of pages, and the cursor moves over its cells: `sqlite3_step(stmt)` returns 100.'],
  ['code', 'for (let i = 0; i < rows.length; i += 1) {\n  if (rows[i]?.id === 0x1f) return await read(rows[i]);\n}\n'],
  [
    'German',
    'Die Zwischenspeicherverwaltung benötigt für Änderungen außerdem Schreibrechte im übergeordneten Verzeichnis.',
  ],
  ['French', 'La connexion est fermée dès que le délai a été dépassé ; réessayez où l’accès n’a pas été révoqué.'],
  ['Russian', 'Соединение закрывается, если сервер не отвечает в течение минуты.'],
  ['Arabic', 'يُغلق الاتصال إذا لم يستجب الخادم خلال دقيقة واحدة.'],
  ['Hebrew', 'החיבור נסגר אם השרת אינו משיב בתוך דקה.'],
  ['Hindi', 'यदि सर्वर एक मिनट में उत्तर नहीं देता तो कनेक्शन बंद हो जाता है।'],
  ['Thai', 'การเชื่อมต่อจะถูกปิดหากเซิร์ฟเวอร์ไม่ตอบสนองภายในหนึ่งนาที'],
  ['Japanese', 'サーバーが一分以内に応答しない場合、接続は閉じられます。'],
  ['Korean', '서버가 1분 안에 응답하지 않으면 연결이 닫힙니다.'],
  ['Chinese', '如果服务器在一分钟内没有响应，连接将被关闭。'],
])('what is estimated of %s is no less than its tokenizer counts', async (_, text) => {
  const counted = await model.count(text.repeat(5));
  expect(counted).toBeGreaterThan(20);
  expect(estimateTokens(text.repeat(5))).toBeGreaterThanOrEqual(counted);
});
