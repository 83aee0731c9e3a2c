/** What stands above the cards: a problem, the sample, another account, a connection that was lost. */
import { useActions } from "./actions";
import { Sentence } from "./command";
import type { Shown } from "./model";
import { t } from "./words";

export function Banners({ shown }: { shown: Shown }) {
  const { useSample, tryAgain } = useActions();
  const { page, problem, host, cards } = shown;
  const other = otherAccount(shown);
  return (
    <>
      {problem ? (
        <div class="banner problem" role="alert">
          <Sentence words={problem.message} />
          {problem.remedy ? <Sentence words={problem.remedy} /> : null}
          <button type="button" onClick={tryAgain}>
            {t("try_again")}
          </button>
        </div>
      ) : null}
      {page?.account?.source === "sample" ? (
        <div class="banner">
          <p>{t("sample_banner")}</p>
          <button type="button" onClick={() => useSample(false)}>
            {t("leave_sample")}
          </button>
        </div>
      ) : null}
      {other ? <p class="banner">{t("other_account", other)}</p> : null}
      {page?.open_thread === "not_a_job_thread" ? (
        <p class="small aside">{t("not_a_job_thread")}</p>
      ) : null}
      {host.kind === "retrying" && cards.length > 0 ? (
        <p class="banner" role="status">
          {t("retrying")}
        </p>
      ) : null}
    </>
  );
}

/** Return whose mail the tab and the cards show when the two differ. The sample is nobody's. */
export function otherAccount(shown: Shown): { tab: string; account: string } | null {
  const account = shown.page?.account;
  const tab = shown.mail.address;
  if (!tab || account?.source !== "takeout" || account.addresses.length === 0) return null;
  if (account.addresses.some((address) => address.toLowerCase() === tab)) return null;
  return { tab, account: account.addresses.join(", ") };
}
