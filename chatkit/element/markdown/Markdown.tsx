import { memo, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createMarkPlacer, marksBetween, type CitationMark } from './citations';
import { isFullChapter, isFullGroup, type BlockGroup, type Chapter } from './document';
import { createMarkdownParser } from './parser';
import { adoptMessageStyles } from '../thread/message-sheet';
import { BlockView } from './BlockView';
import type { MarkdownEnvironment } from './environment';

/** A paragraph of two lines with its margin. */
const BLOCK_PX = 56;
const NO_MARKS: readonly CitationMark[] = [];

/** A message's Markdown as React nodes. Finished blocks are neither read nor drawn again while the message grows. */
export function Markdown({
  text,
  finished,
  marks: counted = NO_MARKS,
  environment,
}: {
  text: string;
  finished: boolean;
  /** In order of their index, which is in code points. */
  marks?: readonly CitationMark[];
  environment: MarkdownEnvironment;
}) {
  const [parser] = useState(createMarkdownParser);
  const [wasFinished] = useState(finished);
  const [placeMarks] = useState(createMarkPlacer);
  const marks = placeMarks(counted, text);
  const { chapters, tail, surplus } = useMemo(() => parser.update(text, finished), [parser, text, finished]);
  const end = tail[0]?.start ?? Infinity;
  return (
    <div ref={adoptMessageStyles} className="markdown">
      {chapters.map((groups, index) => (
        <ChapterView
          key={startOf(groups)}
          groups={groups}
          wasFinished={wasFinished}
          until={startOf(chapters[index + 1]) ?? end}
          marks={marks}
          environment={environment}
        />
      ))}
      <BlocksView blocks={tail} until={Infinity} marks={marks} isGrowing={!finished} environment={environment} />
      {surplus === '' ? null : (
        <p className="surplus" dir="auto">
          {surplus}
        </p>
      )}
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

const ChapterView = memo(function ChapterView({
  groups,
  wasFinished,
  until,
  ...placed
}: Placed & {
  groups: Chapter;
  /** It was there as a whole, and did not grow before the reader's eyes. */
  wasFinished: boolean;
}) {
  const isWhole = isFullChapter(groups);
  return (
    <Skippable className="chapter" blocks={groups.flat().length} isWhole={isWhole} wasFinished={wasFinished}>
      {groups.map((blocks, index) => (
        <Skippable
          key={blocks[0]?.key}
          className="group"
          blocks={blocks.length}
          isWhole={isFullGroup(blocks)}
          wasFinished={wasFinished}
        >
          <BlocksView blocks={blocks} until={groups[index + 1]?.[0]?.start ?? until} {...placed} />
        </Skippable>
      ))}
    </Skippable>
  );
});

interface SkippableProps {
  className: string;
  /** What it is taken for until it has been laid out, so that the place in a long thread can be told. */
  blocks: number;
  isWhole: boolean;
  wasFinished: boolean;
  children: ReactNode;
}

/**
 * Not laid out while it is out of sight; what has grown before the reader's eyes, only after it stood there as a whole
 * for a frame. The browser takes what it has not laid out yet for less or more than it is, if only within a frame, and
 * the end of the thread would move away under the reader: https://drafts.csswg.org/css-sizing-4/#last-remembered
 */
function Skippable({ className, blocks, isWhole, wasFinished, children }: SkippableProps) {
  const [canSkip, setCanSkip] = useState(wasFinished);
  useEffect(() => {
    if (canSkip || !isWhole) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setCanSkip(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [canSkip, isWhole]);
  const style = { containIntrinsicBlockSize: `auto ${blocks * BLOCK_PX}px` };
  return (
    <div className={className} data-skippable={canSkip || undefined} style={style}>
      {children}
    </div>
  );
}

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
