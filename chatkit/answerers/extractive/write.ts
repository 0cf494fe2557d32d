import { type Annotation } from '../../protocol/items';
import { escapeMarkdown, fenced } from './markdown';
import { type Reply } from './reply';
import { type ExtractiveStrings } from './strings';
import { type Unit } from './units';

/** A piece of the answer: text, and a citation of what it ends with. */
export interface Piece {
  text: string;
  citation?: Annotation;
}

/** Longer quotes end with an ellipsis, in UTF-16 units: some texts have no full stops. */
const MAX_QUOTE = 700;

/** As much of a quote as it takes to find it again, in UTF-16 units. */
const MAX_CITED = 400;

/** The answer in Markdown, in pieces: a citation belongs to the end of its piece. */
export function writeReply(reply: Reply, strings: ExtractiveStrings): Piece[] {
  const pieces: Piece[] = [];
  const paragraph = (text: string) => pieces.push({ text: `${pieces.length > 0 ? '\n\n' : ''}${text}` });
  const quote = (units: Unit[]) => {
    let place: Unit['source']['kind'] | undefined;
    for (const unit of units) {
      if (unit.source.kind !== place) {
        place = unit.source.kind;
        paragraph(`**${place === 'page' ? strings.fromPage : strings.fromPassage}**`);
      }
      pieces.push({ text: `\n\n${quoted(unit)}`, citation: citationOf(unit, strings) });
    }
  };
  if (reply.intro) paragraph(reply.intro);
  quote(reply.quotes);
  if (reply.more) {
    paragraph(reply.more.intro);
    quote(reply.more.quotes);
  }
  if (reply.outro) paragraph(reply.outro);
  return pieces;
}

function quoted({ kind, text, language }: Unit): string {
  if (kind === 'code') return fenced(text, language);
  if (text.length <= MAX_QUOTE) return `> ${escapeMarkdown(text)}`;
  const cut = text.slice(0, MAX_QUOTE).replace(/[\ud800-\udbff]$/u, '');
  return `> ${escapeMarkdown(cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_QUOTE / 2)))} …`;
}

function citationOf({ source, text, heading, start, end }: Unit, strings: ExtractiveStrings): Annotation {
  const place = source.kind === 'page' ? strings.fromPage : strings.fromPassage;
  const shared = {
    title: (heading ?? source.title) || place,
    attribution: undefined,
    description: undefined,
    timestamp: undefined,
    group: strings.citationGroup,
  };
  if (source.url) return { type: 'annotation', index: undefined, source: { type: 'url', url: source.url, ...shared } };
  return {
    type: 'annotation',
    index: undefined,
    source: {
      type: 'entity',
      id: `${source.kind}:${start}-${end}`,
      icon: undefined,
      label: place,
      inline_label: undefined,
      // For a host that knows where the text stands.
      interactive: true,
      data: { place: source.kind, quote: text.slice(0, MAX_CITED), start, end },
      ...shared,
    },
  };
}
