import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fixtureCard, fixturePage, fixtureProblem, NOW, READY } from "../../fixtures";
import { HostGone, HostProblem } from "../../host";
import type { Applications, Card } from "../../protocol";
import type { Ask } from "../../requests";
import { fakeSpeaker } from "./fake-speaker";
import { Model } from "./model";

let asked: Ask[];
let answer: (ask: Ask) => unknown;
let model: Model;
let kept: (Applications | null)[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  kept = [];
  answer = () => fixturePage([]);
  model = new Model(() => {}, { openTab: () => {}, keepPage: (page) => kept.push(page) });
  model.speakTo(
    fakeSpeaker((ask) => {
      asked.push(ask);
      return answer(ask);
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

async function ready(cards: Card[], part: Partial<Applications> = {}): Promise<void> {
  answer = (ask) => (ask.kind === "add_note" ? noted : fixturePage(cards, part));
  model.hostChanged(READY);
  await settle();
}

const noted = { id: 1, kind: "note_added", note_id: "n1" };
const three = ["a", "b", "c"].map((id) => fixtureCard("now", { id }));

test("a ready host is asked for the first page", async () => {
  await ready(three);
  expect(asked).toEqual([{ kind: "list_applications", after: null, thread_id: null }]);
  expect(model.shown.cards).toHaveLength(3);
  expect(model.shown.busy).toBe(false);
});

test("what there is to do now comes whole, since old silences are one card at its end", async () => {
  answer = (ask) => {
    const first = ask.kind === "list_applications" && ask.after === null;
    const next = [fixtureCard("now", { id: "d" }), fixtureCard("waiting", { id: "e" })];
    return first ? fixturePage(three, { next_page: "c" }) : fixturePage(next, { next_page: "e" });
  };
  model.hostChanged(READY);
  await settle();
  expect(model.shown.cards.map((card) => card.application.id)).toEqual(["a", "b", "c", "d", "e"]);
  expect(asked).toHaveLength(2);
});

test("the second page follows by itself, and show more puts the next one behind it", async () => {
  const page = (id: string) => fixturePage([fixtureCard("waiting", { id })], { next_page: id });
  answer = (ask) => {
    if (ask.kind !== "list_applications") throw new Error("something else was asked");
    return page(ask.after === null ? "a" : ask.after === "a" ? "b" : "c");
  };
  model.hostChanged(READY);
  await settle();
  expect(model.shown.cards.map((card) => card.application.id)).toEqual(["a", "b"]);
  await model.loadMore();
  expect(asked.at(-1)).toMatchObject({ after: "b" });
  expect(model.shown.cards.map((card) => card.application.id)).toEqual(["a", "b", "c"]);
});

test("another conversation asks again, once the keys are still", async () => {
  await ready(three);
  for (const threadId of ["1".repeat(16), "2".repeat(16), "3".repeat(16)]) {
    model.mailChanged({ threadId, address: null });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(50);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatchObject({ thread_id: "3".repeat(16) });
});

test("the answer to an older question is not shown", async () => {
  const answers: ((page: Applications) => void)[] = [];
  answer = () => new Promise((resolve) => answers.push(resolve));
  model.hostChanged(READY);
  void model.load();
  answers[1]?.(fixturePage([fixtureCard("now", { id: "new" })]));
  await settle();
  answers[0]?.(fixturePage([fixtureCard("now", { id: "old" })]));
  await settle();
  expect(model.shown.cards[0]?.application.id).toBe("new");
});

test("a note asks for the cards again, moves on to the next, and can be undone", async () => {
  await ready(three);
  await model.noting.add(["b"], { verb: "called", words: "I called" });
  expect(asked[1]).toEqual({
    kind: "add_note",
    application_id: "b",
    verb: "called",
    text: null,
    day: null,
  });
  expect(asked[2]).toMatchObject({ kind: "list_applications" });
  expect(model.shown.focus).toBe("c");
  expect(model.shown.undo?.words).toBe("Noted: I called.");
  await model.noting.undo();
  expect(asked.at(-2)).toEqual({ kind: "undo_note", note_id: "n1" });
  expect(model.shown.undo).toBeNull();
});

test("the time of an interview has a request of its own", async () => {
  await ready(three);
  answer = (ask) => (ask.kind === "tell_interview" ? noted : fixturePage(three));
  const interview = { start: "2026-03-21T14:00", end: null, was: null };
  await model.noting.add(["b"], { verb: "interview", interview, words: "When it is" });
  expect(asked[1]).toEqual({ kind: "tell_interview", application_id: "b", ...interview });
  expect(model.shown.undo?.noteIds).toEqual(["n1"]);
});

test("several are noted and undone as one", async () => {
  await ready(three);
  let last = 0;
  answer = (ask) => {
    if (ask.kind === "undo_note") return { id: 1, kind: "done" };
    if (ask.kind !== "add_note") return fixturePage(three);
    last += 1;
    return { ...noted, note_id: `n${last}` };
  };
  await model.noting.add(["a", "b"], { verb: "let_go", words: "Closed" });
  expect(model.shown.focus).toBe("c");
  expect(model.shown.undo?.noteIds).toEqual(["n1", "n2"]);
  await model.noting.undo();
  expect(asked.filter((ask) => ask.kind === "undo_note")).toHaveLength(2);
  expect(model.shown.undo).toBeNull();
});

test("when one of several fails, those before it can be undone, and the problem stays", async () => {
  await ready(three);
  answer = (ask) => {
    if (ask.kind !== "add_note") return fixturePage(three);
    if (ask.application_id === "b") throw new HostProblem(fixtureProblem("x"));
    return noted;
  };
  await model.noting.add(["a", "b", "c"], { verb: "let_go", words: "Closed" });
  expect(model.shown.undo?.noteIds).toEqual(["n1"]);
  expect(model.shown.problem?.code).toBe("x");
});

test("undo is offered for ten seconds, and for as long as somebody is at it", async () => {
  await ready(three);
  await model.noting.add(["b"], { verb: "called", words: "I called" });
  model.noting.holdUndo(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(model.shown.undo).not.toBeNull();
  model.noting.holdUndo(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(model.shown.undo).toBeNull();
});

test("a problem is shown with its remedy, and the cards stay", async () => {
  await ready(three);
  const problem = fixtureProblem("x");
  answer = () => {
    throw new HostProblem(problem);
  };
  expect(await model.noting.add(["b"], { verb: "called", words: "I called" })).toBe(false);
  expect(model.shown.problem).toEqual(problem);
  expect(model.shown.cards).toHaveLength(3);
  expect(model.shown.undo).toBeNull();
});

test("a conversation that was missed is added, and can be taken back", async () => {
  await ready(three);
  model.mailChanged({ threadId: "1".repeat(16), address: null });
  answer = (ask) => (ask.kind === "add_thread" ? noted : fixturePage(three));
  await model.noting.addThread();
  expect(asked.find((ask) => ask.kind === "add_thread")).toMatchObject({
    thread_id: "1".repeat(16),
  });
  expect(model.shown.undo).toMatchObject({
    noteIds: ["n1"],
    words: "Added. Its card comes first.",
  });
});

test("what is added by hand can be taken back, and its card gets the focus", async () => {
  await ready(three);
  const note = { note_id: "n1", verb: "applied", at: NOW, text: null, day: "2026-03-02" } as const;
  const added = fixtureCard("waiting", { id: "hand", notes: [note] });
  answer = (ask) => {
    if (ask.kind === "add_by_hand") return noted;
    const last = ask.kind === "list_applications" && ask.after === "f";
    const waiting = ["d", "e", "f"].map((id) => fixtureCard("waiting", { id }));
    return last ? fixturePage([added]) : fixturePage(waiting, { next_page: "f" });
  };
  const told = { company: "Acme", role: null, how: null, contact: null, applied: "2026-03-02" };
  expect(await model.noting.addByHand(told)).toBeNull();
  expect(asked[1]).toEqual({ kind: "add_by_hand", ...told });
  expect(model.shown.focus).toBe("hand");
  expect(model.shown.undo).toMatchObject({ noteIds: ["n1"], words: "Added: Acme." });
});

test("what the host refuses to add stays in the fields", async () => {
  await ready(three);
  answer = () => {
    throw new HostProblem(fixtureProblem("note_refused"));
  };
  const told = { company: "Acme", role: null, how: null, contact: null, applied: null };
  expect(await model.noting.addByHand(told)).toBe("It went wrong. Do this.");
  expect(model.shown.problem?.code).toBe("note_refused");
});

test("forgetting leaves nothing on the screen", async () => {
  await ready(three);
  answer = (ask) =>
    ask.kind === "forget" ? { id: 1, kind: "done" } : fixturePage([], { account: null });
  await model.forget("forget");
  expect(asked.at(-2)).toEqual({ kind: "forget", typed: "forget" });
  expect(model.shown.cards).toEqual([]);
});

test("the cards of the last time are looked at until the host answers", async () => {
  const old = fixturePage([fixtureCard("now", { id: "old" })]);
  model.recall(old);
  expect(model.shown).toMatchObject({ recalled: true, cards: [{ application: { id: "old" } }] });
  await ready(three);
  expect(model.shown.recalled).toBe(false);
  expect(model.shown.cards.map((card) => card.application.id)).toEqual(["a", "b", "c"]);
  expect(kept).toEqual([fixturePage(three)]);
});

test("a change that the host died over is spoken of when the host is back", async () => {
  await ready(three);
  answer = () => {
    throw new HostGone("");
  };
  model.hostChanged({ kind: "retrying", error: "" });
  await model.noting.add(["a"], { verb: "called", words: "I called" });
  await settle();
  await ready(three);
  expect(model.shown.problem?.message).toContain("make it again");
  await ready(three);
  expect(model.shown.problem).toBeNull();
});

test("the conversation that was open the last time has no place of its own now", () => {
  model.recall({ ...fixturePage(three), open_thread: "shown_first" });
  expect(model.shown).toMatchObject({ recalled: true, page: { open_thread: "none" } });
});

test.each([
  { kind: "not_installed", error: "" },
  { kind: "retrying", error: "" },
  { kind: "too_old", which: "host" },
] as const)("they go when the host does not come: $kind", (state) => {
  model.recall(fixturePage(three));
  model.hostChanged(state);
  expect(model.shown).toMatchObject({ recalled: false, cards: [], page: null });
});

test("they go when the host cannot answer, and come back for nobody once all is forgotten", async () => {
  model.recall(fixturePage(three));
  answer = () => {
    throw new HostProblem(fixtureProblem("database_newer"));
  };
  model.hostChanged(READY);
  await settle();
  expect(model.shown).toMatchObject({ recalled: false, cards: [] });
  answer = () => fixturePage([], { account: null });
  await model.forget("forget everything");
  expect(kept[0]).toBeNull();
});

test("an answer that is there already is not replaced by what was seen before", async () => {
  await ready(three);
  model.recall(fixturePage([fixtureCard("now", { id: "old" })]));
  expect(model.shown.cards).toHaveLength(3);
});
