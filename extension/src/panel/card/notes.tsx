/** What the user told Hearback about an application; each can be taken back, however old. */
import type { ApplicationView, NoteView, Verb } from "../../protocol";
import { useActions } from "../actions";
import { dayInWords, dayOfMoment } from "../days";
import { t } from "../words";

const NOTED: Record<Verb, string> = {
  called: t("called"),
  sent_elsewhere: t("sent_it"),
  took_place: t("took_place"),
  they_did_not_show: t("they_did_not_show"),
  no_show: t("no_show"),
  interview_moved: t("moved"),
  promised: t("tell_promised"),
  line_manager: t("tell_line_manager"),
  topic: t("tell_topic"),
  travel: t("tell_travel"),
  offer_confirmed: t("tell_offer_confirmed"),
  accepted: t("tell_accepted"),
  withdrawn: t("tell_withdrawn"),
  let_go: t("stop_here"),
  reopen: t("reopen"),
  snooze: t("snooze"),
  not_a_job: t("not_a_job"),
  company: t("tell_company"),
  role: t("tell_role"),
  feedback: t("tell_feedback"),
  rejected: t("tell_rejected"),
  is_a_job: t("add_thread"),
  joined: t("note_joined"),
  split: t("note_split"),
  applied: t("note_applied"),
  interview: t("tell_interview"),
  promise: t("tell_promise"),
  not_promised: t("tell_not_promised"),
  stage: t("tell_stage"),
  contact: t("tell_contact"),
};

/** The text of these names an action, an application or a conversation. */
const FOR_THE_HOST: ReadonlySet<string> = new Set([
  "sent_elsewhere",
  "is_a_job",
  "joined",
  "split",
  "interview",
  "promise",
  "not_promised",
]);

export function Notes({ application, now }: { application: ApplicationView; now: string }) {
  const { undoNote } = useActions();
  if (application.notes.length === 0) return null;
  return (
    <details>
      <summary>{t("notes")}</summary>
      <ul class="notes">
        {application.notes.map((note) => (
          <li key={note.note_id}>
            <span dir="auto">
              {inWords(note, now)}{" "}
              <time class="small" dateTime={note.at}>
                {t("told_on", { day: dayOfMoment(note.at, now) })}
              </time>
            </span>
            <button
              type="button"
              class="link"
              aria-label={`${t("take_back")}: ${NOTED[note.verb]}`}
              onClick={() => undoNote(note.note_id, application.id)}
            >
              {t("take_back")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function inWords({ verb, text, day }: NoteView, now: string): string {
  const said = FOR_THE_HOST.has(verb) ? null : text;
  const more = [said, day && dayInWords(day, now)].filter(Boolean).join(", ");
  return more ? `${NOTED[verb]}: ${more}` : NOTED[verb];
}
