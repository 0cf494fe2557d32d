import { memo, useMemo, useState } from 'react';
import { marksBetween, type CitationMark } from '../../markdown/citations';
import type { Block } from '../../markdown/document';
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
  const { groups, tail, surplus } = useMemo(() => parser.update(text, finished), [parser, text, finished]);
  return (
    <div ref={adoptMessageStyles} className="markdown" dir="auto">
      {groups.map((group, index) => (
        <div key={group[0]?.key} className="group">
          <BlockGroup
            blocks={group}
            until={groups[index + 1]?.[0]?.start ?? tail[0]?.start ?? Infinity}
            marks={marks}
            environment={environment}
          />
        </div>
      ))}
      <BlockGroup blocks={tail} until={Infinity} marks={marks} isGrowing={!finished} environment={environment} />
      {surplus === '' ? null : <p className="surplus">{surplus}</p>}
    </div>
  );
}

const BlockGroup = memo(function BlockGroup({
  blocks,
  until,
  marks,
  isGrowing = false,
  environment,
}: {
  blocks: readonly Block[];
  until: number;
  marks: readonly CitationMark[];
  isGrowing?: boolean;
  environment: MarkdownEnvironment;
}) {
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
