import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { docentMetadataSchema } from '../../../chatkit/protocol/requests';
import type { Draft, Switches } from '../../../utils/shared/draft';
import { addressOfPassage } from '../../../utils/panel/show-in-page';
import type { Passage } from '../../../utils/passage/types';
import { type CardView, describeCard } from '../../../utils/panel/card';
import { shapeRequest } from '../../../utils/panel/shape-request';
import { passagePacked } from '../../../utils/panel/draft-changes';
import { pageRead, wholeRead } from '../../../utils/panel/page-read';
import { aConnection, aDraft, card, staged } from './passages';

const withAll = aConnection({ presentation: { modes: ['passage', 'page', 'docs'] } });
const off = { headings: false, address: false, about: false };
const on = { headings: true, address: true, about: true };

const question = (quoted_text?: string) => ({
  type: 'threads.create',
  params: { input: { content: [{ type: 'input_text', text: 'Why?' }], attachments: [], quoted_text } },
});
const shaped = (view: CardView, body = question()) => shapeRequest(body, view);
const quoteOf = (body: { params: Record<string, unknown> }) =>
  (body.params.input as { quoted_text?: string }).quoted_text;

/** What may leave, worked out from the promise and not from the code: the passage, and what is switched on. */
function mayLeave(list: Passage[], switches: Switches): string[] {
  return list.flatMap((passage) => {
    const { text, page, section, code } = passage;
    return [
      text,
      ...(switches.headings ? [page.title, ...section.headings, section.note ?? '', section.tab ?? ''] : []),
      ...(switches.about ? [page.lang ?? ''] : []),
      ...(switches.address ? [page.url, section.anchor ?? '', page.canonical ?? '', addressOfPassage(passage)] : []),
      code?.language ?? '',
    ];
  });
}

describe('a whole page', () => {
  const text = `# Foxes\n\n${'They jump over dogs. '.repeat(900)}`;
  const url = 'https://docs.example.com/guide/foxes';
  const item = (read = true) => ({
    staged: staged({ id: 'the-page', text: 'Foxes', section: { headings: [] } }, { whole: 'offered' }),
    start: 0,
    ...(read && { page: { passageId: 'the-page', title: 'Foxes', text, total: 90_000 } }),
  });
  const view = (
    connection: ReturnType<typeof aConnection>,
    switches: Switches = { ...on, address: false },
    read = true,
  ) => describeCard(aDraft({ passages: [item(read)] }), { connection, switches, wholePage: 'Whole page' });

  test('goes as the page’s text where the back end knows of pages, and is called so in the conversation', () => {
    const body = shaped(view(withAll));
    expect(quoteOf(body)).toBe('Whole page · Foxes');
    expect(body.metadata?.docent).toMatchObject({
      mode: 'page',
      passages: [{ text: 'Whole page · Foxes', whole: true, title: 'Foxes' }],
      page: { title: 'Foxes', text },
    });
    expect(JSON.stringify(body)).not.toContain(url);
  });

  test('goes in the place of a passage elsewhere, as far as there is room, and says how much', () => {
    const { passages, mode, page } = view(aConnection());
    const [{ sent, total, end } = { sent: { text: '' }, total: 0, end: 0 }] = passages;
    expect([mode, page, total]).toEqual(['passage', undefined, text.length]);
    expect(sent.text).toBe(`Whole page · Foxes\n\n${text.slice(0, end)}`);
    expect(sent.text.length).toBeLessThanOrEqual(10_000);
    expect(sent.text.length).toBeGreaterThan(9_900);
    expect(quoteOf(shaped(view(aConnection())))).toBe(sent.text);
  });

  test('carries address and title only as they are switched', () => {
    expect(quoteOf(shaped(view(withAll, off)))).toBe('Whole page');
    expect(JSON.stringify(shaped(view(withAll, on)))).toContain(url);
    expect(view(withAll, on).passages[0]!.sent).not.toHaveProperty('link');
  });

  test('stays unreadable when what may be sent of its name is made later', () => {
    const draft = wholeRead(aDraft({ passages: [item(false)] }), 'the-page', { isUnreadable: true });
    const packed = passagePacked(draft, 'the-page', { text: 'Foxes', markdown: 'Foxes' });
    const { unread } = describeCard(packed, { connection: withAll, switches: on });
    expect(unread?.item.isUnreadable).toBe(true);
  });

  test('is known to be unread until it is read', () => {
    expect(view(withAll, on, false).unread).toMatchObject({ part: undefined });
    expect(view(withAll, on).unread).toBeUndefined();
  });

  test.each([
    ['a language model', aConnection({ kind: 'model', presentation: { modes: ['passage', 'section'] } }), 'section'],
    ['who reads the passage alone', withAll, undefined],
  ] as const)('for %s the section of a passage is %s', (_name, connection, part) => {
    const draft = aDraft({ passages: [card()] });
    expect(describeCard(draft, { connection, switches: on }).unread?.part).toBe(part);
    const unread = { passageId: card().staged.passage.id, part: 'section' as const, title: '', text: '', total: 0 };
    const without = describeCard(pageRead(draft, unread), { connection, switches: on });
    expect([without.mode, without.page, without.unread]).toEqual(['passage', undefined, undefined]);
  });

  test('beside a passage both go along, and either is told apart', () => {
    const draft = aDraft({ passages: [item(), card({ id: 'selected-1' })] });
    const body = shaped(describeCard(draft, { connection: withAll, switches: on, wholePage: 'Whole page' }));
    expect(quoteOf(body)).toMatch(/^\[1\] Whole page · Foxes\n\n\[2\] The quick brown fox/);
    expect(body.metadata?.docent).toMatchObject({ mode: 'page', page: { text } });
  });
});

describe('what is sent is what the card shows', () => {
  const secret = (name: string) => fc.uuid().map((id) => `<${name} ${id}>`);
  const passages = fc.record({
    id: fc.uuid(),
    text: secret('text'),
    html: secret('html'),
    quote: fc.record({ exact: secret('exact'), prefix: secret('prefix'), suffix: secret('suffix') }),
    page: fc.record({
      url: fc.uuid().map((id) => `https://h.example/${id}`),
      title: secret('title'),
      lang: secret('lang'),
      canonical: fc.uuid().map((id) => `https://c.example/${id}`),
      hints: fc.array(secret('hint'), { maxLength: 2 }),
    }),
    section: fc.record({
      headings: fc.array(secret('heading'), { maxLength: 3 }),
      anchor: secret('anchor'),
      note: secret('note'),
      tab: secret('tab'),
    }),
    code: fc.option(fc.record({ language: secret('language') }), { nil: undefined }),
    hidden: fc.boolean(),
    capturedAt: fc.nat(),
  });

  test('a ready-made question goes with its id, any other without', () => {
    const view = describeCard(aDraft({ passages: [card()] }), { connection: withAll, switches: off });
    const docentOf = (starter?: 'warnings') => shapeRequest(question(), view, starter).metadata?.docent;
    expect(docentOf('warnings')).toEqual({ ...(docentOf() as object), starter: 'warnings' });
    expect(docentOf()).not.toHaveProperty('starter');
  });

  test('nothing of a page that the card does not draw is in any request', () => {
    fc.assert(
      fc.property(
        fc.array(passages, { minLength: 1, maxLength: 3 }),
        fc.record({ headings: fc.boolean(), address: fc.boolean(), about: fc.boolean() }),
        fc.constantFrom('passage', 'page', 'docs'),
        fc.constantFrom('threads.create', 'threads.add_user_message', 'threads.list', 'items.list', 'threads.update'),
        (list: Passage[], switches, mode, type) => {
          const page = { passageId: list[0]?.id ?? '', title: '<page title>', text: '<page text>', total: 11 };
          const draft = aDraft({ passages: list.map((passage) => card(passage)), switches, mode, page });
          const view = describeCard(draft, { connection: withAll, switches: off });
          const body = JSON.stringify(shaped(view, { ...question(), type }));
          const carries = type === 'threads.create' || type === 'threads.add_user_message';
          const pageText = mode === 'page' ? [page.title, page.text] : [];
          const allowed = new Set(carries ? [...mayLeave(list, switches), ...pageText] : []);
          const everything = list.flatMap((passage) => [
            passage.text,
            passage.html ?? '',
            ...Object.values(passage.quote),
            ...Object.values(passage.page).flat(),
            ...Object.values(passage.section).flat(),
            addressOfPassage(passage),
            passage.code?.language ?? '',
            passage.id,
          ]);
          for (const value of [...everything, page.title, page.text]) {
            if (value !== '' && !allowed.has(value)) expect(body).not.toContain(value);
          }
          for (const value of allowed) expect(body).toContain(value);
        },
      ),
    );
  });

  test.each([
    ['headings off: neither title nor headings', { ...on, headings: false }, ['Foxes', 'Jumping'], ['/guide/foxes']],
    ['address off: neither address nor anchor', { ...on, address: false }, ['/guide/foxes', '"jumping"'], ['Foxes']],
    ['both off: the text alone', off, ['Foxes', '/guide/foxes'], ['quick brown']],
  ])('%s', (_name, switches, absent, present) => {
    const body = JSON.stringify(
      shaped(describeCard(aDraft({ passages: [card()], switches }), { connection: withAll, switches: on })),
    );
    for (const value of absent) expect(body).not.toContain(value);
    for (const value of present) expect(body).toContain(value);
  });

  test('no address once the browser no longer allows it, whatever the draft had chosen', () => {
    const view = describeCard(aDraft({ passages: [card()], switches: on }), {
      connection: withAll,
      switches: on,
      addressAllowed: false,
    });
    expect(view.switches).toEqual({ ...on, address: false });
    expect(JSON.stringify(shaped(view))).not.toContain('/guide/foxes');
  });

  test('the part that is sent is the part that is drawn', () => {
    const connection = aConnection({ presentation: { limits: { passage: 100 } } });
    const text = Array.from({ length: 100 }, (_, index) => `word${index}`).join(' ');
    const draft = aDraft({ passages: [{ ...card({ text }), start: 50 }] });
    const view = describeCard(draft, { connection, switches: off });
    expect(view.passages[0]?.sent.text).toBe(text.slice(50, 150));
    expect(quoteOf(shaped(view))).toBe(text.slice(50, 150));
  });

  test('a policy may lower the limit, and several passages share it with their numbers', () => {
    const draft = aDraft({ passages: [card({ text: 'a'.repeat(500) }), card({ text: 'b'.repeat(500) })] });
    const quote = quoteOf(shaped(describeCard(draft, { connection: withAll, switches: off, maxPassage: 100 }))) ?? '';
    expect(quote.length).toBeLessThanOrEqual(100);
    expect(quote).toMatch(/^\[1\] a+\n\n\[2\] b+$/);
  });
});

describe('the form that is sent', () => {
  const pack = {
    text: 'run $x$',
    markdown: '`run` $x$',
    linked: '[`run`](https://docs.example.com/run) $x$',
    product: 'Foxes',
    version: '3.1',
    generator: 'Sphinx 5.3.0',
  };
  const packed = aDraft({ passages: [{ ...card({ text: 'run xx' }), pack }] });
  const sentFor = (accepts: ('markdown' | 'page')[], switches: Switches, draft = packed) =>
    describeCard(draft, { connection: aConnection({ presentation: { accepts } }), switches }).passages[0]!.sent;

  test.each([
    ['plain text for a back end that says nothing', [], off, { text: pack.text }],
    ['Markdown for one that takes it', ['markdown'], off, { text: pack.markdown, format: 'markdown' }],
    ['with addresses only beside the page’s own', ['markdown'], { ...off, address: true }, { text: pack.linked }],
    [
      'the browser’s text until there is another',
      ['markdown'],
      off,
      { text: 'run xx' },
      aDraft({ passages: [card({ text: 'run xx' })] }),
    ],
  ] as const)('is %s', (_name, accepts, switches, expected, draft?: Draft) => {
    expect(sentFor([...accepts], switches, draft)).toMatchObject(expected);
  });

  test('tells product, version and generator only while that is switched on', () => {
    const { product, version, generator } = pack;
    expect(sentFor([], { ...off, about: true })).toEqual({ text: pack.text, product, version, generator });
    expect(sentFor([], off)).toEqual({ text: pack.text });
  });

  test('is the part the reader trimmed it to, and no link tells the rest', () => {
    const passage = card({ text: 'public words, a secret, more words' });
    const draft = aDraft({ passages: [{ ...passage, start: 0, end: 12 }] });
    const sent = sentFor([], on, draft);
    expect(sent.text).toBe('public words');
    expect(JSON.stringify(sent)).not.toContain('secret');
    expect(sentFor([], on, aDraft({ passages: [passage] })).link).toContain(':~:text=public%20words');
  });

  test('is trimmed within the limit too', () => {
    const connection = aConnection({ presentation: { limits: { passage: 100 } } });
    const item = { ...card({ text: 'x'.repeat(1_000) }), start: 200, end: 900 };
    const [view] = describeCard(aDraft({ passages: [item] }), { connection, switches: off }).passages;
    expect(view).toMatchObject({ start: 200, end: 300, total: 1_000 });
  });
});

describe('how it is sent', () => {
  const view = describeCard(aDraft({ passages: [card()] }), { connection: withAll, switches: on });

  test('the passage is the quote, the rest is metadata as the protocol has it', () => {
    const body = shaped(view);
    expect(quoteOf(body)).toBe('The quick brown fox jumps over the lazy dog.');
    expect(docentMetadataSchema.parse(body.metadata?.docent)).toMatchObject({
      version: 1,
      mode: 'passage',
      passages: [
        { title: 'Foxes', headings: ['Jumping'], url: 'https://docs.example.com/guide/foxes', anchor: 'jumping' },
      ],
    });
  });

  test('a reply that the reader chose in the chat stays the quote', () => {
    expect(quoteOf(shaped(view, question('an earlier answer')))).toBe('an earlier answer');
  });

  test('asking again carries the card beside the message that is there already', () => {
    const body = shaped(view, { type: 'threads.retry_after_item', params: { thread_id: 't', item_id: 'm' } } as never);
    expect(body.metadata?.docent).toMatchObject({ passages: [{ title: 'Foxes' }] });
    expect(body.params).toEqual({ thread_id: 't', item_id: 'm' });
  });

  test('without a passage a question leaves as the reader wrote it', () => {
    const body = question();
    expect(shaped(describeCard(aDraft(), { connection: withAll, switches: on }), body)).toBe(body);
  });
});
