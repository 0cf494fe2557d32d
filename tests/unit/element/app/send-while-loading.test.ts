import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPanel, type Panel, QUESTION, startServer } from '../../panel/after-send/rig';

let server: Awaited<ReturnType<typeof startServer>>;
let threadId: string;
beforeEach(async () => {
  server = await startServer();
  const first = openPanel(server.url);
  first.submit('What is this about?');
  await expect.poll(first.isIdle).toBe(true);
  threadId = first.app.conversation.current().thread!.id;
  server.asked.length = 0;
});
afterEach(() => server.close());

const questions = () => server.asked.filter(({ type }) => /create|add_user_message/.test(type));
const words = ({ app }: Panel) => app.composer.getSnapshot().text;

describe('Enter while the host holds sending for a moment', () => {
  test('sends once it is let go, once', async () => {
    const panel = openPanel(server.url);
    panel.app.holdSending('Reading the page…', true);
    panel.submit(QUESTION);
    panel.app.submit();
    expect(questions()).toEqual([]);
    panel.app.holdSending(null);
    await expect.poll(() => words(panel) === '' && panel.isIdle()).toBe(true);
    expect(questions()).toHaveLength(1);
  });

  test.each([
    ['is not let go but held for good', true, 'This page could not be read.'],
    ['was held for good from the start', false, null],
  ])('sends nothing where it %s, and keeps the words', async (_name, isBrief, then) => {
    const panel = openPanel(server.url);
    panel.app.holdSending('Held.', isBrief);
    panel.submit(QUESTION);
    panel.app.holdSending(then);
    if (then !== null) panel.app.holdSending(null);
    await expect.poll(panel.isIdle).toBe(true);
    expect([words(panel), questions()]).toEqual([QUESTION, []]);
  });
});

describe('Enter while a conversation is on its way', () => {
  test('sends once it is there, once, into that conversation', async () => {
    const panel = openPanel(server.url);
    const opened = panel.app.openThread(threadId);
    panel.submit(QUESTION);
    panel.app.submit();
    expect(questions()).toEqual([]);
    await opened;
    await expect.poll(() => words(panel) === '' && panel.isIdle()).toBe(true);
    expect(questions().map(({ type }) => type)).toEqual(['threads.add_user_message']);
    expect(questions()[0]!.body).toContain(QUESTION);
  });

  test('sends nothing where the words have changed by then', async () => {
    const panel = openPanel(server.url);
    const opened = panel.app.openThread(threadId);
    panel.submit(QUESTION);
    panel.app.composer.set({ text: `${QUESTION} And how` });
    await opened;
    expect(words(panel)).toBe(`${QUESTION} And how`);
    expect(questions()).toEqual([]);
  });

  test('sends nothing where it does not come, and keeps the words', async () => {
    server.instead['threads.get_by_id'] = (response) => void response.writeHead(500).end();
    const panel = openPanel(server.url);
    const opened = panel.app.openThread(threadId);
    panel.submit(QUESTION);
    await expect(opened).rejects.toThrow();
    expect(words(panel)).toBe(QUESTION);
    expect(questions()).toEqual([]);
  });
});
