import { Fragment, type ReactNode } from 'react';
import { linkTarget } from './addresses';
import { sentinelNumbers, splitSentinels, withoutSentinels } from './citations';
import { wordsOf, type InlineToken } from './token';
import { CitationMarks } from './CitationMarks';
import type { MarkdownEnvironment } from './environment';
import { Link } from './Link';
import { MathView } from './MathView';
import { MessageImage } from './MessageImage';

interface InlineProps {
  tokens: readonly InlineToken[];
  environment: MarkdownEnvironment;
}

export function InlineTokens({ tokens, environment }: InlineProps) {
  return tokens.map((token, index) => <Fragment key={index}>{inlineToken(token, environment)}</Fragment>);
}

function inlineToken(token: InlineToken, environment: MarkdownEnvironment): ReactNode {
  const children = 'tokens' in token ? <InlineTokens tokens={token.tokens} environment={environment} /> : null;
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
          <code dir="ltr">{withoutSentinels(token.text)}</code>
          <CitationMarks numbers={sentinelNumbers(token.text)} environment={environment} />
        </>
      );
    case 'link':
      return <LinkToken link={token} environment={environment} />;
    case 'image':
      return (
        <>
          <MessageImage
            href={withoutSentinels(token.href)}
            alt={withoutSentinels(token.text)}
            environment={environment}
          />
          <CitationMarks numbers={sentinelNumbers(token.text + token.href)} environment={environment} />
        </>
      );
    case 'math':
      return (
        <>
          <MathView source={withoutSentinels(token.text)} display={token.display} />
          <CitationMarks numbers={sentinelNumbers(token.text)} environment={environment} />
        </>
      );
    case 'text':
      return <Text text={token.text} environment={environment} />;
    case 'html':
      // The one tag that is nothing but a character: models use it for lines inside table cells.
      return /^<br\s*\/?>$/i.test(token.text) ? <br /> : <Text text={token.text} environment={environment} />;
  }
}

function Text({ text, environment }: { text: string; environment: MarkdownEnvironment }) {
  if (!text.includes('⸨@')) return text;
  return splitSentinels(text).map((piece, index) =>
    typeof piece === 'number' ? (
      <CitationMarks key={index} numbers={[piece]} environment={environment} />
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  );
}

/** A link the reader may follow, in a tab of its own; an address that is not for the web is left as its text. */
function LinkToken({ link, environment }: { link: InlineToken & { type: 'link' }; environment: MarkdownEnvironment }) {
  const numbers = sentinelNumbers(wordsOf(link.tokens) + link.href);
  const tokens = numbers.length === 0 ? link.tokens : stripped(link.tokens);
  const href = withoutSentinels(link.href);
  const target = linkTarget(href, environment.base);
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
      <Link
        href={target.href}
        written={href}
        words={wordsOf(tokens)}
        title={link.title === '' ? undefined : withoutSentinels(link.title)}
      >
        {children}
      </Link>
      {marks}
    </>
  );
}

/** Links may not hold links: marks inside a link's text are drawn behind it. */
const stripped = (tokens: readonly InlineToken[]): InlineToken[] =>
  tokens.map((token) => ({
    ...token,
    ...('text' in token && { text: withoutSentinels(token.text) }),
    ...('tokens' in token && { tokens: stripped(token.tokens) }),
  })) as InlineToken[];
