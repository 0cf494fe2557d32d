import { useEffect } from 'react';
import { afterPaint } from '../../utils/panel/after-paint';
import { type CardProps, PassageCard } from './PassageCard';
import { PinnedCard } from './PinnedCard';
import { useReading } from './use-reading';
import type { PanelServices } from '../../utils/panel/services';

export type CardsProps = CardProps & {
  services: Pick<PanelServices, 'draft' | 'opening' | 'readPage'>;
  isUnsent: boolean;
};

/** The passages of the next message, loaded with the first of them: whole while unsent, folded once they were sent. */
export default function Cards({ services, isUnsent, ...given }: CardsProps) {
  const { passages } = given.view;
  const { draft, opening } = services;
  const card = { ...given, ...useReading(services, given) };
  useEffect(() =>
    afterPaint(() => {
      const now = draft.get();
      const packed = [now.passages, now.replaced, now.pinned].flat().filter(({ pack }) => pack !== undefined);
      opening.end(packed.map(({ staged }) => staged.passage.id));
    }),
  );
  // Another passage is another card; several are one, whatever their order: moving one must not drop the focus.
  const key = passages.length > 1 ? 'several' : passages[0]?.id;
  return isUnsent ? <PassageCard key={key} {...card} /> : <PinnedCard {...card} />;
}
