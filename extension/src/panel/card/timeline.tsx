/** An application as a small picture: their mails and the user's, the promised days, and today. */
import type { ApplicationView } from "../../protocol";
import { dayInWords } from "../days";
import { t } from "../words";

const WIDTH = 300;
const MARGIN = 6;
const DAY_MS = 86_400_000;
const SHOWN_DAYS = 90; // what is older stands at the left edge

interface Props {
  application: ApplicationView;
  now: string;
}

export function Timeline({ application, now }: Props) {
  const { promise, history } = application;
  if (!promise) return null;
  const today = Date.parse(now);
  const [first, last] = [startOf(promise.earliest), startOf(promise.latest) + DAY_MS];
  const times = history.map((event) => Date.parse(event.at)).filter((time) => time <= today);
  const from = Math.max(Math.min(first, today, ...times), today - SHOWN_DAYS * DAY_MS);
  const to = Math.max(last, today) + DAY_MS;
  const at = (time: number) =>
    MARGIN + ((WIDTH - 2 * MARGIN) * (Math.max(time, from) - from)) / (to - from);
  const label = t("timeline", {
    earliest: dayInWords(promise.earliest, now),
    latest: dayInWords(promise.latest, now),
  });
  return (
    <svg class="timeline" viewBox={`0 0 ${WIDTH} 24`} role="img" aria-label={label}>
      <title>{label}</title>
      <rect class="window" x={at(first)} y="4" width={at(last) - at(first)} height="16" rx="4" />
      <line class="track" x1={MARGIN} x2={WIDTH - MARGIN} y1="12" y2="12" />
      {history
        .filter((event) => Date.parse(event.at) <= today)
        .map((event) => (
          <circle
            key={`${event.at} ${event.what}`}
            class={event.who === "me" || event.who === "note" ? "mine" : "theirs"}
            cx={at(Date.parse(event.at))}
            cy="12"
            r="3.5"
          />
        ))}
      <line class="today" x1={at(today)} x2={at(today)} y1="1" y2="23" />
    </svg>
  );
}

/** The first moment of a day in the reader's zone. */
function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00`);
}
