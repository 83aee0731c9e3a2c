/** For mail that Hearback may not save: copied here, pasted in Gmail. */
import { useEffect, useRef, useState } from "preact/hooks";
import { canOpen, type MailPlace } from "../../gmail-tab";
import { useOwnId } from "../../own-id";
import { useActions } from "../actions";
import { t } from "../words";
import type { Mail } from "./use-mail";

interface CopyProps {
  mail: Mail;
  complete(form: HTMLElement | null): boolean;
}

export function CopyButton({ mail, complete }: CopyProps) {
  const { copyMail, speak } = useActions();
  const [said, setSaid] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const id = useOwnId();
  const press = async () => {
    if (!complete(button.current?.parentElement ?? null)) return;
    const done = await copyMail(mail.text);
    const words = done ? t("copied") : t("copy_failed");
    setSaid(words);
    speak(words);
    if (!done) selectText(mail.area.current);
  };
  // The words are about the text that was copied, not about another.
  useEffect(() => setSaid(""), [mail.text]);
  return (
    <>
      <button
        type="button"
        class="main"
        ref={button}
        aria-describedby={said ? id : undefined}
        onClick={() => void press()}
      >
        {t("copy")}
      </button>
      {said ? (
        <p id={id} class="small said">
          {said}
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

/** Nothing where there is no address that Gmail might know. */
export function OpenInGmail({ place }: { place: MailPlace }) {
  const { openMail } = useActions();
  if (!canOpen(place)) return null;
  return (
    <button type="button" class="open" onClick={() => openMail(place)}>
      {t("open_gmail")}
    </button>
  );
}
