/** A message that fills the panel when there are no cards, and what stands in it. */
import type { ComponentChildren } from "preact";
import { useActions } from "./actions";
import { t } from "./words";

export function Message({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="message">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function TryAgain({ words = t("try_again"), main = true }) {
  const { tryAgain } = useActions();
  return (
    <button type="button" class={main ? "main" : ""} onClick={tryAgain}>
      {words}
    </button>
  );
}

export function BrowserSays({ error }: { error: string }) {
  return error ? <p class="small">{t("browser_says", { error })}</p> : null;
}

export function Quiet({ words }: { words: string }) {
  return (
    <p class="quiet" role="status">
      {words}
    </p>
  );
}
