import { markdownStyles } from '../styles/markdown';
import { messageStyles } from '../styles/messages';
import { createSheetRef } from './adopted-sheet';

/** The styles of messages and their Markdown, as a `ref` of whatever is drawn first. */
export const adoptMessageStyles = createSheetRef(messageStyles + markdownStyles);
