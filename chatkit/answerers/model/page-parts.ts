import type { UserMessageItem } from '../../protocol/items';
import type { DocentMetadata } from '../../protocol/requests';
import { type PagePiece, piecesOfPage } from './page-pieces';
import { firstWords, type Source } from './sources';

/** A text of the page as the model is told it. */
export interface PagePart {
  name: string;
  /** All of it but its name, by which it is known again. */
  body: string;
  /** Undefined: nothing to cite. */
  source: Omit<Source, 'number'> | undefined;
}

/**
 * What comes with a message and is told whole, a text for each passage: titles and headings too, so that no word of the
 * page stands outside the fence.
 */
export function describePassages(
  { quoted_text }: Pick<UserMessageItem, 'quoted_text'>,
  docent: DocentMetadata | undefined,
): PagePart[] {
  const all = docent?.passages.filter(({ text }) => text.trim() !== '') ?? [];
  // What only names the page says nothing that its text does not.
  const passages = all.filter(({ whole }) => !whole);
  const quote = quoted_text?.trim() ? quoted_text : undefined;
  const pinned: Passage[] = all.length > 0 || quote === undefined ? passages : [{ text: quote }];
  const parts = pinned.map((passage): PagePart => {
    const { text, title = '', headings = [] } = passage;
    return {
      name: 'Passage',
      body: [...origin(passage), '', text].join('\n'),
      source: { place: 'passage', title: headings.at(-1) ?? title, quote: firstWords(text) },
    };
  });
  // With passages the quote is theirs, unless the reader replies to words of an earlier answer.
  if (quote !== undefined && all.length > 0 && !isOf(quote, all)) {
    parts.push({ name: 'Quoted by the reader from an earlier answer', body: `\n${quote}`, source: undefined });
  }
  return parts;
}

/** The page, where it came along, in pieces that may be told without each other. */
export function describePage(docent: DocentMetadata | undefined): { pieces: PagePiece[]; parts: PagePart[] } {
  const page = docent?.page?.text.trim() ? docent.page : undefined;
  const pieces = page ? piecesOfPage(page.text) : [];
  const whole = docent?.passages.find((passage) => passage.whole);
  const parts = pieces.map(({ text, heading }, index): PagePart => {
    const title = index === 0 ? page?.title : undefined;
    return {
      name: docent?.mode === 'section' ? 'Text of the section' : 'Text of the page',
      body: [
        ...origin({ ...(index === 0 && whole), ...(title && { title }), ...(heading && { headings: [heading] }) }),
        '',
        text,
      ].join('\n'),
      source: {
        place: 'page',
        title: heading ?? /^#{1,6} +(.+?)[ #]*$/m.exec(text)?.[1] ?? page?.title ?? '',
        quote: firstWords(text),
      },
    };
  });
  return { pieces, parts };
}

type Passage = Partial<DocentMetadata['passages'][number]> & { text: string };

/** The panel sends the passages as the quote too, numbered where there are several. */
function isOf(quote: string, passages: readonly { text: string }[]): boolean {
  const joined = (text: (index: number) => string) =>
    passages.map(({ text: words }, index) => text(index) + words).join('\n\n');
  const plain = quote.trim();
  return (
    plain === joined(() => '').trim() ||
    plain === joined((index) => `[${index + 1}] `).trim() ||
    passages.some(({ text }) => text.includes(plain))
  );
}

function* origin(passage: Partial<DocentMetadata['passages'][number]>): Generator<string> {
  if (passage.title) yield `Title: ${passage.title}`;
  if (passage.headings?.length) yield `Under the headings: ${passage.headings.join(' › ')}`;
  if (passage.tab) yield `In the tab: ${passage.tab}`;
  if (passage.note) yield `In a note: ${passage.note}`;
  if (passage.product || passage.version)
    yield `Documentation of: ${[passage.product, passage.version].filter(Boolean).join(' ')}`;
  if (passage.url) yield `Address: ${passage.url}`;
  if (passage.language) yield `Code in: ${passage.language}`;
}
