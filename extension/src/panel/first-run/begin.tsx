/** A host without mail, and mail without applications. */
import { can, type HostState } from "../../host";
import type { AccountView } from "../../protocol";
import { useActions } from "../actions";
import { Command, Sentence } from "../command";
import { Message, TryAgain } from "../message";
import type { ReadingShown } from "../model/shown";
import { t } from "../words";
import { countInWords } from "./progress";

const READ_TAKEOUT = "hearback refresh --mbox FILE --me ADDRESS";

export function NoAccount({ host }: { host: HostState }) {
  const { connectGmail, useSample } = useActions();
  const gmail = can(host, "sign_in");
  return (
    <Message title={t("no_account_title")}>
      <p>{t("no_account_why")}</p>
      {gmail ? (
        <div class="way">
          <button type="button" class="main" onClick={connectGmail}>
            {t("connect_gmail")}
          </button>
          <p class="small">{t("connect_what")}</p>
        </div>
      ) : null}
      <div class="way">
        <button type="button" class={gmail ? "" : "main"} onClick={() => useSample(true)}>
          {t("try_sample")}
        </button>
        <p class="small">{t("sample_what")}</p>
      </div>
      <details class="way">
        <summary>{t("takeout_title")}</summary>
        <Sentence words={t("takeout_what")} />
        <Command text={READ_TAKEOUT} />
        <TryAgain words={t("look_again")} main={false} />
      </details>
    </Message>
  );
}

interface NothingProps {
  account: AccountView;
  reading: ReadingShown;
}

/** What was looked at is said, so that a wrong file or address is noticed. */
export function NothingFound({ account, reading }: NothingProps) {
  if (account.source === "gmail") return <NothingInGmail account={account} reading={reading} />;
  return (
    <Message title={t("empty_title")}>
      <p dir="auto">{t("empty_why", { account: account.addresses.join(", ") })}</p>
      <p>{t("empty_next")}</p>
      <Command text={READ_TAKEOUT} />
      <TryAgain words={t("look_again")} main={false} />
    </Message>
  );
}

function NothingInGmail({ account, reading: { progress } }: NothingProps) {
  const { connectGmail } = useActions();
  if (progress?.phase !== "done") {
    return (
      <Message title={t("empty_reading_title")}>
        <p>{t("empty_reading_why")}</p>
      </Message>
    );
  }
  return (
    <Message title={t("empty_title")}>
      <p dir="auto">
        {t("empty_gmail_why", {
          count: countInWords(progress.read),
          account: account.addresses.join(", "),
        })}
      </p>
      <p>{t("empty_gmail_next")}</p>
      <button type="button" onClick={connectGmail}>
        {t("other_sign_in")}
      </button>
    </Message>
  );
}
