/** Days and times in words, in the reader's language and zone. */

const DAY: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };

/** Return "Fri, 13 Mar" for an ISO date, which has no zone; the year only when it is another one. */
export function dayInWords(day: string, now: string, locale = localeOf()): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const year = day.slice(0, 4) === now.slice(0, 4) ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(locale, { ...DAY, ...year, timeZone: "UTC" }).format(date);
}

/** Return the day of a moment in the reader's zone. */
export function dayOfMoment(moment: string, now: string, locale = localeOf()): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return dayInWords(isoDay(date), now, locale);
}

/** Return "10:00–11:00 CET" for two moments, in the reader's zone. */
export function timesInWords(start: string, end: string, locale = localeOf()): string {
  const clock: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  const [from, to] = [new Date(start), new Date(end)];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return start;
  return new Intl.DateTimeFormat(locale, { ...clock, timeZoneName: "short" }).formatRange(from, to);
}

/** Return the ISO date of a moment in the reader's zone. */
export function isoDay(date: Date): string {
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Return the ISO date some days after a moment. */
export function daysAfter(moment: string, days: number): string {
  const date = new Date(moment);
  date.setDate(date.getDate() + days);
  return isoDay(date);
}

function localeOf(): string {
  return "en-GB"; // the panel's words are English; its dates follow them
}
