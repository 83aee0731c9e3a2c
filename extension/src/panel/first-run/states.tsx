/** What the panel says when there are no cards to show, or not yet. */
import { AddByHand } from "../adding/by-hand";
import { SetAside } from "../adding/set-aside";
import { Sentence } from "../command";
import { BrowserSays, Message, Quiet, TryAgain } from "../message";
import type { Shown } from "../model/shown";
import { t } from "../words";
import { NoAccount, NothingFound } from "./begin";
import { NotInstalled } from "./not-installed";
import { SigningIn } from "./signing-in";

export function State({ shown }: { shown: Shown }) {
  const { host, cards } = shown;
  switch (host.kind) {
    case "connecting":
      return cards.length > 0 ? null : <Quiet words={t("connecting")} />;
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
      return <WithHost shown={shown} />;
  }
}

function WithHost({ shown }: { shown: Shown }) {
  const { page, cards, signIn } = shown;
  if (signIn) return <SigningIn key={signIn.state} signIn={signIn} />;
  if (!page) return shown.problem ? null : <Quiet words={t("loading")} />;
  if (!page.account) return <NoAccount host={shown.host} />;
  if (cards.length > 0) return null;
  return (
    <>
      <NothingFound account={page.account} reading={shown.reading} />
      <AddByHand now={page.now} />
      <SetAside now={page.now} />
    </>
  );
}
