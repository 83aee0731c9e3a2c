import { expect, test } from "vitest";
import { fixtureCard, fixturePage } from "../../fixtures";
import { drawPage } from "../drawn";
import { noteOf } from "./tellable";

test.each([
  ["promised", "2026-03-20", { verb: "promised", day: "2026-03-20" }],
  ["line_manager", " Kim Oh <kim@acme.example> ", { text: "Kim Oh <kim@acme.example>" }],
  ["travel", "away in May", { verb: "travel", text: "away in May" }],
  ["offer_confirmed", "", { verb: "offer_confirmed" }],
] as const)("%s with %j is a note", (verb, typed, note) => {
  expect(noteOf(verb, typed)).toMatchObject(note);
});

test.each([
  ["promised", ""],
  ["topic", "  "],
  ["line_manager", "Kim Oh"],
  ["line_manager", "kim@acme.example"],
  ["line_manager", "Kim <kim@acme.example>, Lee <lee@acme.example>"],
] as const)("%s with %j says what is missing", (verb, typed) => {
  expect(typeof noteOf(verb, typed)).toBe("string");
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
