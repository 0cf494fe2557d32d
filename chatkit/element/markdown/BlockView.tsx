import { memo, useMemo } from 'react';
import { withSentinels, type CitationMark } from './citations';
import type { Block } from './document';
import { lexMarkdown } from './lex';
import { CitationMarks } from './CitationMarks';
import { CodeView } from './CodeView';
import type { MarkdownEnvironment } from './environment';
import { BlockTokens } from './tokens';

interface BlockViewProps {
  block: Block;
  marks: readonly CitationMark[];
  /** The last block of a message that still streams. */
  isGrowing: boolean;
  environment: MarkdownEnvironment;
}

const sameMarks = (a: readonly CitationMark[], b: readonly CitationMark[]) =>
  a.length === b.length &&
  a.every(({ index, number }, place) => index === b[place]?.index && number === b[place].number);

export const BlockView = memo(
  function BlockView({ block, marks, isGrowing, environment }: BlockViewProps) {
    const tokens = useMemo(
      () =>
        block.kind === 'code'
          ? []
          : marks.length === 0
            ? [block.token]
            : lexMarkdown(withSentinels(block, marks), {}).blocks.map(({ token }) => token),
      [block, marks],
    );
    if (block.kind === 'code') {
      return (
        <>
          <CodeView block={block} isGrowing={isGrowing} t={environment.t} />
          <CitationMarks numbers={marks.map(({ number }) => number)} environment={environment} />
        </>
      );
    }
    return <BlockTokens tokens={tokens} environment={environment} />;
  },
  (before, after) =>
    before.block === after.block &&
    before.environment === after.environment &&
    before.isGrowing === after.isGrowing &&
    sameMarks(before.marks, after.marks),
);
