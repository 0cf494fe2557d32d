/** The day of an ISO date or time as a date field takes it; a time without a zone is a day as written. */
export function dayOf(value: string | undefined): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(value ?? '')?.[1];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : undefined;
}
