/** The worker: opens the panel from the toolbar button, keeps the count on it, and tells in the morning. */
import { showBadge } from "./badge";
import { can, chromeConnector, Host, type HostState } from "./host";
import { tellInTheMorning } from "./morning";
import { LastPage } from "./panel/model/last-page";
import { readSetting } from "./settings";

const ALARM = "count";
const EVERY_MINUTES = 30;
const READ_SECONDS = 20; // a worker whose request takes longer may be stopped in between
const AT_MOST_MS = 40_000;

chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true }).catch(() => {});

// An alarm may be lost when the browser restarts, so each start of the worker looks.
chrome.alarms.get(ALARM).then((alarm) => {
  if (!alarm) chrome.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES, delayInMinutes: 1 });
});

chrome.runtime.onStartup.addListener(look);
chrome.alarms.onAlarm.addListener((alarm) => {
  if (alarm.name === ALARM) void look();
});
// Only there when the user allowed notifications.
chrome.notifications?.onClicked.addListener((id) => {
  chrome.notifications.clear(id);
  void chrome.tabs.create({ url: chrome.runtime.getURL("panel.html") });
});

/** One short exchange with the host; a failure leaves the badge as it was, the panel explains it. */
async function look(): Promise<void> {
  let host: Host | undefined;
  try {
    const state = await new Promise<HostState>((resolve) => {
      host = new Host(chromeConnector, (state) => state.kind !== "connecting" && resolve(state));
      host.start();
    });
    if (!host || state.kind !== "ready") return;
    await readNewMail(host, state);
    const ask = { kind: "list_applications", after: null, thread_id: null } as const;
    const page = await host.ask(ask, AT_MOST_MS);
    new LastPage().keep(page); // the panel begins with it
    const { now } = page.counts;
    await showBadge(now);
    await tellInTheMorning(now, new Date());
  } catch {
    // The panel says what is wrong when it is opened.
  } finally {
    host?.close();
  }
}

/** Without Gmail, offline or signed out, what is kept is counted all the same: days pass. */
async function readNewMail(host: Host, state: HostState): Promise<void> {
  if (!can(state, "sync") || (await readSetting("reading_paused"))) return;
  await host.ask({ kind: "sync", seconds: READ_SECONDS }, AT_MOST_MS).catch(() => {});
}
