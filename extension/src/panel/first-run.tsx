/** The beginnings: no host on this machine, a host without mail, mail without applications. */
import type { AccountView } from "../protocol";
import { useActions } from "./actions";
import { Command, Sentence } from "./command";
import { BrowserSays, Message, TryAgain } from "./states";
import { t } from "./words";

const REGISTER = "hearback install";
const READ_TAKEOUT = "hearback refresh --mbox FILE --me ADDRESS";
const GET = [
  ["system_linux", "pipx install hearback"],
  ["system_mac", "brew install pipx && pipx install hearback"],
  ["system_windows", "py -m pip install --user pipx; py -m pipx install hearback"],
] as const;

export function NotInstalled({ error }: { error: string }) {
  return (
    <Message title={t("not_installed_title")}>
      <p>{t("not_installed_why")}</p>
      <h3>{t("not_installed_get")}</h3>
      {GET.map(([system, command]) => (
        <details key={system} open={system === thisSystem()}>
          <summary>{t(system)}</summary>
          <Command text={command} />
        </details>
      ))}
      <h3>{t("not_installed_register")}</h3>
      <Command text={REGISTER} />
      <p>{t("not_installed_then")}</p>
      <TryAgain />
      <BrowserSays error={error} />
      <Sentence words={t("not_installed_doctor")} />
    </Message>
  );
}

export function NoAccount() {
  const { useSample } = useActions();
  return (
    <Message title={t("no_account_title")}>
      <p>{t("no_account_why")}</p>
      <button type="button" class="main" onClick={() => useSample(true)}>
        {t("try_sample")}
      </button>
      <p class="small">{t("sample_what")}</p>
      <h3>{t("takeout_title")}</h3>
      <p>{t("takeout_what")}</p>
      <Command text={READ_TAKEOUT} />
      <TryAgain words={t("look_again")} main={false} />
    </Message>
  );
}

/** What was looked at is said, so that a wrong file or address is noticed. */
export function NothingFound({ account }: { account: AccountView }) {
  return (
    <Message title={t("empty_title")}>
      <p dir="auto">{t("empty_why", { account: account.addresses.join(", ") })}</p>
      <p>{t("empty_next")}</p>
      <Command text={READ_TAKEOUT} />
      <TryAgain words={t("look_again")} main={false} />
    </Message>
  );
}

function thisSystem(): (typeof GET)[number][0] {
  const agent = navigator.userAgent;
  if (agent.includes("Windows")) return "system_windows";
  return agent.includes("Mac OS") ? "system_mac" : "system_linux";
}
