import { expect, test, vi } from "vitest";
import {
  fixtureAdvice,
  fixtureCard,
  fixtureDraft,
  fixturePage,
  fixtureProblem,
  fixtureSlot,
  GMAIL,
  NOW,
} from "../../fixtures";
import type { AdviceView, ApplicationView, SavedDraftView } from "../../protocol";
import { button, type Drawn, drawPage } from "../drawn";

const drawCard = (part: Partial<ApplicationView> = {}, kept = {}) =>
  drawPage(fixturePage([fixtureCard("now", part)], { account: GMAIL }), kept);
const drawCopied = (part: Partial<AdviceView> = {}, kept = {}) =>
  drawPage(fixturePage([fixtureCard("now", { advice: fixtureAdvice(part) })]), kept);

const saved = (part: Partial<SavedDraftView> = {}): SavedDraftView => ({
  action: "check_in",
  at: NOW,
  mail_id: "<d1@x>",
  number: 0,
  state: "saved",
  thread: "19de9c93ce0566d3",
  ...part,
});
const area = (drawn: Drawn) =>
  drawn.root.querySelector<HTMLTextAreaElement>(".draft > details > textarea");
const times = fixtureSlot({ name: "times", required: true, paragraph: "I can {times}.", after: 1 });
const withSlot = fixtureAdvice({ drafts: [fixtureDraft({ slots: [times] })] });

test("without the right to write drafts the mail is copied", async () => {
  const drawn = await drawCopied();
  await drawn.press("Copy");
  expect(drawn.actions.copyMail).toHaveBeenCalledWith(fixtureDraft().body);
  expect(drawn.text()).toContain("Nothing was sent");
});

test.each([
  ["Copy", () => drawCopied({ drafts: withSlot.drafts })],
  ["Save to Gmail drafts", () => drawCard({ advice: withSlot })],
])("%s waits for what the mail cannot do without, and says it there", async (words, drawNow) => {
  const drawn = await drawNow();
  await drawn.press(words);
  const field = drawn.root.querySelector<HTMLTextAreaElement>(".field textarea");
  expect(document.activeElement).toBe(field);
  expect(field?.getAttribute("aria-invalid")).toBe("true");
  const id = field?.getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(id)?.textContent).toContain("Please fill this in");
  expect(drawn.actions.copyMail).not.toHaveBeenCalled();
  expect(drawn.actions.saveDraft).not.toHaveBeenCalled();
  await drawn.type(field, "on Monday.");
  expect(drawn.text()).not.toContain("Please fill this in");
});

test("a mail is saved as it was edited, with the slots that were filled, and then forgotten here", async () => {
  const drawn = await drawCard({ advice: withSlot });
  await drawn.type(drawn.root.querySelector(".field textarea"), "on Monday");
  await drawn.type(area(drawn), `${area(drawn)?.value}\nPS: Hi!`);
  expect(Object.keys(drawn.kept)).toEqual(["text:draft:acme:check_in:0"]);
  await drawn.press("Save to Gmail drafts");
  expect(drawn.actions.saveDraft).toHaveBeenCalledWith({
    applicationId: "acme",
    action: "check_in",
    number: 0,
    body: "Hello Dana,\n\nI can on Monday.\n\nHow do things stand?\n\nBest regards,\nSam\nPS: Hi!",
    filled: ["times"],
    variant: null,
    mailId: null,
  });
  expect(Object.keys(drawn.kept)).toEqual([]);
});

test("a saved draft can be opened, changed and taken back", async () => {
  const drawn = await drawCard({ saved_drafts: [saved()] });
  expect(drawn.text()).toContain("Saved to your drafts on Mon 16 Mar");
  await drawn.press("Open in Gmail");
  expect(drawn.actions.openMail).toHaveBeenCalledWith({
    thread: "19de9c93ce0566d3",
    messageId: null,
  });
  expect(button(drawn.root, "Save the change").hidden).toBe(true);
  await drawn.type(area(drawn), "Dear Dana, another text");
  await drawn.press("Save the change");
  expect(drawn.actions.saveDraft).toHaveBeenCalledWith(
    expect.objectContaining({ mailId: "<d1@x>", body: "Dear Dana, another text" }),
  );
  await drawn.press("Undo");
  expect(drawn.actions.undoDraft).toHaveBeenCalledWith("<d1@x>");
});

test.each([
  ["touched", "You changed this draft, and they have answered since.", "Save as a new draft"],
  ["sent", "You sent this on Mon 16 Mar.", "Save to Gmail drafts"],
  ["removed", "The draft is no longer in Gmail.", "Save to Gmail drafts"],
] as const)("a draft that is %s is said, and the next one is new", async (state, words, label) => {
  const drawn = await drawCard({ saved_drafts: [saved({ state })] });
  expect(drawn.text()).toContain(words);
  await drawn.press(label);
  expect(drawn.actions.saveDraft).toHaveBeenCalledWith(expect.objectContaining({ mailId: null }));
});

test.each(["draft_touched", "draft_gone"])("%s is said on the card", async (code) => {
  const drawn = await drawCard({ saved_drafts: [saved()] });
  const problem = fixtureProblem(code);
  vi.mocked(drawn.actions.saveDraft).mockResolvedValueOnce({ saved: null, problem });
  await drawn.type(area(drawn), "Dear Dana, another text");
  await drawn.press("Save the change");
  expect(drawn.root.querySelector("article")?.textContent).toContain("It went wrong.Do this.");
  await drawn.press("Save as a new draft");
  expect(drawn.actions.saveDraft).toHaveBeenLastCalledWith(
    expect.objectContaining({ mailId: null }),
  );
});

test("of several mails the one that was saved says so", async () => {
  const drafts = ["Ana <ana@acme.example>", "Bo <bo@acme.example>"].map((to) =>
    fixtureDraft({ to: [to] }),
  );
  const advice = fixtureAdvice({ drafts });
  const drawn = await drawCard({ advice, saved_drafts: [saved({ number: 1 })] });
  const parts = [...drawn.root.querySelectorAll(".draft")].map((each) => each.textContent);
  expect(parts[0]).not.toContain("Saved to your drafts");
  expect(parts[1]).toContain("Saved to your drafts");
});

test("a draft of an earlier advice that still lies there is not lost from sight", async () => {
  const old = saved({ action: "thank_you", state: "touched" });
  const drawn = await drawCard({ saved_drafts: [old, saved({ action: "reply", state: "sent" })] });
  expect(drawn.text()).toContain("Say thank you: You changed this draft");
  expect(drawn.text()).not.toContain("You sent this");
});

test("a mail that is being written stays open when another card comes first", async () => {
  const drawn = await drawCopied();
  const details = () =>
    drawn.root.querySelector("#card-acme")?.closest("article")?.querySelector(".draft details");
  expect(details()?.hasAttribute("open")).toBe(true);
  await drawn.redraw(fixturePage([fixtureCard("now", { id: "new" }), fixtureCard()]));
  expect(details()?.hasAttribute("open")).toBe(true);
});

test("what was typed is there again, and can be put back", async () => {
  const first = await drawCopied();
  await first.type(area(first), "Dear Dana, my own words");
  const again = await drawCopied({}, first.kept);
  expect(area(again)?.value).toBe("Dear Dana, my own words");
  await again.press("Back to the first text");
  expect(area(again)?.value).toBe(fixtureDraft().body);
  expect(again.kept).toEqual({});
});

test("a mail that was sent elsewhere is forgotten", async () => {
  const drawn = await drawCopied();
  await drawn.type(area(drawn), "Dear Dana, my own words");
  await drawn.press("I sent it");
  expect(drawn.kept).toEqual({});
});
