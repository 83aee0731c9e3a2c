import { expect, test } from "vitest";
import { fixtureDraft, fixtureSlot } from "../../fixtures";
import { answerSlot, filledSlots, fillSlots, missingSlots } from "./slots";

const draft = fixtureDraft({
  body: "Hello Dana,\n\nHow do things stand?\n\nBest regards,\nSam",
  slots: [
    fixtureSlot({ name: "travel", paragraph: "I travel {travel}.", after: 2 }),
    fixtureSlot({ name: "idea", paragraph: "An idea: {idea}", after: 1, required: true }),
  ],
});

test("without answers the body is as it came", () => {
  expect(fillSlots(draft, {})).toBe(draft.body);
  expect(fillSlots(draft, { travel: "  \n" })).toBe(draft.body);
});

test("answers go behind the paragraphs of the body as it came", () => {
  expect(fillSlots(draft, { travel: "in May", idea: "less paper" })).toBe(
    "Hello Dana,\n\nAn idea: less paper\n\nHow do things stand?\n\nI travel in May.\n\nBest regards,\nSam",
  );
});

test.each([
  ["in May.", "I travel in May."],
  ["in May!", "I travel in May!"],
  ["in May…", "I travel in May…"],
  ["in May", "I travel in May."],
  ["for $& and $1", "I travel for $& and $1."],
  ["with {idea}", "I travel with {idea}."],
])("the answer %j gives %j", (answer, paragraph) => {
  expect(fillSlots(draft, { travel: answer })).toContain(`\n\n${paragraph}\n\n`);
});

test("what was edited by hand stays when an answer comes, changes and goes", () => {
  const edited = draft.body.replace("How do things stand?", "How are things?");
  const first = answerSlot(draft, edited, {}, "travel", "in May");
  expect(first).toBe("Hello Dana,\n\nI travel in May.\n\nHow are things?\n\nBest regards,\nSam");
  const second = answerSlot(draft, first, { travel: "in May" }, "travel", "in June");
  expect(second).toContain("I travel in June.");
  expect(second).not.toContain("May");
  expect(answerSlot(draft, second, { travel: "in June" }, "travel", "")).toBe(edited);
});

test("a required slot is missed until it is answered", () => {
  expect(missingSlots(draft, {})).toEqual(["idea"]);
  expect(missingSlots(draft, { idea: "x", travel: " " })).toEqual([]);
  expect(filledSlots(draft, { idea: "x", travel: " " })).toEqual(["idea"]);
});
