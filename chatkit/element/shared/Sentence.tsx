import { Fragment, type ReactNode } from 'react';
import type { ElementStringKey, Translate } from '../strings';

/**
 * A sentence of the catalogue with elements at `$1`…`$9`. Names that must not turn with the text's direction (hosts)
 * come as `<bdi>`. `**bold**` of the catalogue is drawn bold.
 */
export function Sentence({
  t,
  name,
  values = [],
}: {
  t: Translate;
  name: ElementStringKey;
  values?: readonly ReactNode[];
}) {
  const bold = t.raw(name).split('**');
  return bold.map((run, index) => {
    const filled = run
      .split(/\$([1-9])/)
      .map((piece, place) => <Fragment key={place}>{place % 2 === 1 ? values[Number(piece) - 1] : piece}</Fragment>);
    return index % 2 === 1 ? <strong key={index}>{filled}</strong> : <Fragment key={index}>{filled}</Fragment>;
  });
}
