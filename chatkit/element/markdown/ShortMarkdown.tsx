import { Fragment, useEffect } from 'react';
import { linkTarget } from './addresses';
import { readShort, type ShortPiece } from './short';
import { conversationView } from '../thread/later';
import { useStore } from '../shared/use-store';
import type { MarkdownEnvironment } from './environment';

interface ShortMarkdownProps {
  text: string;
  environment: MarkdownEnvironment;
}

/** Markdown that does not grow; one plain line, as most are, is drawn without the code for the rest. */
export function ShortMarkdown({ text, environment }: ShortMarkdownProps) {
  const pieces = readShort(text);
  if (!pieces) return <OtherMarkdown text={text} environment={environment} />;
  return (
    <div className="markdown">
      <p dir="auto">
        {pieces.map((piece, index) => (
          <Fragment key={index}>{drawn(piece)}</Fragment>
        ))}
      </p>
    </div>
  );
}

/** Its words as they were written until the code that reads Markdown is there. */
function OtherMarkdown({ text, environment }: ShortMarkdownProps) {
  const Markdown = useStore(conversationView)?.Markdown;
  useEffect(() => {
    conversationView.load().catch(() => undefined);
  }, []);
  if (Markdown) return <Markdown text={text} finished environment={environment} />;
  return (
    <div className="markdown">
      <p className="surplus" dir="auto">
        {text}
      </p>
    </div>
  );
}

function drawn(piece: ShortPiece) {
  if (piece.kind === 'strong') return <strong>{piece.text}</strong>;
  if (piece.kind === 'text') return piece.text;
  const target = linkTarget(piece.href);
  if (target?.kind !== 'web') return piece.text;
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer">
      {piece.text}
    </a>
  );
}
