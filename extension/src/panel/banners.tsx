/** What stands above the cards: a problem, the sample, another account, a connection that was lost. */
import { useActions } from "./actions";
import { Sentence } from "./command";
import { Progress } from "./first-run/progress";
import type { ProblemShown, Shown } from "./model/shown";
import { t } from "./words";

export function Banners({ shown }: { shown: Shown }) {
  const { useSample } = useActions();
  const { page, host, cards } = shown;
  const problem = problemOf(shown);
  const other = otherAccount(shown);
  return (
    <>
      {problem ? <ProblemBanner problem={problem} /> : null}
      <Progress shown={shown} />
      {page?.account?.source === "sample" ? (
        <div class="banner">
          <p>{t("sample_banner")}</p>
          <button type="button" onClick={() => useSample(false)}>
            {t("leave_sample")}
          </button>
        </div>
      ) : null}
      {other ? <p class="banner">{t("other_account", other)}</p> : null}
      {page?.open_thread === "not_a_job_thread" ? <NotAJob /> : null}
      {host.kind === "retrying" && cards.length > 0 ? (
        <p class="banner" role="status">
          {t("retrying")}
        </p>
      ) : null}
    </>
  );
}

function NotAJob() {
  const { addThread, can } = useActions();
  return (
    <div class="aside">
      <p class="small">{t("not_a_job_thread")}</p>
      {can("add_thread") ? (
        <button type="button" class="link" onClick={addThread}>
          {t("add_thread")}
        </button>
      ) : null}
    </div>
  );
}

/** Return the one problem to tell: that of the last click, of the reading, or a sign-in that ended. */
export function problemOf(shown: Shown): ProblemShown | null {
  if (shown.signIn) return null; // it is being put right
  const account = shown.page?.account;
  const found = shown.problem ?? shown.reading.problem;
  if (found || account?.source !== "gmail" || account.signed_in) return found;
  return {
    code: "not_signed_in",
    message: t("signed_out_now"),
    remedy: t("signed_out_remedy"),
  };
}

const SIGN_IN_HELPS = new Set([
  "client_file_unusable",
  "not_signed_in",
  "scope_missing",
  "sign_in_again",
  "sign_in_failed",
  "wrong_account",
]);

function ProblemBanner({ problem }: { problem: ProblemShown }) {
  const { connectGmail, signOut, tryAgain } = useActions();
  const { code, message, remedy } = problem;
  const signIn = SIGN_IN_HELPS.has(code);
  const retry = code === "revocation_failed" ? signOut : tryAgain;
  return (
    <div class="banner problem" role="alert">
      <Sentence words={message} />
      {remedy ? <Sentence words={remedy} /> : null}
      <button type="button" onClick={signIn ? connectGmail : retry}>
        {t(signIn ? "sign_in_again" : "try_again")}
      </button>
    </div>
  );
}

/** Return whose mail the tab and the cards show when the two differ. The sample is nobody's. */
export function otherAccount(shown: Shown): { tab: string; account: string } | null {
  const account = shown.page?.account;
  const tab = shown.mail.address;
  if (!tab || !account || account.source === "sample" || account.addresses.length === 0) {
    return null;
  }
  if (account.addresses.some((address) => address.toLowerCase() === tab)) return null;
  return { tab, account: account.addresses.join(", ") };
}
