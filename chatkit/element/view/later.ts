import { createLazyPart } from '../lazy-part';

/** Messages and their Markdown; asked for when a conversation is opened or the reader begins to write. */
export const conversationView = createLazyPart(() => import('./conversation-view'));

/** Widgets, workflows, the server's questions, the images it makes: asked for by the first of them. */
export const itemView = createLazyPart(() => import('./items/ItemView'));

export const historyView = createLazyPart(() => import('./HistoryView'));
