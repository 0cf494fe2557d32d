import { useEffect } from 'react';
import { afterPaint } from '../../utils/panel/after-paint';
import { PassageCard, type PassageCardProps } from './PassageCard';
import { PinnedCard } from './PinnedCard';
import type { PanelServices } from '../../utils/panel/services';

export type CardsProps = PassageCardProps & {
  services: Pick<PanelServices, 'draft' | 'opening'>;
  isUnsent: boolean;
};

/** The passages of the next message, loaded with the first of them: whole while unsent, folded once they were sent. */
export default function Cards({ services: { draft, opening }, isUnsent, ...card }: CardsProps) {
  const { passages } = card.view;
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
