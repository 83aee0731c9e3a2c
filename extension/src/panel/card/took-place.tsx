/** Before a thank-you: did the interview happen? Not asked again once a mail or a note says so. */
import type { ApplicationView } from "../../protocol";
import { useActions } from "../actions";
import { t } from "../words";

const ANSWERS = [
  ["took_place", "took_place"],
  ["they_did_not_show", "they_did_not_show"],
  ["no_show", "no_show"],
  ["interview_moved", "moved"],
] as const;

export function TookPlace({ application }: { application: ApplicationView }) {
  const { addNote } = useActions();
  const held = application.interviews.findLast((each) => each.took_place !== "ahead");
  if (held?.took_place === "confirmed") return null;
  return (
    <fieldset class="choice">
      <legend>{t("did_it")}</legend>
      {ANSWERS.map(([verb, words]) => (
        <button
          key={verb}
          type="button"
          onClick={() => void addNote(application.id, noteOf(verb, t(words), held?.start))}
        >
          {t(words)}
        </button>
      ))}
    </fieldset>
  );
}

function noteOf(verb: (typeof ANSWERS)[number][0], words: string, start: string | undefined) {
  // The day is that of the interview as the invitation writes it; a moved one has none yet.
  const day = verb === "took_place" && start ? { day: start.slice(0, 10) } : {};
  return { verb, words, ...day };
}
