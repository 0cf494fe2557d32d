/** A day, in seconds: no workflow is said to take longer. */
const LONGEST = 86_400;

/** Seconds as a reader says them: "12 seconds", "1 minute and 5 seconds", "2 hours and 3 minutes". */
export function inWords(seconds: number, locale: string): string {
  const whole = Math.min(LONGEST, Math.max(1, Math.round(Number.isFinite(seconds) ? seconds : 0)));
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  const parts: [number, string][] = [
    [hours, 'hour'],
    [minutes, 'minute'],
    [hours > 0 ? 0 : whole % 60, 'second'],
  ];
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
}
