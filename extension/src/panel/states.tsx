/** What the panel says when there are no cards to show, or not yet. */
import type { ComponentChildren } from "preact";
import { useActions } from "./actions";
import { Sentence } from "./command";
import { NoAccount, NothingFound, NotInstalled } from "./first-run";
import type { Shown } from "./model";
import { t } from "./words";

export function State({ shown }: { shown: Shown }) {
  const { host, page, cards } = shown;
  switch (host.kind) {
    case "connecting":
      return <Quiet words={t("connecting")} />;
    case "not_installed":
      return <NotInstalled error={host.error} />;
    case "mismatch":
      return (
        <Message title={t("mismatch_title")}>
          <Sentence words={host.problem.message} />
          <Sentence words={host.problem.remedy} />
          <TryAgain />
        </Message>
      );
    case "too_old":
      return (
        <Message title={t("mismatch_title")}>
          <Sentence words={t(host.which === "host" ? "host_too_old" : "extension_too_old")} />
          <TryAgain />
        </Message>
      );
    case "retrying":
      return cards.length > 0 ? null : <Quiet words={t("retrying")} />;
    case "stopped":
      return (
        <Message title={t("stopped_title")}>
          <Sentence words={t("stopped_why")} />
          <BrowserSays error={host.error} />
          <TryAgain />
        </Message>
      );
    case "ready":
      if (!page) return shown.problem ? null : <Quiet words={t("loading")} />;
      if (!page.account) return <NoAccount />;
      return cards.length > 0 ? null : <NothingFound account={page.account} />;
  }
}

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

function Quiet({ words }: { words: string }) {
  return (
    <p class="quiet" role="status">
      {words}
    </p>
  );
}
