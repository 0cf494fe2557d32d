import { Fragment, type ReactNode } from 'react';
import { type StringKey, t } from '../../utils/shared/strings';
import { Button } from './Button';
import { isolate, type SentencePart, sentenceParts } from '../../utils/shared/sentence-parts';

interface SentenceProps {
  id: StringKey;
  /** Filled into `$1`…`$9`, each isolated in a `<bdi>`: hosts, titles, numbers. */
  values?: readonly string[];
  /** Makes the `**marked**` stretches buttons, in order; without one they are bold. */
  actions?: readonly (() => void)[];
}

/** A sentence of the catalogue with its marks and filled-in values drawn. Values are text, whatever they hold. */
export function Sentence({ id, values = [], actions = [] }: SentenceProps) {
  const parts = sentenceParts(t(id, ...values.map(isolate)));
  const marks = parts.filter((part) => part.kind === 'mark');
  const draw = (part: SentencePart, key: number): ReactNode => {
    if (part.kind !== 'mark') {
      return part.kind === 'value' ? <bdi key={key}>{part.text}</bdi> : <Fragment key={key}>{part.text}</Fragment>;
    }
    const inner = part.parts.map(draw);
    const action = actions[marks.indexOf(part)];
    return action === undefined ? (
      <strong key={key}>{inner}</strong>
    ) : (
      <Button key={key} look="link" onClick={action}>
        {inner}
      </Button>
    );
  };
  return <>{parts.map(draw)}</>;
}
