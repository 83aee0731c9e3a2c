/** Everything that happened, oldest first. */
import type { ApplicationView, EventView } from "../../protocol";
import { dayOfMoment } from "../days";
import { t } from "../words";

const WHO = { me: "who_me", them: "who_them", robot: "who_robot", note: "who_note" } as const;

export function History({ application, now }: { application: ApplicationView; now: string }) {
  if (application.history.length === 0) return null;
  return (
    <details>
      <summary>{t("history")}</summary>
      <ol class="history">
        {application.history.map((event, at) => (
          <Event key={at} event={event} now={now} />
        ))}
      </ol>
    </details>
  );
}

function Event({ event, now }: { event: EventView; now: string }) {
  return (
    <li class={event.who}>
      <p class="small">
        <time dateTime={event.at}>{dayOfMoment(event.at, now)}</time> · {t(WHO[event.who])}
      </p>
      <p dir="auto">{event.what}</p>
      {event.evidence ? <blockquote dir="auto">{event.evidence.text}</blockquote> : null}
    </li>
  );
}
