/** Everything that happened, oldest first. */
import type { ApplicationView, EventView } from "../../protocol";
import { useActions } from "../actions";
import { dayOfMoment } from "../days";
import { shortly } from "../shortly";
import { t } from "../words";
import { MailLink, placeOf } from "./evidence";

const WHO = { me: "who_me", them: "who_them", robot: "who_robot", note: "who_note" } as const;

export function History({ application, now }: { application: ApplicationView; now: string }) {
  if (application.history.length === 0) return null;
  return (
    <details>
      <summary>{t("history")}</summary>
      <ol class="history">
        {application.history.map((event, at) => (
          <Event key={at} application={application} event={event} now={now} />
        ))}
      </ol>
    </details>
  );
}

interface EventProps {
  application: ApplicationView;
  event: EventView;
  now: string;
}

function Event({ application, event, now }: EventProps) {
  const { undoNote } = useActions();
  const noteId = event.note_id;
  const place = placeOf(application, event.evidence?.message_id ?? null);
  return (
    <li class={event.who}>
      <p class="small">
        <time dateTime={event.at}>
          <MailLink place={place} words={dayOfMoment(event.at, now)} />
        </time>{" "}
        · {t(WHO[event.who])}
      </p>
      <p dir="auto">{shortly(event.what, 300)}</p>
      {noteId ? (
        <button
          type="button"
          class="link"
          aria-label={t("undo_which", { what: shortly(event.what, 120) })}
          onClick={() => undoNote(noteId, application.id)}
        >
          {t("undo")}
        </button>
      ) : null}
      {event.evidence ? (
        <blockquote dir="auto">{shortly(event.evidence.text, 1_000)}</blockquote>
      ) : null}
    </li>
  );
}
