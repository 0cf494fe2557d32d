import { describe, expect, test } from 'vitest';
import { draftSchema, emptyDraft } from '../../../utils/shared/draft';
import * as drafts from '../../../utils/panel/draft-changes';
import { aDraft, card, staged } from './passages';

const ids = (list: { staged: { passage: { id: string } } }[]) => list.map(({ staged: { passage } }) => passage.id);
const one = staged({ id: 'first-one' });
const two = staged({ id: 'second-one' });

describe('passages that arrive', () => {
  test('a newer passage replaces an unsent one, undo brings it back, and both can be asked about', () => {
    const replaced = drafts.passageStaged(drafts.passageStaged(emptyDraft, one), two);
    expect(ids(replaced.passages)).toEqual(['second-one']);
    expect(ids(drafts.replacementUndone(replaced).passages)).toEqual(['first-one']);
    expect(ids(drafts.replacedKept(replaced).passages)).toEqual(['first-one', 'second-one']);
  });

  test('an added passage joins the unsent ones', () => {
    const draft = drafts.passageStaged(drafts.passageStaged(emptyDraft, one), { ...two, intent: 'add' });
    expect(ids(draft.passages)).toEqual(['first-one', 'second-one']);
    expect(draft.replaced).toEqual([]);
  });

  test('a passage that is there already is taken once', () => {
    const draft = drafts.passageStaged(emptyDraft, one);
    expect(drafts.passageStaged(draft, one)).toBe(draft);
    const sent = drafts.sendStarted(draft, 'Why?', 'docs', 5);
    expect(drafts.passageStaged(sent, one)).toBe(sent);
  });

  test.each([
    ['up', 'c', 0, ['c', 'a', 'b']],
    ['down', 'a', 1, ['b', 'a', 'c']],
    ['to the end and no further', 'a', 9, ['b', 'c', 'a']],
    ['nowhere when it is gone', 'x', 0, ['a', 'b', 'c']],
  ])('one of several passages moves %s', (_, id, to, expected) => {
    const passages = ['a', 'b', 'c'].map((each) => card({ id: each }));
    expect(ids(drafts.passageMoved(aDraft({ passages }), id, to).passages)).toEqual(expected);
    expect(ids(drafts.passageMoved(aDraft({ pinned: passages }), id, to).pinned)).toEqual(expected);
  });

  test('no more passages are held than a request carries', () => {
    let draft = emptyDraft;
    for (let index = 0; index < 14; index++) {
      draft = drafts.passageStaged(draft, staged({ id: `passage-${index}` }, { intent: 'add' }));
    }
    expect(draft.passages).toHaveLength(10);
    expect(ids(draft.passages).at(-1)).toBe('passage-13');
  });

  test.each([
    ['a passage arrives', (draft: typeof emptyDraft) => drafts.passageStaged(draft, one)],
    ['a replacement is undone', drafts.replacementUndone],
    ['both are kept', drafts.replacedKept],
    ['a passage is removed', (draft: typeof emptyDraft) => drafts.passageRemoved(draft, 'x')],
    ['another connection is chosen', (draft: typeof emptyDraft) => drafts.connectionChosen(draft, 'other')],
    ['another conversation is opened', (draft: typeof emptyDraft) => drafts.threadOpened(draft, 't2', 'docs')],
  ])('what the reader typed is untouched when %s', (_name, change) => {
    const draft = aDraft({ text: 'half a ques', passages: [card({ id: 'x' })], replaced: [card({ id: 'y' })] });
    expect(change(draft).text).toBe('half a ques');
  });
});

describe('a question on its way', () => {
  const before = drafts.textChanged(drafts.passageStaged(emptyDraft, one), 'Why?');
  const sent = drafts.sendStarted(before, 'Why?', 'docs', 5);

  test('folds its passages and empties the draft, but keeps all of it at hand', () => {
    expect(sent).toMatchObject({ text: '', passages: [], connectionId: 'docs', sending: { text: 'Why?', at: 5 } });
    expect(ids(sent.pinned)).toEqual(['first-one']);
    expect(draftSchema.parse(JSON.parse(JSON.stringify(sent)))).toEqual(sent);
  });

  test('ends when the server has echoed it; the passage stays pinned, without markup', () => {
    const withMarkup = drafts.passageStaged(emptyDraft, staged({ id: 'first-one', html: '<b>fox</b>' }));
    const accepted = drafts.messageAccepted(drafts.sendStarted(withMarkup, 'Why?', 'docs', 5), 'thread-1');
    expect(accepted).toMatchObject({ sending: null, threadId: 'thread-1', passages: [] });
    expect(ids(accepted.pinned)).toEqual(['first-one']);
    expect(accepted.pinned[0]?.staged.passage.html).toBeUndefined();
  });

  test('that failed leaves its passages unsent', () => {
    const failed = drafts.sendFailed(sent);
    expect(failed).toMatchObject({ sending: null, pinned: [] });
    expect(ids(failed.passages)).toEqual(['first-one']);
  });

  test('that failed does not push aside a passage that arrived meanwhile', () => {
    const failed = drafts.sendFailed(drafts.passageStaged(sent, two));
    expect(ids(failed.passages)).toEqual(['second-one']);
    expect(ids(failed.replaced)).toEqual(['first-one']);
  });

  test('that was lost with its panel gives its words back before those typed since', () => {
    expect(drafts.sendLost(sent).text).toBe('Why?');
    expect(drafts.sendLost(drafts.textChanged(sent, 'And how?')).text).toBe('Why?\nAnd how?');
  });

  test('a ready-made question leaves the typed text alone', () => {
    expect(drafts.sendStarted({ ...before, text: 'my own words' }, 'Explain this', 'docs', 5).text).toBe(
      'my own words',
    );
  });

  test('a follow-up keeps what is pinned', () => {
    const accepted = drafts.messageAccepted(sent, 'thread-1');
    expect(ids(drafts.sendStarted(accepted, 'And?', 'docs', 6).pinned)).toEqual(['first-one']);
    expect(ids(drafts.passageRemoved(accepted, 'first-one').pinned)).toEqual([]);
  });
});

describe('conversations', () => {
  test('the thread that a question creates keeps its pinned passage; one the reader opens does not', () => {
    const sent = drafts.sendStarted(drafts.passageStaged(emptyDraft, one), 'Why?', 'docs', 5);
    expect(drafts.threadOpened(sent, 'new', 'docs').pinned).toHaveLength(1);
    const accepted = drafts.messageAccepted(sent, 'new');
    expect(drafts.threadOpened(accepted, 'older', 'docs').pinned).toHaveLength(0);
    expect(drafts.threadOpened(accepted, null, 'docs').pinned).toHaveLength(0);
  });

  test('another connection opens its own conversation and takes the unsent passage along', () => {
    const draft = aDraft({
      connectionId: 'docs',
      threadId: 't',
      passages: [card()],
      pinned: [card({ id: 'pinned-one' })],
    });
    expect(drafts.connectionChosen(draft, 'other')).toMatchObject({
      connectionId: 'other',
      threadId: null,
      pinned: [],
      passages: draft.passages,
    });
  });

  test("the page's text is forgotten with its passage and by another mode", () => {
    const page = { passageId: 'first-one', title: 'Foxes', text: 'all', total: 3 };
    const draft = drafts.modeChosen(drafts.passageStaged(emptyDraft, one), 'page', page);
    expect(draft.page).toEqual(page);
    expect(drafts.modeChosen(draft, 'passage', null).page).toBeNull();
    expect(drafts.passageRemoved(draft, 'first-one')).toMatchObject({ page: null, mode: null });
    expect(drafts.passageStaged(draft, two)).toMatchObject({ page: null, mode: null });
  });
});

test('a stored draft with bad fields keeps the good ones', () => {
  const stored = {
    text: 'kept',
    passages: [{ staged: 'nonsense' }],
    pinned: 7,
    mode: 'everything',
    sending: { text: 1 },
  };
  expect(draftSchema.parse(stored)).toMatchObject({
    text: 'kept',
    passages: [],
    pinned: [],
    mode: null,
    sending: null,
  });
});

describe('the page that an answer would have needed', () => {
  const asked = aDraft({ pinned: [card({ id: 'x' })], threadId: 't1', connectionId: 'docs' });
  const wanted = drafts.pageMissed(asked);

  test('is offered for the passage that was sent, and for no other', () => {
    expect(wanted.pageWanted).toBe(true);
    const page = { passageId: 'x', title: '', text: 'a', total: 1 };
    for (const without of [
      emptyDraft,
      { ...asked, passages: [card({ id: 'y' })] },
      { ...asked, mode: 'page' as const, page },
    ]) {
      expect(drafts.pageMissed(without).pageWanted).toBe(false);
    }
  });

  test.each<[string, (draft: typeof wanted) => typeof wanted]>([
    ['a question leaves', (draft) => drafts.sendStarted(draft, 'Why?', 'docs', 5)],
    ['an answer is asked for again', drafts.pageOfferForgotten],
    ['the page is included', (draft) => drafts.modeChosen(draft, 'page', null)],
    ['another passage arrives', (draft) => drafts.passageStaged(draft, one)],
    ['a passage is added', (draft) => drafts.passageStaged(draft, { ...one, intent: 'add' })],
    ['another conversation is opened', (draft) => drafts.threadOpened(draft, 't2', 'docs')],
    ['another connection is chosen', (draft) => drafts.connectionChosen(draft, 'other')],
  ])('is offered no more when %s', (_name, change) => {
    expect(change(wanted).pageWanted).toBe(false);
  });

  test('is still offered when the panel is closed and opened again', () => {
    expect(draftSchema.parse(JSON.parse(JSON.stringify(wanted))).pageWanted).toBe(true);
  });
});
