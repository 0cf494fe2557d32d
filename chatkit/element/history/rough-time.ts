/**
 * A time as the list shows it: the hour today, else the day. ChatKit times often have no zone (docs/chatkit.md,
 * fact 5), so they are rough: good for finding a conversation, not for more. Empty when it is no time.
 */
export function roughTime(iso: string, locale: string, now: Date): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const isToday = time.toDateString() === now.toDateString();
  const sameYear = time.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(
    locale,
    isToday
      ? { hour: 'numeric', minute: '2-digit' }
      : { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) },
  ).format(time);
}
