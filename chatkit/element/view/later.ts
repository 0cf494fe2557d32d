import { createLazyPart } from '../lazy-part';

/** Messages and their Markdown; asked for when a conversation is opened or the reader begins to write. */
export const conversationView = createLazyPart(() => import('./conversation-view'));

/** Widgets, workflows, the server's questions, the images it makes: asked for by the first of them. */
export const itemView = createLazyPart(() => import('./items/ItemView'));

export const historyView = createLazyPart(() => import('./HistoryView'));

/** What an entity is, shown beside it; asked for when the reader first stays on one. */
export const entityPreview = createLazyPart(() => import('./entity/EntityPreview'));

/** Icons that a host names. */
export const namedIcon = createLazyPart(() => import('./named-icon/NamedIcon'));

/** Neutral colours, levels of the accent, fonts: parts of a theme that few hosts set. */
export const themeDetails = createLazyPart(() => import('../theme-details'));
