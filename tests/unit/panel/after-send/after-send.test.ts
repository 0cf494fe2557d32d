import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { noticeText } from '../../../../utils/shared/notices';
import elementStrings from '../../../../chatkit/element/strings/en.json';
import { lastMeaningfulItem } from '../../../../chatkit/client/state';
import catalogue from '../../../../locales/en/notices.json';
import { conversationLeftBehind } from '../../../../utils/panel/draft-changes';
import { chatErrors } from '../../../../utils/panel/error-code';
import { stream } from './answers';
import { type Case, cases } from './cases';
import { openPanel, type Panel, PASSAGE, QUESTION, startServer } from './rig';

let server: Awaited<ReturnType<typeof startServer>> | undefined;
let panel: Panel | undefined;
afterEach(async () => {
  panel?.app.dispose();
  await server?.close();
});

const idle = (open: Panel) => vi.waitFor(() => expect(open.isIdle()).toBe(true), { interval: 2, timeout: 15_000 });
const questionsAt = () => server!.asked.filter(({ body }) => body.includes(QUESTION));

/** Asks a first question where the case wants an open conversation, then the one that meets the case. */
async function meet({ answer, open: opened, goesOn }: Case): Promise<Panel> {
  server = await startServer();
  const nobody = answer === 'nobody' ? await startServer() : undefined;
  await nobody?.close();
  const open = (panel = openPanel(nobody?.url ?? server.url, { online: answer !== 'offline' }));
  if (opened) {
    open.submit('What is this?');
    await idle(open);
    if (opened !== 'kept') await server.forget(open.app.conversation.current().thread!.id);
    // As FastAPI does for what is not handled.
    if (opened === 'forgotten')
      server.instead['threads.get_by_id'] = (response) => void response.writeHead(500).end('?');
    if (opened === 'all-gone' && typeof answer === 'function') {
      for (const type of ['threads.get_by_id', 'threads.list']) server.instead[type] = answer;
    }
  }
  if (typeof answer === 'function') server.answer = answer;
  open.submit(QUESTION);
  if (!goesOn) {
    await vi.waitFor(() => expect(open.app.conversation.current().run).not.toBeNull(), { interval: 0 }).catch(() => {});
    await idle(open);
  }
  return open;
}

const textOf = (open: Panel) =>
  open.app.conversation
    .current()
    .items.flatMap((item) => ('content' in item && Array.isArray(item.content) ? item.content : []))
    .map((part: { text: string }) => part.text)
    .join('\n');

describe('what follows a send', () => {
  test.each(cases)('$follows', async (one) => {
    const { told, question, times = 1, goesOn } = one;
    const open = await meet(one);
    const { app, notices } = open;
    if (goesOn) {
      const waitsFor = question === 'thread' ? 'größe' : QUESTION;
      await vi.waitFor(() => expect(questionsAt()).toHaveLength(times), { interval: 2 });
      await vi.waitFor(() => expect(textOf(open)).toContain(waitsFor), { interval: 2 });
      expect(notices).toEqual([]);
      app.conversation.stop();
      await idle(open);
    }
    // Said once, and in one place.
    const code = typeof told === 'object' ? told : /^[A-Z_]+$/.test(told) ? { code: told } : undefined;
    expect(notices).toEqual(
      code
        ? [expect.objectContaining({ code: code.code, ...('reason' in code && { details: { reason: code.reason } }) })]
        : [],
    );
    const { items, marks, unanswered } = app.conversation.current();
    const saysSo = unanswered === 'cut-off' || Object.values(marks).includes('cut-off');
    if (told === 'in-thread') expect(saysSo).toBe(true);
    if (told === 'nothing' && !goesOn)
      expect([saysSo, open.left(), textOf(open)]).toEqual([false, undefined, expect.stringContaining('größe')]);
    expect(app.ui.getSnapshot().reported !== null).toBe(told === 'by-chat');
    // The question is in one of two places, and the passage with it.
    expect(textOf(open).includes(QUESTION)).toBe(question === 'thread');
    expect(app.composer.getSnapshot().text).toBe(question === 'composer' ? QUESTION : '');
    const { passages, pinned } = open.draft();
    const isUnsent = question === 'composer' && !one.open;
    expect((isUnsent ? passages : pinned).map(({ staged }) => staged.passage.text)).toEqual([PASSAGE]);
    if (question === 'thread') expect(lastMeaningfulItem(items)).toBeDefined();
    // Never twice.
    expect(questionsAt()).toHaveLength(times);
  });

  test('a conversation that is gone is left with the question and the passage, and the press sends nothing', async () => {
    const open = await meet(cases.find(({ told }) => told === 'CONVERSATION_GONE')!);
    const before = server!.asked.length;
    const draft = conversationLeftBehind(open.draft());
    await open.app.openThread(null);
    expect(draft.passages.map(({ staged }) => staged.passage.text)).toEqual([PASSAGE]);
    expect(draft.pinned).toEqual([]);
    expect(open.app.composer.getSnapshot().text).toBe(QUESTION);
    expect(server!.asked).toHaveLength(before);
    server!.answer = undefined;
    open.app.submit();
    await idle(open);
    expect(server!.asked.at(-1)?.type).toBe('threads.create');
  });

  test.each([404, 500])(
    'a conversation that the server has forgotten (%i) is called so when it is opened',
    async (code) => {
      server = await startServer();
      server.instead['threads.get_by_id'] = (response) => void response.writeHead(code).end('?');
      const open = (panel = openPanel(server.url));
      await expect(open.app.openThread('thr_gone')).rejects.toThrow();
      expect(open.notices.map((notice) => notice?.code)).toEqual(['CONVERSATION_GONE']);
      expect(server.asked.map(({ type }) => type)).toEqual(['threads.get_by_id', 'threads.list']);
    },
  );

  test('a conversation that could not be fetched and is still listed is not called gone', async () => {
    server = await startServer();
    const open = (panel = openPanel(server.url));
    open.submit('What is this?');
    await idle(open);
    const { id } = open.app.conversation.current().thread!;
    await open.app.openThread(null);
    server.instead['threads.get_by_id'] = (response) => void response.writeHead(500).end('?');
    await expect(open.app.openThread(id)).rejects.toThrow();
    expect(open.notices.map((notice) => notice?.code)).toEqual(['SERVER']);
  });
});

describe('asking again', () => {
  /** A first question with its answer, then *Retry*, which the server meets with an empty stream. */
  async function retry(more?: (threadId: string) => Promise<void>): Promise<Panel> {
    server = await startServer();
    const open = (panel = openPanel(server.url));
    open.submit(QUESTION);
    await idle(open);
    await more?.(open.app.conversation.current().thread!.id);
    server.instead['threads.retry_after_item'] = stream('');
    open.app.retry();
    await vi.waitFor(() => expect(server!.asked.map(({ type }) => type)).toContain('threads.retry_after_item'));
    await idle(open);
    return open;
  }

  test('of a server that says nothing leaves the answer that it has', async () => {
    const open = await retry();
    expect(textOf(open)).toContain('größe');
    expect(open.notices.map((notice) => notice?.code)).toEqual(['NO_ANSWER']);
    expect(questionsAt()).toHaveLength(1);
  });

  test('of a server that has forgotten the conversation says so', async () => {
    const open = await retry((threadId) => server!.forget(threadId));
    expect(open.notices.map((notice) => notice?.code)).toEqual(['CONVERSATION_GONE']);
  });
});

describe('the table in the documentation', () => {
  const wording = ({ id, values }: { id: string; values: string[] }) =>
    (catalogue as Record<string, string>)[id]!.replace(
      /\$(\d)/g,
      (_, digit: string) => values[Number(digit) - 1] ?? '',
    );
  const row = ({ follows, told, question, goesOn }: Case): string[] => {
    const where = question === 'composer' ? 'composer, card' : 'conversation';
    if (goesOn) return [follows, `*${elementStrings.waitingForAnswer}*`, `*${elementStrings.stop}*`, where];
    if (told === 'nothing') return [follows, 'nothing is amiss', '', where];
    if (told === 'in-thread') {
      return [
        follows,
        `*${elementStrings.cutOff}* or *${elementStrings.cutOffNothing}*`,
        `*${elementStrings.askAgain}*`,
        where,
      ];
    }
    if (told === 'by-chat') {
      const sentence = elementStrings[question === 'composer' ? 'errorNoAnswer' : 'errorStream'];
      return [
        follows,
        `*${sentence.replace('**$1**', 'HOST')}*, or the server’s own`,
        `*${elementStrings.tryAgain}*`,
        where,
      ];
    }
    const { code, ...details } = typeof told === 'object' ? told : { code: told };
    const status = Number(/^Status (\d+)/.exec(follows)?.[1] ?? NaN);
    const { sentence, label } = noticeText(code, { ...details, ...(status && { status }) }, 'HOST');
    return [follows, `*${wording(sentence)}*`, `*${wording(label)}*`, where];
  };

  test('is this one', () => {
    const table = [
      ['What follows', 'What is said', 'Action', 'Question and passage'],
      ['---', '---', '---', '---'],
      ...cases.map(row),
    ]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n');
    expect(readFileSync('docs/faults.md', 'utf8')).toContain(table);
  });

  test('holds everything that the chat can report of a send', () => {
    const codes = new Set(cases.map(({ told }) => (typeof told === 'object' ? told.code : told)));
    for (const [name, told] of Object.entries(chatErrors)) {
      // A timeout is of requests for JSON, a usage error of the host.
      if (name === 'ChatKitTimeoutError' || told === 'nowhere') continue;
      expect(codes).toContain(typeof told === 'object' ? told.code : told);
    }
  });
});
