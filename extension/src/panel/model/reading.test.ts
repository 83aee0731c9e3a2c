import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  fixtureCard,
  fixturePage,
  fixtureProblem,
  fixtureProgress,
  GMAIL,
  READY,
} from "../../fixtures";
import { HostProblem } from "../../host";
import type { SyncProgress } from "../../protocol";
import type { Ask } from "../../requests";
import { fakeSpeaker } from "./fake-speaker";
import { Model } from "./model";

let asked: Ask["kind"][];
let sync: () => unknown;
let note: () => unknown;
let account: typeof GMAIL;
let model: Model;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  account = GMAIL;
  sync = () => fixtureProgress({ phase: "done" });
  note = () => ({ id: 1, kind: "note_added", note_id: "n1" });
  model = new Model(() => {}, { openTab: () => {}, keepPage: () => {} });
  model.speakTo(
    fakeSpeaker(async (ask) => {
      asked.push(ask.kind);
      if (ask.kind === "add_note") return note();
      if (ask.kind !== "sync") return fixturePage([fixtureCard()], { account });
      await new Promise((resolve) => setTimeout(resolve, ask.seconds * 1_000));
      return sync();
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
const syncs = () => asked.filter((kind) => kind === "sync").length;
const lists = () => asked.filter((kind) => kind === "list_applications").length;

async function begin(progress: Partial<SyncProgress>): Promise<void> {
  sync = () => fixtureProgress(progress);
  model.hostChanged(READY);
  await pass(0);
}

test("it reads slice after slice until it is done, then once a minute", async () => {
  await begin({ phase: "reading", jobs: 0 });
  await pass(10);
  expect(syncs()).toBeGreaterThan(3);
  expect(lists()).toBe(1);
  sync = () => fixtureProgress({ phase: "done", jobs: 0 });
  await pass(4);
  const before = syncs();
  await pass(50);
  expect(syncs()).toBe(before);
  await pass(15);
  expect(syncs()).toBe(before + 1);
});

test("the cards come again when there are more of them", async () => {
  await begin({ jobs: 3 });
  await pass(3);
  expect(lists()).toBe(2);
  await pass(6);
  expect(lists()).toBe(2);
  sync = () => fixtureProgress({ jobs: 4 });
  await pass(4);
  expect(lists()).toBe(3);
});

test("what the user does goes before the next slice", async () => {
  await begin({});
  await pass(1);
  let answer = (_: unknown) => {};
  note = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const noted = model.noting.add(["acme"], { verb: "called", words: "I called" });
  await pass(20);
  expect(syncs()).toBe(1);
  answer({ id: 1, kind: "note_added", note_id: "n1" });
  await pass(1);
  await noted;
  // The cards that show what came of it are asked for before the next slice, too.
  expect(asked.slice(2, 4)).toEqual(["add_note", "list_applications"]);
  expect(syncs()).toBe(2);
});

test("cards that come by themselves leave the user's problem where it is", async () => {
  await begin({ jobs: 3 });
  note = () => {
    throw new HostProblem(fixtureProblem("note_refused"));
  };
  await model.noting.add(["acme"], { verb: "called", words: "I called" });
  sync = () => fixtureProgress({ jobs: 4 });
  await pass(6);
  expect(lists()).toBeGreaterThan(1);
  expect(model.shown.problem?.code).toBe("note_refused");
});

test("it can be stopped and gone on with", async () => {
  await begin({});
  model.reading.pause(true);
  await pass(30);
  expect(syncs()).toBe(1);
  expect(model.shown.reading.paused).toBe(true);
  model.reading.pause(false);
  await pass(3);
  expect(syncs()).toBe(3);
});

test("nobody reads while nobody looks", async () => {
  await begin({});
  model.visibilityChanged(false);
  await pass(300);
  expect(syncs()).toBe(1);
  model.visibilityChanged(true);
  await pass(1);
  expect(syncs()).toBe(2);
});

test.each([
  ["a file", { ...GMAIL, source: "takeout" }],
  ["a mailbox that is signed out", { ...GMAIL, signed_in: false }],
] as const)("%s is not read", async (_what, other) => {
  account = { ...other };
  await begin({});
  await pass(60);
  expect(syncs()).toBe(0);
});

test("another window that reads is looked at every ten seconds", async () => {
  await begin({ phase: "elsewhere" });
  await pass(11);
  expect(syncs()).toBe(1);
  await pass(2);
  expect(syncs()).toBe(2);
});

test.each(["gmail_busy", "offline", "gmail_unavailable"])("%s passes by itself", async (code) => {
  await begin({});
  sync = () => {
    throw new HostProblem(fixtureProblem(code));
  };
  await pass(5);
  expect(model.shown.reading.problem?.code).toBe(code);
  sync = () => fixtureProgress();
  await pass(65);
  expect(model.shown.reading.problem).toBeNull();
});

test.each(["sign_in_again", "scope_missing", "api_disabled", "store_unusable"])(
  "%s waits for the user",
  async (code) => {
    sync = () => {
      throw new HostProblem(fixtureProblem(code));
    };
    model.hostChanged(READY);
    await pass(300);
    expect(syncs()).toBe(1);
    expect(model.shown.reading.problem?.code).toBe(code);
    sync = () => fixtureProgress();
    model.tryAgain();
    await pass(3);
    expect(model.shown.reading.problem).toBeNull();
    expect(model.shown.cards).toHaveLength(1);
  },
);
