import { expect, test } from "vitest";
import { fixtureApplication, fixtureCard, fixturePage } from "../../fixtures";
import { drawPage } from "../drawn";
import { takenUpAgain } from "./late-answer";

const LET_GO = "2026-03-10T09:00:00+00:00";
const REOPENED = "2026-03-12T09:00:00+00:00";
const note = (verb: "let_go" | "reopen", at: string) => ({
  note_id: verb,
  verb,
  at,
  text: null,
  day: null,
});
const NOTES = [note("let_go", LET_GO), note("reopen", REOPENED)];
const wrote = (at: string) => ({
  at,
  who: "them" as const,
  what: "They wrote to you.",
  kinds: [],
  evidence: null,
  note_id: null,
});

test("what the user took up again is marked until somebody writes", async () => {
  const drawn = await drawPage(fixturePage([fixtureCard("now", { notes: NOTES })]));
  expect(drawn.text()).toContain("You took this up again on Thu 12 Mar.");
  const later = fixtureApplication({
    notes: NOTES,
    history: [wrote("2026-03-13T09:00:00+00:00")],
  });
  expect(takenUpAgain(later)).toBeNull();
  expect(takenUpAgain(fixtureApplication({ notes: NOTES.slice(0, 1) }))).toBeNull();
});

test("what was told stands in the history with its day and an undo, however old", async () => {
  const told = {
    at: "2026-03-02T09:00:00+00:00",
    who: "note" as const,
    what: "You corrected the company. Acme",
    kinds: [],
    evidence: null,
    note_id: "n9",
  };
  const drawn = await drawPage(
    fixturePage([fixtureCard("now", { history: [wrote(LET_GO), told], notes: NOTES })]),
  );
  const event = drawn.root.querySelector(".history li.note");
  expect(event?.textContent).toContain("Mon 2 Mar");
  await drawn.click(event?.querySelector('button[aria-label^="Undo: You corrected"]'));
  expect(drawn.actions.undoNote).toHaveBeenCalledWith("n9", "acme");
  expect(drawn.root.querySelector(".notes")?.textContent).toContain("told on Tue 10 Mar");
});
