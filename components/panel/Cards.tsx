import { PassageCard, type PassageCardProps } from './PassageCard';
import { PinnedCard } from './PinnedCard';

export type CardsProps = PassageCardProps & { isUnsent: boolean };

/** The passages of the next message, loaded with the first of them: whole while unsent, folded once they were sent. */
export default function Cards({ isUnsent, ...card }: CardsProps) {
  return isUnsent ? <PassageCard key={card.view.passages[0]?.id} {...card} /> : <PinnedCard {...card} />;
}
