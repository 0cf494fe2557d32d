import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, startHarness, texts, waitForElement, waitForText, type Harness } from './harness';
import { findInShadow } from '../rig/find-in-shadow';
import { answerEvents, thread, userMessage } from './protocol-fixtures';

let harness: Harness;
let page: Page;
let folder: string;
beforeAll(async () => {
  harness = await startHarness(inject('elementPage'));
  folder = await mkdtemp(join(tmpdir(), 'composer-files-'));
  await writeFile(join(folder, 'plan.txt'), 'the plan');
  await writeFile(join(folder, 'virus.exe'), 'MZ');
  await writeFile(
    join(folder, 'dot.png'),
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
});
afterAll(async () => {
  await harness?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => page?.close());

const open = async (options: object, functions: string[] = []) => {
  page = await harness.open(options, { width: 400, height: 640 }, functions);
  await waitForElement(page, '.bar > *');
};
const inElement = (selector: string) => findInShadow(page, selector, 8_000);
const press = async (selector: string) => (await inElement(selector)).evaluate((found) => found.click());
const focused = () =>
  page.evaluate(() => window.harness.element?.shadowRoot?.activeElement?.getAttribute('aria-label'));
const sent = (type: string) => harness.server.requests.filter((request) => request.type === type);
const inputSent = (type = 'threads.create') => sent(type).at(-1)?.params.input as Record<string, unknown>;

const answering = {
  'threads.create': () => ({
    stream: (stream: { send(event: unknown): void; end(): void }) => {
      stream.send({ type: 'thread.created', thread: thread() });
      const attachments = (inputSent()?.attachments as string[]).map((id) => ({
        id,
        type: 'file',
        name: `${id}.txt`,
        mime_type: 'text/plain',
      }));
      stream.send({
        type: 'thread.item.done',
        item: { ...userMessage('msg_1', ''), content: inputSent()?.content, attachments },
      });
      for (const event of answerEvents('msg_2', ['Done.'])) stream.send(event);
      stream.end();
    },
  }),
};

describe('files', () => {
  const options = {
    api: { url: '/chatkit', domainKey: 'local', uploadStrategy: { type: 'direct', uploadUrl: '/upload' } },
    composer: { attachments: { enabled: true, maxCount: 2, accept: { 'text/*': ['.txt'], 'image/*': ['.png'] } } },
  };
  const choose = async (...names: string[]) => {
    const input = (await inElement('input[type=file]')) as unknown as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...names.map((name) => join(folder, name)));
  };

  test('are chosen, uploaded directly, sent by id, and refused ones are named', async () => {
    await open(options);
    // Both are on their way at once: which comes first is not said.
    const stored = (id: string) => ({ json: { id, type: 'file', name: 'plan.txt', mime_type: 'text/plain' } });
    harness.server.script = {
      ...answering,
      upload: ({ body }) => stored(String(body).includes('filename="plan.txt"') ? 'atc_1' : 'atc_2'),
    };
    await choose('plan.txt', 'virus.exe', 'dot.png');
    await waitForText(page, '.refused', 'virus.exe');
    await waitForText(page, '[role=status]', 'Attached: dot.png');
    const bodies = sent('upload').map(({ params }) => String(params.body));
    expect(bodies.filter((body) => body.includes('name="file"; filename="plan.txt"'))).toHaveLength(1);
    // The picture is this page's own until it is sent.
    expect(await (await inElement('.files img')).evaluate((image) => (image as HTMLImageElement).src)).toMatch(
      /^blob:/,
    );
    await press('[aria-label="Dismiss"]');
    await press('[aria-label="Remove “dot.png”"]');
    expect(await focused()).toBe('Your question');
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.files img'));
    expect(sent('attachments.delete')).toHaveLength(1);
    // A message may be a file alone.
    await page.keyboard.press('Enter');
    await waitForText(page, '.answer', 'Done.');
    expect(inputSent()).toMatchObject({ content: [], attachments: ['atc_1'] });
    expect(await texts(page, '.question .attachments')).toEqual(['atc_1.txt']);
    expect(await texts(page, '.files')).toEqual([]);
  });

  test('go in two phases where the host says so, hold the message back while they upload, and can be tried again', async () => {
    await open({ ...options, api: { url: '/chatkit', domainKey: 'local', uploadStrategy: { type: 'two_phase' } } });
    let fails = true;
    harness.server.script = {
      ...answering,
      'attachments.create': ({ name }) => ({
        json: {
          id: 'atc_9',
          type: 'file',
          name,
          mime_type: 'text/plain',
          upload_descriptor: { url: `${harness.server.url}/upload`, method: 'PUT', headers: { 'x-signed': 'yes' } },
        },
      }),
      upload: () => (fails ? { json: {}, status: 500 } : { json: {} }),
    };
    await choose('plan.txt');
    await waitForText(page, '.files .error', 'Not uploaded');
    await page.type('openai-chatkit >>> [data-composer]', 'Read it');
    await page.keyboard.press('Enter');
    expect(sent('threads.create')).toEqual([]);
    fails = false;
    await press('[aria-label="Upload “plan.txt” again"]');
    await waitForText(page, '[role=status]', 'Attached: plan.txt');
    expect(sent('upload').at(-1)).toMatchObject({ params: { method: 'PUT', body: 'the plan' } });
    expect(sent('upload').at(-1)?.headers['x-signed']).toBe('yes');
    await page.keyboard.press('Enter');
    await waitForText(page, '.answer', 'Done.');
    expect(inputSent()).toMatchObject({ attachments: ['atc_9'], content: [{ type: 'input_text', text: 'Read it' }] });
  });

  test('are pasted, dropped anywhere on the element, and given by the host', async () => {
    await open(options);
    harness.server.script = {
      upload: () => ({ json: { id: 'atc_1', type: 'file', name: 'a.txt', mime_type: 'text/plain' } }),
    };
    const give = (how: 'paste' | 'drop', name: string) =>
      page.evaluate(
        (kind, file) => {
          const data = new DataTransfer();
          data.items.add(new File(['x'], file, { type: 'text/plain' }));
          const root = window.harness.element?.shadowRoot;
          const target = root?.querySelector(kind === 'paste' ? '[data-composer]' : '.log');
          if (kind === 'drop') {
            target?.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true, cancelable: true }));
          }
          const shown = root?.querySelector('.drop-zone') !== null;
          target?.dispatchEvent(
            kind === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
          );
          return shown;
        },
        how,
        name,
      );
    await give('paste', 'pasted.txt');
    await waitForText(page, '[role=status]', 'Attached: pasted.txt');
    await give('drop', 'dropped.txt');
    await waitForText(page, '[role=status]', 'Attached: dropped.txt');
    await page.evaluate(() =>
      window.harness.element?.setComposerValue({
        text: 'With a file',
        files: [new File(['x'], 'given.txt', { type: 'text/plain' })],
      }),
    );
    // setComposerValue replaces everything, as the public interface says.
    expect(await texts(page, '.files .file-name')).toEqual(['given.txt']);
    const value = await page.evaluate(() => window.harness.element?.getComposerValue());
    expect(value).toMatchObject({ text: 'With a file', attachments: [{ id: 'atc_1', type: 'file' }] });
  });
});

describe('tools and models', () => {
  const options = {
    composer: {
      tools: [
        { id: 'web', label: 'Search the web', shortLabel: 'Web', icon: 'globe', placeholderOverride: 'Search for…' },
        { id: 'pin', label: 'Deep research', icon: 'lab', pinned: true, persistent: true },
      ],
      models: [
        { id: 'fast', label: 'Fast' },
        { id: 'good', label: 'Good', description: 'Slower', default: true },
        { id: 'old', label: 'Old', disabled: true },
      ],
    },
  };
  const placeholder = () =>
    page.$eval('openai-chatkit >>> [data-composer]', (field) => field.getAttribute('placeholder'));
  const toolEvents = () =>
    page.evaluate(() =>
      window.harness.events.filter(({ name }) => name === 'tool.change').map(({ detail }) => detail as object),
    );

  test('are chosen by keyboard, told to the host, and go with one message only unless they persist', async () => {
    await open(options);
    harness.server.script = { ...answering, 'threads.add_user_message': answering['threads.create'] };
    await (await inElement('[aria-label="Tools"]')).focus();
    await page.keyboard.press('ArrowDown');
    await waitForElement(page, '[role="menu"]');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Tools');
    await page.keyboard.press('Enter');
    await waitForElement(page, '[role="menuitemradio"] svg path');
    expect(await texts(page, '[role="menuitemradio"]')).toEqual(['Search the web']);
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Tools');
    expect(await texts(page, '.choice.chosen')).toEqual(['Web']);
    expect(await texts(page, '.choice[aria-pressed]')).toEqual(['Deep research']);
    await waitForElement(page, '.choice[aria-pressed] svg path');
    expect(await placeholder()).toBe('Search for…');
    // The model: the default is named and checked, one that is off cannot be chosen.
    await (await inElement('[aria-label="Model: Good"]')).focus();
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(
      () => window.harness.element?.shadowRoot?.activeElement?.getAttribute('aria-checked') === 'true',
    );
    expect((await texts(page, '[role="menuitemradio"]')).map((line) => line.split('\n'))).toEqual([
      ['Fast'],
      ['Good', 'Slower'],
      ['Old'],
    ]);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect(await texts(page, '[role="menu"]')).toHaveLength(1);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await inElement('[aria-label="Model: Fast"]');
    await ask(page, 'Why?');
    await waitForText(page, '.answer', 'Done.');
    expect(inputSent().inference_options).toEqual({ tool_choice: { id: 'web' }, model: 'fast' });
    expect(await toolEvents()).toEqual([{ toolId: 'web' }, { toolId: null }]);
    await press('.choice[aria-pressed="false"]');
    await page.waitForFunction(() => window.harness.events.every(({ name }) => name !== 'nothing'));
    expect(await toolEvents()).toEqual([{ toolId: 'web' }, { toolId: null }, { toolId: 'pin' }]);
    await ask(page, 'And?');
    await page.waitForFunction(() => window.harness.events.filter(({ name }) => name === 'response.end').length === 2);
    expect(inputSent('threads.add_user_message').inference_options).toEqual({
      tool_choice: { id: 'pin' },
      model: 'fast',
    });
    await inElement('.choice[aria-pressed="true"]');
    // A new set of options without it leaves no choice behind.
    await page.evaluate(() => window.harness.render({ composer: { tools: [], models: [] } }));
    await page.waitForFunction(() => window.harness.events.filter(({ name }) => name === 'tool.change').length === 4);
    expect((await toolEvents()).at(-1)).toEqual({ toolId: null });
  });

  test('a host chooses them too; names that are not offered are refused', async () => {
    await open(options);
    const outcome = (params: object) =>
      page.evaluate(
        (given) =>
          window.harness.element?.setComposerValue(given).then(
            () => 'set',
            (error: Error) => error.name,
          ),
        params,
      );
    expect(await outcome({ selectedToolId: 'nope' })).toBe('ChatKitUsageError');
    expect(await outcome({ selectedModelId: 'old' })).toBe('ChatKitUsageError');
    expect(await outcome({ text: 'x', selectedToolId: 'web', selectedModelId: 'fast' })).toBe('set');
    expect(await page.evaluate(() => window.harness.element?.getComposerValue())).toMatchObject({
      selectedToolId: 'web',
      selectedModelId: 'fast',
    });
    await press('.choice.chosen');
    expect((await toolEvents()).at(-1)).toEqual({ toolId: null });
    expect(await focused()).toBe('Your question');
    // With one message, toolChoice and model change nothing in the composer.
    harness.server.script = answering;
    await page.evaluate(() =>
      window.harness.element?.sendUserMessage({
        text: 'Now',
        toolChoice: { id: 'web' },
        model: 'good',
        newThread: true,
      }),
    );
    expect(inputSent().inference_options).toEqual({ tool_choice: { id: 'web' }, model: 'good' });
    expect(await page.evaluate(() => window.harness.element?.getComposerValue())).toMatchObject({
      selectedToolId: null,
      selectedModelId: 'fast',
    });
  });
});

describe('mentions and commands', () => {
  const field = () =>
    page.$eval('openai-chatkit >>> [data-composer]', (element) => {
      const { value, selectionStart } = element as HTMLTextAreaElement;
      return { value, caret: selectionStart, active: element.getAttribute('aria-activedescendant') };
    });
  const mirrored = () =>
    page.evaluate(() =>
      [...(window.harness.element?.shadowRoot?.querySelectorAll<HTMLElement>('.tag-mirror span') ?? [])].map(
        (span) => span.textContent,
      ),
    );

  test('a mention is searched, chosen and sent as a tag; one key deletes it whole and undo brings it back', async () => {
    await open({}, ['entities']);
    harness.server.script = answering;
    await (await inElement('[data-composer]')).focus();
    await page.keyboard.type('Ask @l');
    await waitForText(page, '[role="option"]', 'Ada Lovelace');
    expect((await field()).active).not.toBeNull();
    expect(await texts(page, '.group-name')).toEqual(['People', 'Documents']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('[role="listbox"]'));
    expect(await field()).toEqual({ value: 'Ask Ada Lovelace ', caret: 17, active: null });
    expect(await mirrored()).toEqual(['Ada Lovelace']);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    expect((await field()).value).toBe('Ask ');
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    expect((await field()).value).toContain('Ada Lovelace');
    // Chosen by the button and the mouse; Escape only closes the menu.
    await page.evaluate(() => window.harness.element?.setComposerValue({ text: 'See' }));
    await press('[aria-label="Mention"]');
    await waitForText(page, '[role="option"]', 'Plan');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Your question');
    expect((await field()).value).toBe('See @');
    await page.keyboard.type('p');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('@');
    await waitForText(page, '[role="option"]', 'Plan');
    await (await inElement('[role="option"]:last-of-type')).evaluate((option) => option.click());
    await page.keyboard.type('now');
    await page.keyboard.press('Enter');
    await waitForText(page, '.answer', 'Done.');
    expect(inputSent().content).toEqual([
      { type: 'input_text', text: 'See ' },
      expect.objectContaining({ type: 'input_tag', id: 'ada', text: 'Ada Lovelace', data: { born: '1815' } }),
      { type: 'input_text', text: ' now' },
    ]);
  });

  test('a tag in a message shows its preview on focus and hover, and is clicked', async () => {
    await open({}, ['entities']);
    harness.server.script = answering;
    await page.evaluate(() =>
      window.harness.element?.sendUserMessage({
        content: [
          { type: 'input_tag', id: 'ada', text: 'Ada Lovelace', data: { born: '1815' }, interactive: true },
          { type: 'input_text', text: ' wrote what?' },
        ],
      }),
    );
    const tag = await inElement('button.tag');
    await tag.hover();
    await waitForText(page, '.preview', 'About Ada Lovelace');
    await page.mouse.move(1, 1);
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.preview'));
    await tag.focus();
    await waitForText(page, '.preview', 'About Ada Lovelace');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.preview'));
    await page.keyboard.press('Enter');
    const details = await page.evaluate(() => window.harness.events.filter(({ name }) => name === 'entity'));
    expect(details[0]?.detail).toMatchObject({ id: 'ada', title: 'Ada Lovelace', data: { born: '1815' } });
  });

  test('a sign typed before the menus are there opens its menu once they are', async () => {
    page = await harness.open();
    await (await inElement('[data-composer]')).focus();
    await page.keyboard.type('/');
    await page.evaluate(() => {
      window.harness.with = ['commands'];
      window.harness.change({});
    });
    await waitForText(page, '[role="option"]', 'Summarise');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('[role="listbox"]'));
    expect((await field()).value).toBe('/');
  });

  test('a command runs, and the entity it gives takes its place', async () => {
    await open({ composer: { attachments: { enabled: true } } }, ['commands']);
    await (await inElement('[data-composer]')).focus();
    await page.keyboard.type('/');
    await waitForText(page, '[role="option"]', 'Attach files');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => window.harness.element?.getComposerValue().text === 'Summary ');
    expect(await mirrored()).toEqual(['Summary']);
    const details = await page.evaluate(() => window.harness.events.filter(({ name }) => name === 'command'));
    expect(details[0]?.detail).toMatchObject({ id: 'sum' });
  });

  test('a quote and files that the server has already are set, shown and sent', async () => {
    await open({}, ['entities']);
    harness.server.script = answering;
    const attachment = { id: 'atc_7', type: 'file', name: 'stored.pdf', mime_type: 'application/pdf' } as const;
    await page.evaluate(
      (given) =>
        window.harness.element?.setComposerValue({ text: 'See', reply: 'the quoted words', attachments: [given] }),
      attachment,
    );
    await waitForText(page, '.files', 'stored.pdf');
    expect(await texts(page, '.reply')).toEqual(['the quoted words']);
    await (await inElement('[data-composer]')).focus();
    await page.keyboard.press('Enter');
    await waitForText(page, '.answer', 'Done.');
    expect(inputSent()).toMatchObject({ attachments: ['atc_7'], quoted_text: 'the quoted words' });
    await page.evaluate(
      (given) =>
        window.harness.element?.sendUserMessage({ text: 'New', reply: 'other', attachments: [given], newThread: true }),
      attachment,
    );
    expect(inputSent()).toMatchObject({ attachments: ['atc_7'], quoted_text: 'other' });
  });

  test('what a host adds goes below what the reader wrote, and nothing of it is lost', async () => {
    await open({}, ['entities']);
    await page.evaluate(() =>
      window.harness.element?.setComposerValue({
        content: [
          { type: 'input_tag', id: 'ada', text: 'Ada', data: {} },
          { type: 'input_text', text: ' and' },
        ],
        reply: 'a quote',
      }),
    );
    await page.evaluate(() => window.harness.element?.appendComposerValue({ text: 'more' }));
    const value = await page.evaluate(() => window.harness.element?.getComposerValue());
    expect(value).toMatchObject({
      text: 'Ada and\nmore',
      reply: 'a quote',
      content: [{ id: 'ada' }, { text: ' and\nmore' }],
    });
    expect(await mirrored()).toEqual(['Ada']);
  });
});
