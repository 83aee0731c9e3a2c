/** No host on this machine: how to get it, system by system. */
import { Command, Sentence } from "../command";
import { BrowserSays, Message, TryAgain } from "../message";
import { t } from "../words";

const REGISTER = "hearback install";
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

function thisSystem(): (typeof GET)[number][0] {
  const agent = navigator.userAgent;
  if (agent.includes("Windows")) return "system_windows";
  return agent.includes("Mac OS") ? "system_mac" : "system_linux";
}
