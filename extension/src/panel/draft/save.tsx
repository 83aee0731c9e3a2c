/** Puts a mail into Gmail's drafts, and says what became of it there. */
import { useRef, useState } from "preact/hooks";
import type { SavedDraftView } from "../../protocol";
import { useActions } from "../actions";
import { Sentence } from "../command";
import { dayOfMoment } from "../days";
import type { ProblemShown } from "../model/shown";
import { t } from "../words";
import { OpenInGmail } from "./copy";
import type { DraftProps } from "./draft";
import { filledSlots } from "./slots";
import type { Mail } from "./use-mail";

interface SaveProps extends DraftProps {
  mail: Mail;
  saved: SavedDraftView | null;
  complete(form: HTMLElement | null): boolean;
}

/** Saving and taking back, one at a time, and what went wrong with the last of them. */
function useSaving(props: SaveProps) {
  const { mail, saved, complete, application, action, number, draft, variant } = props;
  const { saveDraft, undoDraft } = useActions();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemShown | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const outOfReach = problem?.code === "draft_touched" || problem?.code === "draft_gone";
  const before = saved?.state === "saved" && !outOfReach ? saved.mail_id : null;
  const form = () => button.current?.closest<HTMLElement>(".draft") ?? null;

  const save = async () => {
    if (busy || !complete(form())) return;
    setBusy(true);
    const { text } = mail;
    const outcome = await saveDraft({
      applicationId: application.id,
      action,
      number,
      body: text,
      filled: filledSlots(draft, mail.answers),
      mailId: before,
      variant,
    });
    setBusy(false);
    setProblem(outcome.problem);
    if (!outcome.saved) return;
    mail.saved(text);
    form()?.querySelector<HTMLElement>(".open")?.focus(); // the button that was pressed is gone
  };
  const undo = async () => {
    if (busy || !before) return;
    setBusy(true);
    const outcome = await undoDraft(before);
    setBusy(false);
    setProblem(outcome.problem);
    if (outcome.problem) return;
    mail.takenBack();
    button.current?.focus(); // *Undo* is gone
  };
  return { busy, problem, before, outOfReach, button, save, undo };
}

export function SaveButton(props: SaveProps) {
  const { mail, saved, now } = props;
  const saving = useSaving(props);
  const { before, busy, problem } = saving;
  const anew = saving.outOfReach || saved?.state === "touched";
  return (
    <>
      {saved ? <WhatBecame saved={saved} now={now} changed={mail.unsaved} /> : null}
      {before ? (
        <>
          <OpenInGmail place={{ thread: saved?.thread ?? null, messageId: null }} />
          <button type="button" onClick={() => void saving.undo()}>
            {t("draft_undo")}
          </button>
        </>
      ) : null}
      <button
        type="button"
        class={before ? "" : "main"}
        ref={saving.button}
        aria-busy={busy}
        hidden={before !== null && !mail.unsaved}
        onClick={() => void saving.save()}
      >
        {t(labelOf(busy, before !== null, anew))}
      </button>
      {problem ? (
        <div class="small wrong said">
          <Sentence words={problem.message} />
          {problem.remedy ? <Sentence words={problem.remedy} /> : null}
        </div>
      ) : null}
    </>
  );
}

function labelOf(busy: boolean, again: boolean, anew: boolean) {
  if (busy) return "draft_saving";
  if (again) return "draft_save_again";
  return anew ? "draft_new" : "draft_save";
}

interface BecameProps {
  saved: SavedDraftView;
  now: string;
  changed: boolean;
}

/** The words come before the buttons, since they say what these are about. */
function WhatBecame({ saved, now, changed }: BecameProps) {
  const day = dayOfMoment(saved.at, now);
  switch (saved.state) {
    case "saved":
      return (
        <p class="small became">
          <strong>{t("draft_saved_on", { day })}</strong>{" "}
          {t(changed ? "draft_replaces" : "draft_nothing_sent")}
        </p>
      );
    case "touched":
      return <p class="small became">{t("draft_state_touched")}</p>;
    case "sent":
      return <p class="small became">{t("draft_state_sent", { day })}</p>;
    case "removed":
      return <p class="small became">{t("draft_state_removed")}</p>;
  }
}
