import type { Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { linkTarget } from '../../markdown/addresses';
import { sentinelNumbers, splitSentinels, withoutSentinels } from '../../markdown/citations';
import { decodeEntities } from '../../markdown/entities';
import { CitationMarks } from './CitationMarks';
import type { MarkdownEnvironment } from './environment';
import { MathView } from './MathView';
import { MessageImage } from './MessageImage';

interface InlineProps {
  tokens: readonly Token[];
  environment: MarkdownEnvironment;
}

export function InlineTokens({ tokens, environment }: InlineProps) {
  return tokens.map((token, index) => <Fragment key={index}>{inlineToken(token, environment)}</Fragment>);
}

function inlineToken(token: Token, environment: MarkdownEnvironment): ReactNode {
  const children = <InlineTokens tokens={('tokens' in token && token.tokens) || []} environment={environment} />;
  switch (token.type) {
    case 'strong':
      return <strong>{children}</strong>;
    case 'em':
      return <em>{children}</em>;
    case 'del':
      return <del>{children}</del>;
    case 'br':
      return <br />;
    case 'codespan':
      return (
        <>
          <code dir="ltr">{withoutSentinels(String(token.text))}</code>
          <CitationMarks numbers={sentinelNumbers(String(token.text))} environment={environment} />
        </>
      );
    case 'checkbox':
      return (
        <input
          type="checkbox"
          checked={token.checked === true}
          disabled
          readOnly
          aria-label={environment.t(token.checked === true ? 'checkDone' : 'checkOpen')}
        />
      );
    case 'link':
      return <LinkToken link={token as Tokens.Link} environment={environment} />;
    case 'image':
      return (
        <>
          <MessageImage
            href={withoutSentinels(String(token.href))}
            alt={decodeEntities(withoutSentinels(String(token.text)))}
            environment={environment}
          />
          <CitationMarks numbers={sentinelNumbers(token.raw)} environment={environment} />
        </>
      );
    case 'math':
      return (
        <>
          <MathView source={withoutSentinels(String(token.text))} display={token.display === true} />
          <CitationMarks numbers={sentinelNumbers(token.raw)} environment={environment} />
        </>
      );
    case 'escape':
      return String(token.text);
    case 'text':
      return 'tokens' in token && token.tokens ? (
        children
      ) : (
        <Text text={String(token.text)} environment={environment} />
      );
    case 'html':
      // The one tag that is nothing but a character: models use it for lines inside table cells.
      return /^<br\s*\/?>$/i.test(token.raw) ? <br /> : <Text text={token.raw} environment={environment} verbatim />;
    default:
      // Kinds a newer lexer may have: shown as they were written.
      return <Text text={token.raw} environment={environment} verbatim />;
  }
}

function Text({
  text,
  environment,
  verbatim = false,
}: {
  text: string;
  environment: MarkdownEnvironment;
  verbatim?: boolean;
}) {
  const read = verbatim ? (piece: string) => piece : decodeEntities;
  if (!text.includes('⸨@')) return read(text);
  return splitSentinels(text).map((piece, index) =>
    typeof piece === 'number' ? (
      <CitationMarks key={index} numbers={[piece]} environment={environment} />
    ) : (
      <Fragment key={index}>{read(piece)}</Fragment>
    ),
  );
}

/** A link the reader may follow, in a tab of its own; an address that is not for the web is left as its text. */
function LinkToken({ link, environment }: { link: Tokens.Link; environment: MarkdownEnvironment }) {
  const numbers = sentinelNumbers(link.raw);
  const tokens = numbers.length === 0 ? link.tokens : stripped(link.tokens);
  const target = linkTarget(withoutSentinels(link.href));
  const children = <InlineTokens tokens={tokens} environment={environment} />;
  const marks = <CitationMarks numbers={numbers} environment={environment} />;
  if (target === null) {
    return (
      <>
        {children}
        {marks}
      </>
    );
  }
  if (target.kind === 'deeplink') {
    return (
      <>
        <button type="button" className="link" onClick={() => environment.onDeeplink(target.name, target.data)}>
          {children}
        </button>
        {marks}
      </>
    );
  }
  return (
    <>
      <a href={target.href} target="_blank" rel="noopener noreferrer" title={link.title ?? undefined}>
        {children}
      </a>
      {marks}
    </>
  );
}

/** Links may not hold links: marks inside a link's text are drawn behind it. */
const stripped = (tokens: readonly Token[]): Token[] =>
  tokens.map((token) => ({
    ...token,
    raw: withoutSentinels(token.raw),
    ...('text' in token && { text: withoutSentinels(String(token.text)) }),
    ...('tokens' in token && token.tokens && { tokens: stripped(token.tokens) }),
  })) as Token[];
