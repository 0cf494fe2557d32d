/**
 * Words of somebody else that are drawn as text: only what could mislead is taken out, control and direction characters
 * and invisible tags. `–` where nothing is left (docs/threats.md R9).
 */
export function plainName(text: string): string {
  const cleaned = text
    .replace(/[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return cleaned === '' ? '–' : cleaned;
}
