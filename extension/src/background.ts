/** The worker: opens the panel from the toolbar button, and keeps the count on it. */
import { showBadge } from "./badge";
import { chromeConnector, Host } from "./host";

const ALARM = "count";
const EVERY_MINUTES = 30;
const AT_MOST_MS = 25_000; // a worker that waits longer may be stopped in between

chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true }).catch(() => {});

// An alarm may be lost when the browser restarts, so each start of the worker looks.
chrome.alarms.get(ALARM).then((alarm) => {
  if (!alarm) chrome.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES, delayInMinutes: 1 });
});

chrome.runtime.onStartup.addListener(showCount);
chrome.alarms.onAlarm.addListener((alarm) => {
  if (alarm.name === ALARM) void showCount();
});

/** One short exchange with the host; a failure leaves the badge as it was, the panel explains it. */
async function showCount(): Promise<void> {
  let host: Host | undefined;
  try {
    const now = await new Promise<number>((resolve, reject) => {
      const connection = new Host(chromeConnector, (state) => {
        if (state.kind === "connecting") return;
        if (state.kind !== "ready") return reject(new Error(state.kind));
        connection
          .ask({ kind: "list_applications", after: null, thread_id: null }, AT_MOST_MS)
          .then((reply) => resolve(reply.counts.now), reject);
      });
      host = connection;
      connection.start();
    });
    await showBadge(now);
  } catch {
    // The panel says what is wrong when it is opened.
  } finally {
    host?.close();
  }
}
