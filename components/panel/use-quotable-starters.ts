import { useEffect, useRef, useState } from 'react';
import type { StarterId } from '../../chatkit/protocol/requests';
import type { CardView } from '../../utils/panel/card';

/**
 * The ready-made questions that quotes can answer about the card; none until that is known, and while `isWanted` is false.
 */
export function useQuotableStarters(view: CardView, isCode: boolean, isWanted: boolean): readonly StarterId[] {
  const [known, setKnown] = useState<{ card: string; starters: readonly StarterId[] }>({ card: '', starters: [] });
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  const card = isWanted ? keyOf(view) : '';
  useEffect(() => {
    if (card === '') return;
    let isCurrent = true;
    import('../../utils/panel/quotable-starters')
      .then(({ startersFor }) => {
        if (isCurrent) setKnown({ card, starters: startersFor(latest.current, isCode) });
      })
      // A question can be typed all the same.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [card, isCode]);
  return card !== '' && known.card === card ? known.starters : [];
}

/** What the answers depend on, without the texts themselves. */
const keyOf = ({ passages, page }: CardView): string =>
  JSON.stringify([
    passages.map(({ id, start, end, total }) => [id, start, end, total]),
    page && [page.title, page.total],
  ]);
