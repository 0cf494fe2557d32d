import { memo } from 'react';
import type { CodePiece } from './highlight';
import type { CodeBlock } from './document';
import { withoutPrompts } from './prompts';
import type { Translate } from '../strings';
import codeStyles from './code.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';
import { CopyButton } from '../shared/CopyButton';
import { useHighlight } from './use-highlight';

const adoptCodeStyles = createSheetRef(codeStyles);

/** Code with its language and a Copy that leaves prompts out. Finished pieces are not drawn again while it grows. */
export function CodeView({
  block: { language, pieces, rest },
  isGrowing = false,
  t,
}: {
  block: Pick<CodeBlock, 'language' | 'pieces' | 'rest'>;
  /** More of it is expected: it is coloured when it is whole. */
  isGrowing?: boolean;
  t: Translate;
}) {
  const coloured = useHighlight(isGrowing ? '' : pieces.join('') + rest, language, isGrowing);
  const label = language === '' ? t('code') : t('codeIn', language);
  return (
    <figure className="code" aria-label={label}>
      <figcaption>
        <span className="language">{language}</span>
        <CopyButton t={t} worded text={() => withoutPrompts(pieces.join('') + rest)} />
      </figcaption>
      {/* Focusable: a keyboard scrolls it sideways. A group: every region would be a landmark of the page. */}
      <pre dir="ltr" tabIndex={0} role="group" aria-label={t('scrollCode')}>
        <code ref={adoptCodeStyles}>
          {coloured ? (
            <Coloured pieces={coloured} />
          ) : (
            <>
              {pieces.map((piece, index) => (
                <PlainPiece key={index} text={piece} />
              ))}
              {rest}
            </>
          )}
        </code>
      </pre>
    </figure>
  );
}

const Coloured = memo(function Coloured({ pieces }: { pieces: readonly CodePiece[] }) {
  return pieces.map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <span key={index} className={piece.className}>
        <Coloured pieces={piece.pieces} />
      </span>
    ),
  );
});

const PlainPiece = memo(function PlainPiece({ text }: { text: string }) {
  return <span>{text}</span>;
});
