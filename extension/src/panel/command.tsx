/** Sentences with more than words in them: a `command` to type, an address of Google's to open. */
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
      <code>
        {text.split(" ").map((word) => (
          <span key={word}>{word} </span>
        ))}
      </code>
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

const TYPED_OR_ADDRESS =
  /(`[^`]+`|https:\/\/(?:[a-z0-9-]+\.)*google\.com(?:\/[\w./?=&#%-]*[\w/]|(?=[\s,)]|\.?$|\.\s)))/;

/** A sentence of ours or the host's, in which backticks mark what is to be typed. */
export function Sentence({ words }: { words: string }) {
  return <p>{words.split(TYPED_OR_ADDRESS).map(partOf)}</p>;
}

function partOf(part: string, at: number) {
  if (at % 2 === 0) return part;
  if (part.startsWith("`")) return <code key={part}>{part.slice(1, -1)}</code>;
  return (
    <Link key={part} to={part}>
      {part.replace(/^https:\/\//, "")}
    </Link>
  );
}

export function Link({ to, children }: { to: string; children: string }) {
  return (
    <a href={to} target="_blank" rel="noreferrer">
      {children}
      <span class="visually-hidden"> {t("new_tab")}</span>
    </a>
  );
}
