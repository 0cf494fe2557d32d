/** What draws messages, as one piece: it is loaded when a conversation begins, not with the empty composer. */
export { Announcer } from './Announcer';
export { createItemActions } from '../items/item-actions';
export { Markdown } from '../markdown/Markdown';
export { ThreadItems } from './ThreadItems';
