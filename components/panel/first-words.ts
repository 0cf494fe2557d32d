/** Enough for one line at any width. */
export const firstWords = (text: string) => text.slice(0, 200).replace(/\s+/g, ' ').trim();
