import type { ConversationState } from '../../client/state';
import type { Translate } from '../strings';
import { useAnnouncements } from './use-announcements';

/** The words of the live region that stands around it. */
export function Announcer({ state, t }: { state: ConversationState; t: Translate }) {
  return useAnnouncements(state, t);
}
