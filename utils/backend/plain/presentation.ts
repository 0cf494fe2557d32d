import type { Presentation } from '../../connection/schema';
import { chatLimits, type Dialect } from '../../connection/plain-settings';

/** What the card may offer and how much it may hold: the contract's, since such a server describes neither. */
export function chatPresentation(dialect: Dialect): Presentation {
  const { passage, message } = chatLimits[dialect];
  return {
    modes: dialect === 'text' ? ['passage'] : ['passage', 'docs'],
    limits: { ...(passage && { passage }), ...(message && { message }) },
  };
}
