import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fromContent,
  moveTags,
  putTag,
  tagAtCaret,
  toContent,
  type InputTag,
  type TaggedText,
} from '../../../../chatkit/element/composer/tags';
import { triggerAt } from '../../../../chatkit/element/composer/trigger';

const tag = (text: string, id = text): InputTag => ({ type: 'input_tag', id, text, data: {}, interactive: false });
const text = (of: string) => ({ type: 'input_text' as const, text: of });

/** Typed as a test reads it: `<Ada>` is a tag. */
const tagged = (written: string): TaggedText =>
  fromContent(
    written
      .split(/(<[^>]*>)/)
      .filter((piece) => piece !== '')
      .map((piece) => (piece.startsWith('<') ? tag(piece.slice(1, -1)) : text(piece))),
  );
const shown = ({ text: whole, tags }: TaggedText) =>
  tags
    .toReversed()
    .reduce((left, { start, end }) => `${left.slice(0, start)}<${left.slice(start, end)}>${left.slice(end)}`, whole);

describe('an edit', () => {
  test.each([
    ['before a tag moves it', 'ask <Ada>', 'go ask Ada', 3, 'go ask <Ada>'],
    ['behind a tag leaves it', '<Ada> x', 'Ada xy', 6, '<Ada> xy'],
    ['right behind a tag is not part of it', '<Ada>', 'Ada!', 4, '<Ada>!'],
    ['right before a tag is not part of it', '<Ada>', '!Ada', 1, '!<Ada>'],
    ['inside a tag makes it plain text', 'ask <Ada>', 'ask Adda', 6, 'ask Adda'],
    ['that takes a letter of it makes it plain text', 'ask <Ada>', 'ask Ad', 6, 'ask Ad'],
    ['that takes the first of two equal words keeps the other', 'Ada <Ada>', 'Ada', 0, '<Ada>'],
    ['that takes the second of two equal words keeps the first', '<Ada> Ada', 'Ada ', 4, '<Ada> '],
    ['that replaces everything leaves no tag', 'ask <Ada>', '', 0, ''],
    ['between two tags keeps both', '<Ada><Bob>', 'Ada, Bob', 5, '<Ada>, <Bob>'],
  ])('%s', (_name, before, after, caret, expected) => {
    const from = tagged(before);
    expect(shown({ text: after, tags: moveTags(from, after, caret) })).toBe(expected);
  });

  test('anywhere leaves tags whose words are their own, in order and apart', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 4 }).map(text),
      fc.string({ minLength: 1, maxLength: 4 }).map((of) => tag(of)),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        fc.string({ maxLength: 5 }),
        (content, a, b, typed) => {
          const before = fromContent(content);
          const start = a % (before.text.length + 1);
          const end = start + (b % (before.text.length - start + 1));
          const after = before.text.slice(0, start) + typed + before.text.slice(end);
          const tags = moveTags(before, after, start + typed.length);
          let last = 0;
          for (const placed of tags) {
            expect(after.slice(placed.start, placed.end)).toBe(placed.tag.text);
            expect(placed.start).toBeGreaterThanOrEqual(last);
            last = placed.end;
          }
          // What was not touched is kept.
          const untouched = before.tags.filter((placed) => placed.end <= start || placed.start >= end);
          expect(tags.length).toBeGreaterThanOrEqual(untouched.length);
        },
      ),
    );
  });
});

describe('what is sent', () => {
  test.each([
    ['is the text around the tags and the tags', '  ask <Ada> now ', ['ask ', 'Ada', ' now']],
    ['begins with a tag', '<Ada> now', ['Ada', ' now']],
    ['is nothing when nothing was written', ' \n ', []],
  ])('%s', (_name, written, parts) => {
    expect(toContent(tagged(written)).map((part) => part.text)).toEqual(parts);
  });

  test('comes back as it was when the server does not take it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom('a', ' b ', 'c d').map(text),
            fc.constantFrom('T', 'U v').map((of) => tag(of)),
          ),
          {
            maxLength: 6,
          },
        ),
        (content) => {
          const once = toContent(fromContent(content));
          expect(toContent(fromContent(once))).toEqual(once);
        },
      ),
    );
  });
});

test('a chosen tag takes the place of what was typed, with one space behind it', () => {
  const before = { text: 'ask @ad now', tags: [] };
  const put = putTag(before, 4, 7, tag('Ada Lovelace'));
  expect(shown(put)).toBe('ask <Ada Lovelace> now');
  expect(put.text.slice(put.caret)).toBe('now');
  const atEnd = putTag({ text: 'ask @', tags: [] }, 4, 5, tag('Ada'));
  expect(shown(atEnd)).toBe('ask <Ada> ');
  expect(atEnd.caret).toBe(atEnd.text.length);
});

test('the tag at the caret is found on either side of it', () => {
  const { tags } = tagged('ask <Ada> now');
  expect(tagAtCaret(tags, 7, 'before')?.tag.id).toBe('Ada');
  expect(tagAtCaret(tags, 4, 'after')?.tag.id).toBe('Ada');
  expect(tagAtCaret(tags, 6, 'before')).toBeUndefined();
});

describe('a menu is asked for', () => {
  test.each([
    ['@', 'entity', ''],
    ['ask @ad', 'entity', 'ad'],
    ['(@ad', 'entity', 'ad'],
    ['/', 'command', ''],
    ['line\n/sum', 'command', 'sum'],
    ['@日本', 'entity', '日本'],
  ])('by %s', (written, kind, query) => {
    expect(triggerAt({ text: written, tags: [] }, written.length, ['entity', 'command'])).toMatchObject({
      kind,
      query,
    });
  });

  test.each([
    ['an address', 'me@example.com'],
    ['a path', 'usr/bin'],
    ['a fraction', '1/2'],
    ['a word that is over', '@ada '],
    ['a web address', 'https://x'],
    ['an endless word', `@${'a'.repeat(70)}`],
  ])('not by %s', (_name, written) => {
    expect(triggerAt({ text: written, tags: [] }, written.length, ['entity', 'command'])).toBeNull();
  });

  test('not in a tag, and not for a sign the host does not serve', () => {
    expect(triggerAt(tagged('<@ada>'), 4, ['entity'])).toBeNull();
    expect(triggerAt({ text: '/x', tags: [] }, 2, ['entity'])).toBeNull();
  });
});
