/**
 * A text that grows at its end, whose end is asked for after every step: in a string each question would read or copy all
 * of it.
 */
export function createGrowingText() {
  const parts: string[] = [];
  return {
    /** Its last character; empty while there is none. */
    last: () => parts.at(-1)?.at(-1) ?? '',
    add(more: string): void {
      if (more !== '') parts.push(more);
    },
    /** Takes spaces and tabs from its end, and sees to it that it then ends in that many line ends; none at its start. */
    gap(lineEnds: number): void {
      for (let last; (last = parts.pop()) !== undefined;) {
        const kept = last.slice(0, solidLength(last));
        if (kept === '') continue;
        parts.push(kept);
        break;
      }
      if (parts.length === 0) return;
      let have = 0;
      for (let at = parts.length - 1; at >= 0 && have < lineEnds; at--) {
        const found = endsIn(parts[at]!, lineEnds - have);
        have += found;
        if (found < parts[at]!.length) break;
      }
      if (have < lineEnds) parts.push('\n'.repeat(lineEnds - have));
    },
    whole: () => parts.join(''),
  };
}

/** Length without spaces and tabs at the end. */
function solidLength(text: string): number {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return end;
}

/** Line ends at the end of a text, counted up to `most`. */
function endsIn(text: string, most: number): number {
  let count = 0;
  while (count < most && text.at(-1 - count) === '\n') count++;
  return count;
}
