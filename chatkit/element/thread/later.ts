import { createLazyPart } from '../shared/lazy-part';

/** Messages and their Markdown; asked for when a conversation is opened or the reader begins to write. */
export const conversationView = createLazyPart(() => import('./conversation-view'));
