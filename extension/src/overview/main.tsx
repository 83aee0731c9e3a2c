/** The start of the overview: a host of its own, asked once for each choice of days. */
import { render } from "preact";
import { can, chromeConnector, Host, HostProblem, type HostState } from "../host";
import { t } from "../panel/words";
import { type Days, OverviewPage, type OverviewShown } from "./view";

let shown: OverviewShown = {
  words: t("connecting"),
  overview: null,
  now: new Date().toISOString(),
};
let turn = 0;

function draw(part: Partial<OverviewShown>): void {
  shown = { ...shown, ...part };
  render(<OverviewPage shown={shown} show={(days) => void ask(days)} />, document.body);
}

function hostChanged(state: HostState): void {
  if (state.kind === "connecting") draw({ words: t("connecting") });
  else if (state.kind === "retrying") draw({ words: t("retrying") });
  else if (state.kind !== "ready") draw({ words: t("overview_no_host") });
  else if (!can(state, "get_overview")) draw({ words: t("overview_old_host") });
  else void ask({ first: null, last: null });
}

async function ask(days: Days): Promise<void> {
  turn += 1;
  const mine = turn;
  draw({ words: t("overview_loading") });
  try {
    const overview = await host.ask({ kind: "get_overview", ...days });
    if (mine === turn) draw({ overview, words: "" });
  } catch (error) {
    if (mine !== turn) return;
    draw({ words: error instanceof HostProblem ? error.message : t("overview_no_host") });
  }
}

const host = new Host(chromeConnector, hostChanged);
host.start();
addEventListener("pagehide", () => host.close());
