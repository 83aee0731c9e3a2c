/** One mail: checked and changed here, copied, and sent by the user alone. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { canOpen } from "../gmail-tab";
import type { DraftView } from "../protocol";
import { useActions } from "./actions";
import { savedDraft } from "./memory";
import { Slots } from "./slot-fields";
import { answerSlot, fillSlots, missingAsks } from "./slots";
import { t } from "./words";

interface Props {
  draft: DraftView;
  title: string;
  saveAs: string;
  thread: string | null;
  open: boolean;
}

export function DraftEditor({ draft, title, saveAs, thread, open }: Props) {
  const mail = useMail(draft, saveAs);
  const id = useId();
  const names = draft.to.map(nameOf).join(", ");
  return (
    <div class="draft">
      <details open={open}>
        <summary>
          <span>
            {title}
            <span class="small" dir="auto">
              {names ? t("draft_to", { names }) : t("draft_nobody")}
            </span>
          </span>
        </summary>
        <dl class="head">
          {names ? (
            <>
              <dt>{t("draft_to_head")}</dt>
              <dd dir="auto">{draft.to.join(", ")}</dd>
            </>
          ) : null}
          {draft.cc.length > 0 ? (
            <>
              <dt>{t("draft_cc")}</dt>
              <dd dir="auto">{draft.cc.join(", ")}</dd>
            </>
          ) : null}
          <dt>{t("draft_subject")}</dt>
          <dd dir="auto">{draft.subject}</dd>
        </dl>
        <Slots slots={draft.slots} answers={mail.answers} onAnswer={mail.answer} />
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
        {mail.changed ? (
          <button type="button" class="link" onClick={mail.reset}>
            {t("reset_draft")}
          </button>
        ) : null}
      </details>
      <CopyButton mail={mail} draft={draft} />
      <OpenInGmail thread={thread} />
    </div>
  );
}

/** Nothing where the thread has no id that Gmail would know. */
export function OpenInGmail({ thread }: { thread: string | null }) {
  const { openThread } = useActions();
  if (!canOpen(thread)) return null;
  return (
    <button type="button" class="open" onClick={() => openThread(thread)}>
      {t("open_gmail")}
    </button>
  );
}

type Mail = ReturnType<typeof useMail>;

function CopyButton({ mail, draft }: { mail: Mail; draft: DraftView }) {
  const { copy, speak } = useActions();
  const [said, setSaid] = useState("");
  const id = useId();
  const missing = missingAsks(draft, mail.answers);
  const press = async () => {
    const done = await copy(mail.text);
    const words = done ? t("copied") : t("copy_failed");
    setSaid(words);
    speak(words);
    if (!done) selectText(mail.area.current);
  };
  // The words are about the text that was copied, not about another.
  useEffect(() => setSaid(""), [mail.text]);
  const words = missing.length > 0 ? t("copy_missing", { asks: missing.join(" ") }) : said;
  return (
    <>
      <button
        type="button"
        class="main"
        disabled={missing.length > 0}
        aria-describedby={words ? id : undefined}
        onClick={() => void press()}
      >
        {t("copy")}
      </button>
      {words ? (
        <p id={id} class="small said" dir="auto">
          {words}
        </p>
      ) : null}
    </>
  );
}

function selectText(area: HTMLTextAreaElement | null): void {
  const details = area?.closest("details");
  if (details) details.open = true;
  area?.focus();
  area?.select();
}

/** The text of a mail, kept for as long as the browser runs. */
function useMail(draft: DraftView, saveAs: string) {
  const { memory } = useActions();
  const saved = savedDraft(memory.get(saveAs));
  const [answers, setAnswers] = useState(saved?.answers ?? {});
  const [edited, setEdited] = useState(saved?.text ?? null);
  const area = useRef<HTMLTextAreaElement>(null);
  const text = edited ?? fillSlots(draft, answers);
  const keep = (newText: string, newAnswers: Record<string, string>) => {
    const own = newText === fillSlots(draft, newAnswers) ? null : newText;
    setEdited(own);
    setAnswers(newAnswers);
    const untouched = own === null && Object.values(newAnswers).every((answer) => !answer);
    if (untouched) memory.forget(saveAs);
    else memory.put(saveAs, { text: own, answers: newAnswers });
  };
  return {
    text,
    answers,
    area,
    changed: edited !== null,
    edit: (newText: string) => keep(newText, answers),
    answer: (name: string, answer: string) =>
      keep(answerSlot(draft, text, answers, name, answer), { ...answers, [name]: answer }),
    reset: () => keep(fillSlots(draft, answers), answers),
  };
}

/** Return the name in `Name <address>` as it is spoken; the address when there is no name. */
function nameOf(recipient: string): string {
  const name = /^(.*?)\s*<[^<>]*>$/.exec(recipient)?.[1]?.replace(/^"(.*)"$/, "$1");
  return name || recipient;
}

/** The height of the field where the browser cannot fit it to its text. */
function rowsFor(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 40), 0);
  return Math.min(Math.max(lines, 6), 18);
}
