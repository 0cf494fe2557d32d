/** The beginning of a text, as more than fits on one line at any width. */
export const firstWords = (text: string) => text.slice(0, 200).replace(/\s+/g, ' ').trim();
