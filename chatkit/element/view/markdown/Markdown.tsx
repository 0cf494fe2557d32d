import { memo, useMemo, useState } from 'react';
import { marksBetween, type CitationMark } from '../../markdown/citations';
import type { BlockGroup, Chapter } from '../../markdown/document';
import { createMarkdownParser } from '../../markdown/parser';
import { adoptMessageStyles } from '../message-sheet';
import { BlockView } from './BlockView';
import type { MarkdownEnvironment } from './environment';

const NO_MARKS: readonly CitationMark[] = [];

/** A message's Markdown as React nodes. Finished blocks are neither read nor drawn again while the message grows. */
export function Markdown({
  text,
  finished,
  marks = NO_MARKS,
  environment,
}: {
  text: string;
  finished: boolean;
  marks?: readonly CitationMark[];
  environment: MarkdownEnvironment;
}) {
  const [parser] = useState(createMarkdownParser);
  const { chapters, tail, surplus } = useMemo(() => parser.update(text, finished), [parser, text, finished]);
  const end = tail[0]?.start ?? Infinity;
  return (
    <div ref={adoptMessageStyles} className="markdown" dir="auto">
      {chapters.map((groups, index) => (
        <ChapterView
          key={startOf(groups)}
          groups={groups}
          until={startOf(chapters[index + 1]) ?? end}
          marks={marks}
          environment={environment}
        />
      ))}
      <BlocksView blocks={tail} until={Infinity} marks={marks} isGrowing={!finished} environment={environment} />
      {surplus === '' ? null : <p className="surplus">{surplus}</p>}
    </div>
  );
}

const startOf = (chapter: Chapter | undefined): number | undefined => chapter?.[0]?.[0]?.start;

interface Placed {
  /** Where what comes next starts in the text. */
  until: number;
  marks: readonly CitationMark[];
  environment: MarkdownEnvironment;
}

const ChapterView = memo(function ChapterView({ groups, until, ...placed }: Placed & { groups: Chapter }) {
  return (
    <div className="chapter">
      {groups.map((blocks, index) => (
        <div key={blocks[0]?.key} className="group">
          <BlocksView blocks={blocks} until={groups[index + 1]?.[0]?.start ?? until} {...placed} />
        </div>
      ))}
    </div>
  );
});

const BlocksView = memo(function BlocksView({
  blocks,
  until,
  marks,
  isGrowing = false,
  environment,
}: Placed & { blocks: BlockGroup; isGrowing?: boolean }) {
  return blocks.map((block, index) => (
    <BlockView
      key={block.key}
      block={block}
      marks={marks.length === 0 ? NO_MARKS : marksBetween(marks, block.start, blocks[index + 1]?.start ?? until)}
      isGrowing={isGrowing}
      environment={environment}
    />
  ));
});
