import { expect, test } from "vitest";
import { fixtureCard, fixturePage } from "../../fixtures";
import { draw, drawPage } from "../drawn";
import { noteOf } from "./tellable";

test.each([
  ["promised", "2026-03-20", { verb: "promised", day: "2026-03-20" }],
  ["line_manager", " Kim Oh <kim@acme.example> ", { text: "Kim Oh <kim@acme.example>" }],
  ["travel", "away in May", { verb: "travel", text: "away in May" }],
  ["offer_confirmed", "", { verb: "offer_confirmed" }],
] as const)("%s with %j is a note", (verb, typed, note) => {
  expect(noteOf({ verb, value: typed })).toMatchObject(note);
});

test.each([
  ["promised", ""],
  ["topic", "  "],
  ["line_manager", "Kim Oh"],
  ["line_manager", "kim@acme.example"],
  ["line_manager", "Kim <kim@acme.example>, Lee <lee@acme.example>"],
] as const)("%s with %j says what is missing", (verb, typed) => {
  expect(typeof noteOf({ verb, value: typed })).toBe("string");
});

test("a promise by voice is told from the card", async () => {
  const drawn = await drawPage(fixturePage([fixtureCard()]));
  await drawn.press("Tell Hearback");
  expect(drawn.text()).toContain("Please fill this in first.");
  await drawn.type(drawn.root.querySelector(".tell input"), "2026-03-20");
  expect(drawn.kept["text:tell:acme"]).toMatchObject({
    value: { verb: "promised", value: "2026-03-20" },
  });
  await drawn.press("Tell Hearback");
  expect(drawn.actions.addNote).toHaveBeenCalledWith(
    "acme",
    expect.objectContaining({ verb: "promised", day: "2026-03-20" }),
  );
  expect(drawn.kept).toEqual({});
});

test("Not right? leads to the place where it is put right", async () => {
  const drawn = await drawPage(fixturePage([fixtureCard()]));
  await drawn.press("Not right?");
  expect(drawn.root.querySelector<HTMLDetailsElement>(".tell")?.open).toBe(true);
  expect(document.activeElement?.tagName).toBe("SELECT");
});

test("an application that belongs to another is joined with it", async () => {
  const other = fixtureCard("waiting", { id: "bolt", company: "Bolt", role: "Planner" });
  const drawn = await drawPage(fixturePage([fixtureCard(), other]));
  const [what] = drawn.root.querySelectorAll<HTMLSelectElement>(".tell select");
  await drawn.type(what ?? null, "joined");
  await drawn.fire(what ?? null, "change");
  const [, which] = drawn.root.querySelectorAll<HTMLSelectElement>(".tell select");
  expect([...(which?.options ?? [])].map((each) => each.text)).toContain("Bolt · Planner");
  await drawn.type(which ?? null, "bolt");
  await drawn.fire(which ?? null, "input");
  await drawn.press("Tell Hearback");
  expect(drawn.actions.addNote).toHaveBeenCalledWith(
    "acme",
    expect.objectContaining({ verb: "joined", text: "bolt" }),
  );
});

const TIMES = { kind: "ready", capabilities: ["tell_interview"] } as const;
const MEETING = {
  start: "2026-03-20T10:00:00+00:00",
  end: "2026-03-20T11:00:00+00:00",
  took_place: "ahead",
} as const;

test("the time of an interview is put right, and an end before its start is said", async () => {
  const page = fixturePage([fixtureCard("coming_up", { interviews: [MEETING] })]);
  const drawn = await draw({ host: TIMES, page, cards: page.cards });
  await drawn.type(drawn.root.querySelector(".tell select"), "interview");
  const [, which] = drawn.root.querySelectorAll<HTMLSelectElement>(".tell select");
  expect(which?.options).toHaveLength(2);
  await drawn.type(which ?? null, MEETING.start);
  const [start, until] = drawn.root.querySelectorAll<HTMLInputElement>(".tell input");
  await drawn.type(start ?? null, "2026-03-21T14:00");
  await drawn.type(until ?? null, "13:00");
  await drawn.press("Tell Hearback");
  expect(drawn.text()).toContain("It ends after it begins.");
  await drawn.type(until ?? null, "15:30");
  await drawn.press("Tell Hearback");
  expect(drawn.actions.addNote).toHaveBeenCalledWith("acme", {
    verb: "interview",
    words: "When the interview is",
    interview: { start: "2026-03-21T14:00", end: "2026-03-21T15:30", was: MEETING.start },
  });
});

test("what became of an interview can be told at any time", async () => {
  const none = await drawPage(fixturePage([fixtureCard()]));
  expect(none.root.querySelector(".tell option[value=no_show]")).toBeNull();
  const drawn = await drawPage(fixturePage([fixtureCard("coming_up", { interviews: [MEETING] })]));
  await drawn.type(drawn.root.querySelector(".tell select"), "interview_moved");
  await drawn.press("Tell Hearback");
  expect(drawn.actions.addNote).toHaveBeenCalledWith(
    "acme",
    expect.objectContaining({ verb: "interview_moved" }),
  );
});

test("the stage is chosen, and a promise is put right only where a mail holds one", async () => {
  const old = await drawPage(fixturePage([fixtureCard()]));
  expect(old.root.querySelector(".tell option[value=stage]")).toBeNull();
  const page = fixturePage([fixtureCard("now", { promise: null })]);
  const drawn = await draw({ host: TIMES, page, cards: page.cards });
  const what = drawn.root.querySelector<HTMLSelectElement>(".tell select");
  const offered = [...(what?.options ?? [])].map((each) => each.value);
  expect(offered).not.toContain("promise");
  await drawn.type(what, "stage");
  const [, which] = drawn.root.querySelectorAll<HTMLSelectElement>(".tell select");
  await drawn.type(which ?? null, "interviewed");
  await drawn.fire(which ?? null, "input");
  await drawn.press("Tell Hearback");
  expect(drawn.actions.addNote).toHaveBeenCalledWith(
    "acme",
    expect.objectContaining({ verb: "stage", text: "interviewed" }),
  );
  const promised = fixturePage([fixtureCard()]);
  const held = await draw({ host: TIMES, page: promised, cards: promised.cards });
  expect(held.root.querySelector(".tell option[value=promise]")).not.toBeNull();
});

test("a conversation about something else is split off", async () => {
  const conversations = [
    { thread: "t2", subject: "Your viewing", began: "2026-03-05T10:00:00+00:00", unsure: true },
  ];
  const page = fixturePage([fixtureCard("now", { conversations })]);
  const drawn = await draw({ host: TIMES, page, cards: page.cards });
  await drawn.type(drawn.root.querySelector(".tell select"), "split");
  const [, which] = drawn.root.querySelectorAll<HTMLSelectElement>(".tell select");
  expect(which?.textContent).toContain("Your viewing (Thu 5 Mar, may belong elsewhere)");
  await drawn.type(which ?? null, "t2");
  await drawn.fire(which ?? null, "input");
  await drawn.press("Tell Hearback");
  expect(drawn.actions.addNote).toHaveBeenCalledWith(
    "acme",
    expect.objectContaining({ verb: "split", text: "t2" }),
  );
});
