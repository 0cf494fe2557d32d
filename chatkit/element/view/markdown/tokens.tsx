import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { languageOf } from '../../markdown/document';
import { sentinelNumbers, withoutSentinels } from '../../markdown/citations';
import { CitationMarks } from './CitationMarks';
import { CodeView } from './CodeView';
import type { MarkdownEnvironment } from './environment';
import { InlineTokens } from './inline';

interface TokensProps {
  tokens: readonly Token[];
  environment: MarkdownEnvironment;
}

/** Block tokens as elements. HTML of the model is text: no token ever becomes markup. */
export function BlockTokens({ tokens, environment }: TokensProps) {
  return tokens.map((token, index) => <BlockToken key={index} token={token} environment={environment} />);
}

function BlockToken({ token, environment }: { token: Token; environment: MarkdownEnvironment }): ReactNode {
  const inline = (of: { tokens?: Token[]; text?: string }) => (
    <InlineTokens tokens={of.tokens ?? []} environment={environment} />
  );
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'hr':
      return <hr />;
    case 'math':
      return <InlineTokens tokens={[token]} environment={environment} />;
    case 'heading':
      // One level below the heading of the turn, whatever the model began with: a skipped level misleads a screen reader.
      return <h3 className={`depth-${token.depth}`}>{inline(token)}</h3>;
    case 'paragraph':
      return <p>{inline(token)}</p>;
    case 'blockquote':
      return (
        <blockquote>
          <BlockTokens tokens={token.tokens ?? []} environment={environment} />
        </blockquote>
      );
    case 'code':
      return (
        <>
          <CodeView
            block={{
              language: languageOf(String(token.lang ?? '')),
              pieces: [],
              rest: withoutSentinels(String(token.text)),
            }}
            t={environment.t}
          />
          <CitationMarks numbers={sentinelNumbers(token.raw)} environment={environment} />
        </>
      );
    case 'list':
      return <ListToken list={token as Tokens.List} environment={environment} />;
    case 'table':
      return <TableToken table={token as Tokens.Table} environment={environment} />;
    case 'text':
      return token.tokens ? inline(token) : <InlineTokens tokens={[token]} environment={environment} />;
    case 'html':
      return (
        <p className="raw">
          <InlineTokens tokens={[{ ...token, type: 'html' } as Token]} environment={environment} />
        </p>
      );
    default:
      return <InlineTokens tokens={[token]} environment={environment} />;
  }
}

function ListToken({ list, environment }: { list: Tokens.List; environment: MarkdownEnvironment }) {
  const items = list.items.map((item, index) => (
    <li key={index} className={item.task ? 'task' : undefined}>
      <BlockTokens tokens={item.tokens} environment={environment} />
    </li>
  ));
  return list.ordered ? <ol start={list.start === '' ? undefined : list.start}>{items}</ol> : <ul>{items}</ul>;
}

function TableToken({ table, environment }: { table: Tokens.Table; environment: MarkdownEnvironment }) {
  const cell = (content: Tokens.TableCell) => <InlineTokens tokens={content.tokens} environment={environment} />;
  const align = (index: number) => (table.align[index] ? `align-${table.align[index]}` : undefined);
  return (
    <div className="table" tabIndex={0} role="group" aria-label={environment.t('scrollTable')}>
      <table>
        <thead>
          <tr>
            {table.header.map((content, index) => (
              <th key={index} scope="col" className={align(index)}>
                {cell(content)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            <tr key={place}>
              {row.map((content, index) => (
                <td key={index} className={align(index)}>
                  {cell(content)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
