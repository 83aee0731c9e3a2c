import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fixtureCard, fixturePage, fixtureProblem, fixtureProgress } from "./fixtures";

type Listener = (value: unknown) => void;
let onAlarm: Listener;
let hear: Listener;
let end: () => void;
let kept: { name: string } | undefined;
const setBadgeText = vi.fn(async () => {});
const createAlarm = vi.fn();
const disconnect = vi.fn();
const setPanelBehavior = vi.fn(async () => {});
const postMessage = vi.fn();
const notify = vi.fn(async () => {});
const remember = vi.fn(async () => {});
let stored: Record<string, unknown>;

beforeEach(() => {
  vi.clearAllMocks();
  vi.resetModules();
  kept = undefined;
  stored = {};
  vi.useFakeTimers({ now: new Date(2026, 2, 16, 9), toFake: ["Date"] });
  vi.stubGlobal("chrome", {
    sidePanel: { setPanelBehavior },
    alarms: {
      get: async () => kept,
      create: createAlarm,
      onAlarm: {
        addListener: (listener: Listener) => {
          onAlarm = listener;
        },
      },
    },
    notifications: { create: notify, clear: vi.fn(), onClicked: { addListener: vi.fn() } },
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: object) => void Object.assign(stored, items),
      },
      session: { set: remember },
    },
    action: { setBadgeText, setBadgeBackgroundColor: async () => {} },
    runtime: {
      onStartup: { addListener: vi.fn() },
      getURL: (path: string) => `chrome-extension://x/${path}`,
      getManifest: () => ({ version: "0.1.0" }),
      connectNative: () => ({
        postMessage,
        disconnect,
        onMessage: {
          addListener: (listener: Listener) => {
            hear = listener;
          },
        },
        onDisconnect: {
          addListener: (listener: () => void) => {
            end = listener;
          },
        },
      }),
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const start = () => import("./background");
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const answer = (part: object) => hear({ ...part, id: postMessage.mock.lastCall?.[0].id });
const ready = (...capabilities: string[]) => ({
  kind: "ready",
  protocol_version: 1,
  host_version: "0.1.0",
  capabilities,
});
const page = fixturePage([fixtureCard(), fixtureCard("now", { id: "b" }), fixtureCard("waiting")]);
const said = () => postMessage.mock.calls.map(([message]) => message.kind);

/** Let the alarm ring, and answer as the host would. */
async function ring(...answers: object[]): Promise<void> {
  await start();
  onAlarm({ name: "count" });
  for (const each of answers) {
    answer(each);
    await settle();
  }
}

test("the toolbar button opens the panel, and a lost alarm is set again", async () => {
  await start();
  await settle();
  expect(setPanelBehavior).toHaveBeenCalledWith({ openPanelOnActionClick: true });
  expect(createAlarm).toHaveBeenCalledWith(
    "count",
    expect.objectContaining({ periodInMinutes: 30 }),
  );
});

test("an alarm that is still there is left alone", async () => {
  kept = { name: "count" };
  await start();
  await settle();
  expect(createAlarm).not.toHaveBeenCalled();
});

test("the alarm asks for the count, shows it, and lets the host go", async () => {
  await ring(ready(), page);
  expect(setBadgeText).toHaveBeenCalledWith({ text: "2" });
  expect(disconnect).toHaveBeenCalledOnce();
});

test("the cards are there for the panel to begin with", async () => {
  await ring(ready(), page);
  expect(remember).toHaveBeenCalledExactlyOnceWith({
    page: expect.objectContaining({ cards: page.cards }),
  });
});

test("new mail is read before it is counted", async () => {
  await ring(ready("sync"), fixtureProgress({ phase: "done" }), page);
  expect(said()).toEqual(["hello", "sync", "list_applications"]);
  expect(postMessage.mock.calls[1]?.[0].seconds).toBe(20);
  expect(setBadgeText).toHaveBeenCalledWith({ text: "2" });
});

test.each(["not_signed_in", "offline", "sign_in_again"])(
  "%s does not stop the count",
  async (code) => {
    await ring(ready("sync"), fixtureProblem(code), page);
    expect(setBadgeText).toHaveBeenCalledWith({ text: "2" });
  },
);

test("who stopped the reading is not read", async () => {
  stored = { "setting:reading_paused": true };
  await ring(ready("sync"), page);
  expect(said()).toEqual(["hello", "list_applications"]);
});

test("in the morning it is told once, without names", async () => {
  stored = { "setting:morning_hour": 8 };
  await ring(ready(), page);
  expect(notify).toHaveBeenCalledExactlyOnceWith(
    "morning",
    expect.objectContaining({ message: "2 applications to see to." }),
  );
  await ring(ready(), page);
  expect(notify).toHaveBeenCalledOnce();
  vi.setSystemTime(new Date(2026, 2, 17, 9));
  await ring(ready(), page);
  expect(notify).toHaveBeenCalledTimes(2);
});

test.each([
  ["nobody asked for it", {}, page],
  ["it is too early", { "setting:morning_hour": 10 }, page],
  ["there is nothing to do", { "setting:morning_hour": 8 }, fixturePage([])],
])("nothing is told when %s", async (_why, settings, answered) => {
  stored = { ...settings };
  await ring(ready(), answered);
  expect(notify).not.toHaveBeenCalled();
});

test("a host that is not there changes nothing, and is not started again", async () => {
  await start();
  onAlarm({ name: "count" });
  end();
  await settle();
  expect(setBadgeText).not.toHaveBeenCalled();
});
