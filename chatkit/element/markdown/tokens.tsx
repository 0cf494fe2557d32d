import { memo, type ReactNode } from 'react';
import { directionOfBlocks } from './direction';
import type { BlockToken, InlineToken, ListItem, Parts, TableRow } from './token';
import { sentinelNumbers, withoutSentinels } from './citations';
import { CitationMarks } from './CitationMarks';
import { CodeView } from './CodeView';
import type { MarkdownEnvironment } from './environment';
import { InlineTokens } from './inline';

interface TokensProps {
  tokens: readonly BlockToken[];
  environment: MarkdownEnvironment;
}

/**
 * Block tokens as elements. HTML of the model is text: no token ever becomes markup. Each block has a direction of its own.
 * What is finished in a container keeps its identity while the container grows, and is not drawn again.
 */
export const BlockTokens = memo(function BlockTokens({ tokens, environment }: TokensProps) {
  return tokens.map((token, index) => <BlockView key={index} token={token} environment={environment} />);
});

const BlockParts = ({ parts, environment }: { parts: Parts<BlockToken>; environment: MarkdownEnvironment }) =>
  parts.map((tokens, index) => <BlockTokens key={index} tokens={tokens} environment={environment} />);

const BlockView = memo(function BlockView({
  token,
  environment,
}: {
  token: BlockToken;
  environment: MarkdownEnvironment;
}): ReactNode {
  const inline = (tokens: readonly InlineToken[]) => <InlineTokens tokens={tokens} environment={environment} />;
  switch (token.type) {
    case 'hr':
      return <hr />;
    case 'math':
      return inline([token]);
    case 'heading':
      // One level below the heading of the turn, whatever the model began with: a skipped level misleads a screen reader.
      return (
        <h3 className={`depth-${token.depth}`} dir="auto">
          {inline(token.tokens)}
        </h3>
      );
    case 'paragraph':
      return <p dir="auto">{inline(token.tokens)}</p>;
    case 'text':
      return inline(token.tokens);
    case 'blockquote':
      return (
        <blockquote dir={directionOfBlocks(token.tokens) ?? 'auto'}>
          <BlockParts parts={token.tokens} environment={environment} />
        </blockquote>
      );
    case 'code':
      return (
        <>
          <CodeView
            block={{ language: token.language, pieces: [], rest: withoutSentinels(token.text) }}
            t={environment.t}
          />
          <CitationMarks numbers={sentinelNumbers(token.text)} environment={environment} />
        </>
      );
    case 'list':
      return <ListToken list={token} environment={environment} />;
    case 'table':
      return <TableToken table={token} environment={environment} />;
    case 'html':
      return (
        <p className="raw" dir="auto">
          {inline([token])}
        </p>
      );
  }
});

function ListToken({ list, environment }: { list: BlockToken & { type: 'list' }; environment: MarkdownEnvironment }) {
  const items = list.items.map((part, index) => <Items key={index} items={part} environment={environment} />);
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>;
}

const Items = memo(function Items({
  items,
  environment,
}: {
  items: readonly ListItem[];
  environment: MarkdownEnvironment;
}) {
  return items.map((item, index) => <Item key={index} item={item} environment={environment} />);
});

const Item = memo(function Item({
  item: { checked, tokens },
  environment,
}: {
  item: ListItem;
  environment: MarkdownEnvironment;
}) {
  const box =
    checked === null ? null : (
      <input
        type="checkbox"
        checked={checked}
        disabled
        readOnly
        aria-label={environment.t(checked ? 'checkDone' : 'checkOpen')}
      />
    );
  return (
    <li className={box ? 'task' : undefined} dir={directionOfBlocks(tokens) ?? 'auto'}>
      {box}
      <BlockParts parts={tokens} environment={environment} />
    </li>
  );
});

function TableToken({
  table,
  environment,
}: {
  table: BlockToken & { type: 'table' };
  environment: MarkdownEnvironment;
}) {
  const { align, header, rows } = table;
  return (
    <div
      className="table"
      dir={directionOfBlocks([[table]])}
      tabIndex={0}
      role="group"
      aria-label={environment.t('scrollTable')}
    >
      <table>
        <thead>
          <tr>
            {header.map((content, index) => (
              <th key={index} scope="col" className={alignmentClass(align[index])} dir="auto">
                <InlineTokens tokens={content} environment={environment} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((part, index) => (
            <Rows key={index} rows={part} align={align.join(' ')} environment={environment} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const alignmentClass = (alignment: string | null | undefined) => (alignment ? `align-${alignment}` : undefined);

/** `align` holds a word for each column, or nothing: a text is the same for every reading of the table. */
const Rows = memo(function Rows({
  rows,
  align,
  environment,
}: {
  rows: readonly TableRow[];
  align: string;
  environment: MarkdownEnvironment;
}) {
  const columns = align.split(' ');
  return rows.map((row, place) => (
    <tr key={place}>
      {row.map((content, index) => (
        <td key={index} className={alignmentClass(columns[index])} dir="auto">
          <InlineTokens tokens={content} environment={environment} />
        </td>
      ))}
    </tr>
  ));
});
