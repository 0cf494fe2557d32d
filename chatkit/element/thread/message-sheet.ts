import markdownStyles from '../markdown/markdown.css?inline';
import messageStyles from './messages.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';

/** The styles of messages and their Markdown, as a `ref` of whatever is drawn first. */
export const adoptMessageStyles = createSheetRef(messageStyles + markdownStyles);
