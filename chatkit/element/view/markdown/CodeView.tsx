import { memo } from 'react';
import type { CodeBlock } from '../../markdown/document';
import { withoutPrompts } from '../../markdown/prompts';
import type { Translate } from '../../strings';
import { CopyButton } from '../CopyButton';

/** Code with its language and a Copy that leaves prompts out. Finished pieces are not drawn again while it grows. */
export function CodeView({
  block: { language, pieces, rest },
  t,
}: {
  block: Pick<CodeBlock, 'language' | 'pieces' | 'rest'>;
  t: Translate;
}) {
  const label = language === '' ? t('code') : t('codeIn', language);
  return (
    <figure className="code" aria-label={label}>
      <figcaption>
        <span className="language">{language}</span>
        <CopyButton t={t} worded text={() => withoutPrompts(pieces.join('') + rest)} />
      </figcaption>
      {/* Focusable: a keyboard scrolls it sideways. A group: every region would be a landmark of the page. */}
      <pre dir="ltr" tabIndex={0} role="group" aria-label={t('scrollCode')}>
        <code>
          {pieces.map((piece, index) => (
            <CodePiece key={index} text={piece} />
          ))}
          {rest}
        </code>
      </pre>
    </figure>
  );
}

const CodePiece = memo(function CodePiece({ text }: { text: string }) {
  return <span>{text}</span>;
});
