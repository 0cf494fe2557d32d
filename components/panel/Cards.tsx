import { PassageCard, type PassageCardProps } from './PassageCard';
import { PinnedCard } from './PinnedCard';

export type CardsProps = PassageCardProps & { isUnsent: boolean };

/** The passages of the next message, loaded with the first of them: whole while unsent, folded once they were sent. */
export default function Cards({ isUnsent, ...card }: CardsProps) {
  const { passages } = card.view;
  // Another passage is another card; several are one, whatever their order: moving one must not drop the focus.
  const key = passages.length > 1 ? 'several' : passages[0]?.id;
  return isUnsent ? <PassageCard key={key} {...card} /> : <PinnedCard {...card} />;
}
