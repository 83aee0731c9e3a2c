/** One mail: checked and changed here, saved or copied, and sent by the user alone. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import type { Action, ApplicationView, DraftView } from "../../protocol";
import { shortly } from "../shortly";
import { ACTION_WORDS, t } from "../words";
import { CopyButton, OpenInGmail } from "./copy";
import { Remarks } from "./remarks";
import { SaveButton } from "./save";
import { savedStateOf } from "./saved-state";
import { Slots } from "./slot-fields";
import { missingSlots } from "./slots";
import { useMail } from "./use-mail";

export interface DraftProps {
  application: ApplicationView;
  action: Action;
  draft: DraftView;
  /** Which of the card's drafts. */
  number: number;
  /** Under which name its text is remembered. */
  saveAs: string;
  variant: string | null;
  open: boolean;
  now: string;
  canSave: boolean;
  /** What stands above the fields. */
  children: ComponentChildren;
}

export function DraftEditor(props: DraftProps) {
  const { application, action, draft, number, saveAs, canSave } = props;
  const mail = useMail(draft, saveAs);
  const [tried, setTried] = useState(false);
  const id = useOwnId();
  const saved = savedStateOf(props);
  const lies = saved?.state === "saved";
  // Cards that come in above must not fold up a mail that somebody is writing.
  const [open, setOpen] = useState(props.open && !lies);
  useEffect(() => {
    if (lies) setOpen(false);
  }, [lies]);
  const names = shortly(draft.to.map(nameOf).join(", "), 120);
  /** Say beside the fields what is missing, go to the first, and return whether all is there. */
  const complete = (form: HTMLElement | null) => {
    const missing = missingSlots(draft, mail.answers);
    setTried(missing.length > 0);
    if (missing.length === 0) return true;
    for (const details of form?.querySelectorAll("details") ?? []) details.open = true;
    form?.querySelector<HTMLElement>(`[data-slot="${CSS.escape(missing[0] ?? "")}"]`)?.focus();
    return false;
  };
  return (
    <div class="draft">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span>
            {ACTION_WORDS[action]}
            <span class="small" dir="auto">
              {names ? t("draft_to", { names }) : t("draft_nobody")}
            </span>
          </span>
        </summary>
        <Head draft={draft} named={names !== ""} />
        {props.children}
        <Slots slots={draft.slots} answers={mail.answers} onAnswer={mail.answer} tried={tried} />
        <label class="visually-hidden" for={id}>
          {t("draft_body")}
        </label>
        <textarea
          id={id}
          ref={mail.area}
          dir="auto"
          rows={rowsFor(mail.text)}
          value={mail.text}
          onInput={(event) => mail.edit(event.currentTarget.value)}
        />
        <Remarks
          open={open}
          draft={{ application_id: application.id, action, number, body: mail.text }}
        />
        <div class="under">
          <span class="small">{lengthOf(mail.text)}</span>
          {mail.edited ? (
            <button type="button" class="link" onClick={mail.reset}>
              {t("reset_draft")}
            </button>
          ) : null}
        </div>
      </details>
      <Warnings draft={draft} />
      {canSave ? (
        <SaveButton key={props.saveAs} mail={mail} saved={saved} complete={complete} {...props} />
      ) : (
        <CopyButton mail={mail} complete={complete} />
      )}
      {lies && canSave ? null : <OpenInGmail place={placeOf(application, draft)} />}
    </div>
  );
}

/** What the host wants to be read before the mail goes out. */
function Warnings({ draft }: { draft: DraftView }) {
  return (
    <>
      {draft.warnings.map((warning) => (
        <p key={warning} class="small wrong said-first" dir="auto">
          {shortly(warning, 300)}
        </p>
      ))}
    </>
  );
}

function Head({ draft, named }: { draft: DraftView; named: boolean }) {
  return (
    <dl class="head">
      {named ? (
        <>
          <dt>{t("draft_to_head")}</dt>
          <dd dir="auto">{shortly(draft.to.join(", "), 500)}</dd>
        </>
      ) : null}
      {draft.cc.length > 0 ? (
        <>
          <dt>{t("draft_cc")}</dt>
          <dd dir="auto">{shortly(draft.cc.join(", "), 500)}</dd>
        </>
      ) : null}
      <dt>{t("draft_subject")}</dt>
      <dd dir="auto">{shortly(draft.subject, 300)}</dd>
    </dl>
  );
}

function placeOf(application: ApplicationView, draft: DraftView) {
  return {
    thread: draft.thread ?? application.threads.at(-1) ?? null,
    messageId: draft.in_reply_to ?? application.evidence[0]?.message_id ?? null,
  };
}

/** Return the name in `Name <address>` as it is spoken; the address when there is no name. */
function nameOf(recipient: string): string {
  const name = /^(.*?)\s*<[^<>]*>$/.exec(recipient)?.[1]?.replace(/^"(.*)"$/, "$1");
  return name || recipient;
}

function lengthOf(text: string): string {
  const count = text.split(/\s+/).filter(Boolean).length;
  return count === 1 ? t("words_one") : t("words_count", { count: String(count) });
}

/** The height of the field where the browser cannot fit it to its text. */
function rowsFor(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 40), 0);
  return Math.min(Math.max(lines, 6), 18);
}
