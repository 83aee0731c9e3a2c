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

/** Return the same times on the clocks where the invitation was written; null when those are ours. */
export function theirTimes(
  start: string,
  end: string,
  locale = localeOf(),
): { time: string; zone: string } | null {
  const offset = offsetOf(start);
  const date = new Date(start);
  if (offset === null || offset === -date.getTimezoneOffset()) return null;
  const clock = new Intl.DateTimeFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    timeZone: "UTC",
  });
  const there = (moment: string) => new Date(Date.parse(moment) + offset * 60_000);
  if (Number.isNaN(there(end).getTime())) return null;
  const day = there(start).getUTCDate() === date.getDate() ? "" : shortDay(there(start), locale);
  const time = clock.formatRange(there(start), there(end));
  return { time: day ? `${day}, ${time}` : time, zone: zoneName(offset) };
}

/** Return the minutes ahead of UTC that a moment is written with, or null when it has none. */
function offsetOf(moment: string): number | null {
  const found = /(?:Z|([+-])(\d\d):?(\d\d))$/.exec(moment);
  if (!found) return null;
  const minutes = Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
  return found[1] === "-" ? -minutes : minutes;
}

function zoneName(offset: number): string {
  if (offset === 0) return "UTC";
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  const rest = minutes ? `:${String(minutes).padStart(2, "0")}` : "";
  return `UTC${offset < 0 ? "−" : "+"}${hours}${rest}`;
}

function shortDay(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(date);
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
