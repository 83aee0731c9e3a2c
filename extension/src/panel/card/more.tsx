/** What else can be said about a card with one click, and the way to say the rest. */
import { useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import type { ApplicationView } from "../../protocol";
import { useActions } from "../actions";
import { daysAfter } from "../days";
import type { Note } from "../model/shown";
import { t } from "../words";
import { Tell } from "./tell";

const CLOSED = new Set(["let_go", "withdrawn"]);

export function More({ application, now }: { application: ApplicationView; now: string }) {
  const { addNote, memory } = useActions();
  const tell = async (note: Note) => {
    const sent = note.verb === "sent_elsewhere";
    if ((await addNote(application.id, note)) && sent) {
      memory.forget(`draft:${application.id}:${note.text}:*`);
    }
  };
  return (
    <details class="more">
      <summary>{t("more")}</summary>
      <div class="row">
        {quickNotes(application).map((note) => (
          <button key={note.words} type="button" onClick={() => void tell(note)}>
            {note.words}
          </button>
        ))}
      </div>
      {application.advice ? <Snooze application={application} now={now} /> : null}
      <Tell application={application} now={now} />
    </details>
  );
}

function quickNotes({ advice, stage, threads }: ApplicationView): Note[] {
  const notes: Note[] = [];
  if (advice && advice.drafts.length > 0) {
    notes.push({ verb: "sent_elsewhere", text: advice.action, words: t("sent_it") });
  }
  if (advice) notes.push({ verb: "called", words: t("called") });
  if (CLOSED.has(stage)) notes.push({ verb: "reopen", words: t("reopen") });
  else if (stage !== "rejected") notes.push({ verb: "let_go", words: t("stop_here") });
  const byHand = threads.length === 0;
  notes.push({ verb: "not_a_job", words: t(byHand ? "remove" : "not_a_job") });
  return notes;
}

function Snooze({ application, now }: { application: ApplicationView; now: string }) {
  const { addNote } = useActions();
  const id = useOwnId();
  const [day, setDay] = useState(daysAfter(now, 3));
  const first = daysAfter(now, 1);
  return (
    <div class="field">
      <label for={id}>
        {t("snooze")} {t("snooze_day")}
      </label>
      <div class="row">
        <input
          id={id}
          type="date"
          min={first}
          value={day}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
        <button
          type="button"
          disabled={!day || day < first}
          onClick={() => void addNote(application.id, { verb: "snooze", day, words: t("snooze") })}
        >
          {t("snooze_do")}
        </button>
      </div>
    </div>
  );
}
