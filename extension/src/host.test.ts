import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeBrowser } from "./fake-browser";
import { HOST_NAME, Host, HostGone, HostProblem, type HostState } from "./host";

const READY = { kind: "ready", protocol_version: 1, host_version: "0.1.0", capabilities: [] };
const LIST = { kind: "list_applications", after: null, thread_id: null } as const;

let browser: FakeBrowser;
let states: HostState[];
let host: Host;

beforeEach(() => {
  vi.useFakeTimers();
  browser = new FakeBrowser();
  states = [];
  host = new Host(browser, (state) => states.push(state));
});
afterEach(() => {
  vi.useRealTimers();
});

async function connect(): Promise<void> {
  host.start();
  browser.port.reply(READY);
  await vi.advanceTimersByTimeAsync(0);
}

async function dieAfter(ms: number): Promise<void> {
  browser.port.die();
  await vi.advanceTimersByTimeAsync(ms);
}

const kinds = () => states.map((state) => state.kind);

test("the host's name is the one its manifest has", () => {
  const template = readFileSync("../manifest/host.json.template", "utf8");
  expect(template).toContain(`"name": "${HOST_NAME}"`);
});

test("hello comes first, and what is asked meanwhile waits for its answer", async () => {
  host.start();
  const asked = host.ask(LIST);
  expect(browser.port.said).toEqual([
    { id: 1, kind: "hello", protocol_version: 1, extension_version: "0.1.0" },
  ]);
  browser.port.reply(READY);
  await vi.advanceTimersByTimeAsync(0);
  expect(kinds()).toEqual(["connecting", "ready"]);
  expect(browser.port.said.at(-1)).toMatchObject({ id: 2, kind: "list_applications" });
  host.close();
  await expect(asked).rejects.toBeInstanceOf(HostGone);
});

test("what waits for hello fails with it, and nothing is asked without a port", async () => {
  host.start();
  const asked = host.ask(LIST);
  host.close();
  await expect(asked).rejects.toBeInstanceOf(HostGone);
  await expect(host.ask(LIST)).rejects.toBeInstanceOf(HostGone);
});

test("replies find their requests by id, in any order", async () => {
  await connect();
  const first = host.ask({ kind: "use_sample", on: true });
  const second = host.ask({ kind: "undo_note", note_id: "n" });
  const [, one, two] = browser.port.said;
  browser.port.reply({ kind: "done" }, two);
  await expect(second).resolves.toMatchObject({ id: two?.id });
  browser.port.reply({ kind: "done" }, one);
  await expect(first).resolves.toMatchObject({ id: one?.id });
});

test("a host that never said anything is not installed, with the browser's words", async () => {
  browser.error = "Specified native messaging host not found.";
  host.start();
  await dieAfter(60_000);
  expect(states.at(-1)).toEqual({ kind: "not_installed", error: browser.error });
  expect(browser.ports).toHaveLength(1);
});

test("a host that dies is started again after 1, 5 and 30 seconds, then no more", async () => {
  await connect();
  for (const [wait, ports] of [
    [1_000, 2],
    [5_000, 3],
    [30_000, 4],
  ] as const) {
    await dieAfter(wait - 1);
    expect(browser.ports).toHaveLength(ports - 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(browser.ports).toHaveLength(ports);
  }
  await dieAfter(600_000);
  expect(browser.ports).toHaveLength(4);
  expect(kinds()).toEqual(["connecting", "ready", "retrying", "retrying", "retrying", "stopped"]);
  host.start();
  expect(browser.ports).toHaveLength(5);
  await dieAfter(0);
  expect(kinds().at(-1)).toBe("retrying"); // it was there once: to install it is no help
});

test("a host that worked for a minute before it died gets all three tries again", async () => {
  await connect();
  await dieAfter(1_000);
  await dieAfter(5_000);
  browser.port.reply(READY);
  await vi.advanceTimersByTimeAsync(60_000);
  await dieAfter(1_000);
  expect(browser.ports).toHaveLength(4);
});

test("what waits for an answer fails when the host dies", async () => {
  await connect();
  const asked = host.ask(LIST);
  browser.port.die();
  await expect(asked).rejects.toBeInstanceOf(HostGone);
});

test("a request without an answer ends, and the silent host is replaced", async () => {
  await connect();
  const asked = expect(host.ask(LIST, 2_000)).rejects.toBeInstanceOf(HostGone);
  const silent = browser.port;
  await vi.advanceTimersByTimeAsync(2_000);
  await asked;
  expect(silent.closed).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(browser.port).not.toBe(silent);
});

test("what is behind a slow request has its own time after it", async () => {
  await connect();
  const slow = host.ask({ kind: "sync", seconds: 20 }, 40_000);
  const behind = host.ask(LIST, 5_000);
  const [, first, second] = browser.port.said;
  await vi.advanceTimersByTimeAsync(39_000);
  browser.port.reply({ kind: "problem", code: "offline", message: "No.", remedy: "" }, first);
  await expect(slow).rejects.toBeInstanceOf(HostProblem);
  await vi.advanceTimersByTimeAsync(4_000);
  browser.port.reply({ kind: "problem", code: "internal", message: "No.", remedy: "" }, second);
  await expect(behind).rejects.toBeInstanceOf(HostProblem);
  expect(browser.ports).toHaveLength(1);
});

const CARD = { group: "now", application: { id: "a" } };

test.each([
  ["no kind", { id: 2 }],
  ["an unknown kind", { id: 2, kind: "constructor" }],
  ["no cards", { id: 2, kind: "applications", now: "2026-03-16T09:00:00Z", counts: {} }],
  [
    "a card without an application",
    { id: 2, kind: "applications", now: "", counts: {}, cards: [{}] },
  ],
  ["a sign-in without a word", { id: 2, kind: "sign_in_state", state: 1 }],
  ["progress without numbers", { id: 2, kind: "sync_progress", phase: "done" }],
  ["half a card", { id: 2, kind: "applications", now: "", counts: {}, cards: [CARD] }],
])("a reply that is %s is not believed, and fails at once", async (_what, message) => {
  await connect();
  const asked = expect(host.ask(LIST)).rejects.toBeInstanceOf(HostGone);
  browser.port.reply(message);
  await asked;
  expect(kinds()).toEqual(["connecting", "ready"]);
});

test.each([
  ["no object", "hello"],
  ["nothing", null],
  ["an id that nobody asked with", { id: 99, kind: "done" }],
  ["an id that is no number", { id: "2", kind: "done" }],
])("%s is passed over, and what was asked waits for its time", async (_what, message) => {
  await connect();
  const asked = expect(host.ask(LIST, 5_000)).rejects.toThrow("in time");
  browser.port.hear(message);
  await vi.advanceTimersByTimeAsync(5_000);
  await asked;
});

test("a port that closed without a word ends what is asked, and another is opened", async () => {
  await connect();
  browser.port.postMessage = () => {
    throw new Error("Attempting to use a disconnected port object");
  };
  await expect(host.ask(LIST)).rejects.toBeInstanceOf(HostGone);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(browser.ports).toHaveLength(2);
});

test("an answer of another kind is none", async () => {
  await connect();
  const asked = expect(host.ask(LIST)).rejects.toBeInstanceOf(HostGone);
  browser.port.reply({ kind: "done" });
  await asked;
});

test("a problem arrives with its remedy", async () => {
  await connect();
  const asked = host.ask(LIST);
  const problem = { kind: "problem", code: "internal", message: "Broken.", remedy: "Try again." };
  browser.port.reply(problem);
  const error = await asked.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(HostProblem);
  expect((error as HostProblem).problem).toMatchObject(problem);
});

test.each(["host_too_old", "extension_too_old"])("%s stops, and says which half", async (code) => {
  host.start();
  browser.port.reply({ kind: "problem", code, message: "Too old.", remedy: "Update." });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states.at(-1)).toMatchObject({ kind: "mismatch", problem: { code } });
  expect(browser.ports).toHaveLength(1);
  expect(browser.port.closed).toBe(true);
});

test.each([
  [0, "host"],
  [2, "extension"],
] as const)("an answer in protocol %d: the %s is too old", async (protocol_version, which) => {
  host.start();
  browser.port.reply({ ...READY, protocol_version });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states.at(-1)).toEqual({ kind: "too_old", which });
  expect(browser.port.closed).toBe(true);
});

test("a hello that is answered with something else is not waited for", async () => {
  host.start();
  browser.port.reply({ kind: "done" });
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toEqual({ kind: "too_old", which: "host" });
});

test("a port that was closed here is not missed", async () => {
  await connect();
  const port = browser.port;
  host.close();
  port.die();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kinds()).toEqual(["connecting", "ready"]);
});
