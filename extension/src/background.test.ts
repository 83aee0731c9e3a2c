import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fixtureCard, fixturePage } from "./fixtures";

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

beforeEach(() => {
  vi.clearAllMocks();
  vi.resetModules();
  kept = undefined;
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
    action: { setBadgeText, setBadgeBackgroundColor: async () => {} },
    runtime: {
      onStartup: { addListener: vi.fn() },
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
afterEach(() => vi.unstubAllGlobals());

const start = () => import("./background");
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const answer = (part: object) => hear({ ...part, id: postMessage.mock.lastCall?.[0].id });
const ready = { kind: "ready", protocol_version: 1, host_version: "0.1.0", capabilities: [] };

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
  await start();
  onAlarm({ name: "count" });
  answer(ready);
  await settle();
  answer(fixturePage([fixtureCard(), fixtureCard("now", { id: "b" }), fixtureCard("waiting")]));
  await settle();
  expect(setBadgeText).toHaveBeenCalledWith({ text: "2" });
  expect(disconnect).toHaveBeenCalledOnce();
});

test("a host that is not there changes nothing, and is not started again", async () => {
  await start();
  onAlarm({ name: "count" });
  end();
  await settle();
  expect(setBadgeText).not.toHaveBeenCalled();
});
