/** Where things stand on the picture of an application, in percent of its width, and the same in words. */
import type { ApplicationView, EventView } from "../../protocol";
import { dayInWords, dayOfMoment } from "../days";
import { t } from "../words";

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 90; // what is older stands at the left edge

export interface TimelineShape {
  dots: { key: string; at: number; lane: "theirs" | "mine"; quiet: boolean }[];
  interviews: { key: string; at: number; ahead: boolean }[];
  promise: { from: number; to: number } | null;
  today: number;
  begins: string;
  words: string;
}

/** Return the shape, or null when there is too little for a picture. */
export function shapeOf(application: ApplicationView, now: string): TimelineShape | null {
  const { promise } = application;
  const today = Date.parse(now);
  const past = application.history.filter((event) => Date.parse(event.at) <= today);
  const interviews = application.interviews.map((each) => ({
    ...each,
    time: Date.parse(each.start),
  }));
  if (past.length < 2 && !promise && interviews.length === 0) return null;

  const first = promise ? startOf(promise.earliest) : today;
  const last = promise ? startOf(promise.latest) + DAY_MS : today;
  const times = [...past.map((event) => Date.parse(event.at)), ...interviews.map((i) => i.time)];
  const from = Math.max(Math.min(first, today, ...times), today - SHOWN_DAYS * DAY_MS);
  const to = Math.max(last, today, ...times) + DAY_MS;
  const at = (time: number) => (100 * (Math.min(Math.max(time, from), to) - from)) / (to - from);

  return {
    dots: past.map((event, number) => ({
      key: `${number}`,
      at: at(Date.parse(event.at)),
      lane: isMine(event) ? "mine" : "theirs",
      quiet: event.who === "robot" || event.who === "note",
    })),
    interviews: interviews.map((each) => ({
      key: each.start,
      at: at(each.time),
      ahead: each.took_place === "ahead",
    })),
    promise: promise ? { from: at(first), to: at(last) } : null,
    today: at(today),
    begins: shortDay(from),
    words: inWords(application, past, now),
  };
}

function isMine(event: EventView): boolean {
  return event.who === "me" || event.who === "note";
}

/** The first moment of a day in the reader's zone. */
function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00`);
}

function shortDay(time: number): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(time);
}

function inWords(application: ApplicationView, past: EventView[], now: string): string {
  const { promise, interviews } = application;
  const of = (...who: EventView["who"][]) => past.filter((each) => who.includes(each.who)).length;
  const parts = [
    t("timeline_mails", { theirs: String(of("them", "robot")), mine: String(of("me")) }),
    ...interviews.map((each) => t("timeline_interview", { day: dayOfMoment(each.start, now) })),
  ];
  if (promise) {
    const earliest = dayInWords(promise.earliest, now);
    const latest = dayInWords(promise.latest, now);
    parts.push(
      earliest === latest
        ? t("timeline_promise_day", { latest })
        : t("timeline_promise", { earliest, latest }),
    );
  }
  parts.push(t("timeline_today", { day: dayOfMoment(now, now) }));
  return parts.join(" ");
}
