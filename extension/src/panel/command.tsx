/** What is typed into a terminal: a command to copy, or a `command` inside a sentence. */
import { useState } from "preact/hooks";
import { useActions } from "./actions";
import { t } from "./words";

export function Command({ text }: { text: string }) {
  const { copy, speak } = useActions();
  const [copied, setCopied] = useState(false);
  const press = async () => {
    const done = await copy(text);
    setCopied(done);
    if (done) speak(t("copied_short"));
  };
  return (
    <div class="command">
      <code>{text}</code>
      <button
        type="button"
        onClick={() => void press()}
        aria-label={`${t("copy_command")}: ${text}`}
      >
        {copied ? t("copied_short") : t("copy")}
      </button>
    </div>
  );
}

/** A sentence of ours or the host's, in which backticks mark what is to be typed. */
export function Sentence({ words }: { words: string }) {
  return (
    <p>{words.split("`").map((part, at) => (at % 2 ? <code key={part}>{part}</code> : part))}</p>
  );
}
