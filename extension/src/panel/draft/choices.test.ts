import { expect, test, vi } from "vitest";
import {
  fixtureAdvice,
  fixtureCard,
  fixtureDraft,
  fixturePage,
  fixtureSlot,
  GMAIL,
} from "../../fixtures";
import type { AdviceView } from "../../protocol";
import { type Drawn, draw } from "../drawn";

const advice: AdviceView = {
  ...fixtureAdvice(),
  alternatives: [
    { variant: "check_in", words: "Ask where things stand" },
    { variant: "short", words: "A short reminder" },
  ],
};
const page = fixturePage([fixtureCard("now", { advice })], { account: GMAIL });
const host = { kind: "ready", capabilities: ["compose_drafts", "save_draft"] } as const;
const drawChoices = (kept = {}) => draw({ page, cards: page.cards, host }, kept);
const [VARIANT, TONE] = [0, 1];

async function choose(drawn: Drawn, which: number, value: string): Promise<void> {
  const warm = fixtureDraft({ body: `Dear Dana, ${value}` });
  vi.mocked(drawn.actions.composeDrafts).mockResolvedValue([warm]);
  await drawn.type(drawn.root.querySelectorAll(".choices select")[which] ?? null, value);
  await vi.waitFor(() => expect(body(drawn)).toBe(`Dear Dana, ${value}`));
}
const area = (drawn: Drawn) =>
  drawn.root.querySelector<HTMLTextAreaElement>(".draft > details > textarea");
const body = (drawn: Drawn) => area(drawn)?.value;

test("another tone writes the mail anew, and it is saved as what it is", async () => {
  const drawn = await drawChoices();
  expect(body(drawn)).toBe(fixtureDraft().body);
  await choose(drawn, TONE, "warm");
  expect(drawn.actions.composeDrafts).toHaveBeenCalledWith({
    application_id: "acme",
    action: "check_in",
    tone: "warm",
    variant: null,
  });
  await choose(drawn, VARIANT, "short");
  await drawn.press("Save to Gmail drafts");
  expect(drawn.actions.saveDraft).toHaveBeenCalledWith(
    expect.objectContaining({ variant: "short", body: "Dear Dana, short" }),
  );
});

test("what was typed in one tone is there again when one comes back to it", async () => {
  const drawn = await drawChoices();
  await drawn.type(area(drawn), "My own words");
  await choose(drawn, TONE, "warm");
  await drawn.type(drawn.root.querySelectorAll(".choices select")[TONE] ?? null, "");
  await vi.waitFor(() => expect(body(drawn)).toBe("My own words"));
});

test("a mail that is open stays open in another tone, wherever its card stands by then", async () => {
  const drawn = await drawChoices();
  expect(drawn.root.querySelector<HTMLDetailsElement>(".draft details")?.open).toBe(true);
  const earlier = fixtureCard("now", { id: "other" });
  await drawn.redraw({ ...page, cards: [earlier, ...page.cards] });
  const tone = drawn.root.querySelector<HTMLSelectElement>(
    "details[open] .choices select[id$=tone]",
  );
  tone?.focus();
  const warm = fixtureDraft({ body: "Dear Dana, warm" });
  vi.mocked(drawn.actions.composeDrafts).mockResolvedValue([warm]);
  await drawn.type(tone, "warm");
  const mail = tone?.closest("details");
  await vi.waitFor(() => expect(mail?.querySelector("textarea")?.value).toBe("Dear Dana, warm"));
  expect(mail?.open).toBe(true);
  expect(mail?.isConnected).toBe(true);
  expect(document.activeElement).toBe(tone);
});

test("what was answered goes along into another tone", async () => {
  const times = fixtureSlot({ name: "times", paragraph: "I can {times}.", after: 1 });
  const asking = { ...advice, drafts: [fixtureDraft({ slots: [times] })] };
  const cards = [fixtureCard("now", { advice: asking })];
  const drawn = await draw({ page: { ...page, cards }, cards, host });
  await drawn.type(drawn.root.querySelector(".field textarea"), "on Monday");
  const warm = fixtureDraft({ body: "Dear Dana,\n\nHow are you?", slots: [times] });
  vi.mocked(drawn.actions.composeDrafts).mockResolvedValue([warm]);
  await drawn.type(drawn.root.querySelectorAll(".choices select")[TONE] ?? null, "warm");
  await vi.waitFor(() => expect(body(drawn)).toContain("Dear Dana,\n\nI can on Monday."));
  expect(Object.keys(drawn.kept)).toContain("text:draft:acme:check_in:0::warm");
});

test("when it cannot be composed, the first mail stays", async () => {
  const drawn = await drawChoices();
  await drawn.type(drawn.root.querySelectorAll(".choices select")[TONE] ?? null, "formal");
  expect(body(drawn)).toBe(fixtureDraft().body);
});

test("a host that does not compose is not asked to", async () => {
  const old = { kind: "ready", capabilities: ["save_draft"] } as const;
  const drawn = await draw({ page, cards: page.cards, host: old });
  expect(drawn.root.querySelector(".choices")).toBeNull();
});

test("warnings and reasons of the host are said on the card", async () => {
  const told: AdviceView = {
    ...fixtureAdvice({ drafts: [fixtureDraft({ warnings: ["Reply-To differs."] })] }),
    no_draft: "Nobody is known to write to.",
  };
  const page = fixturePage([fixtureCard("now", { advice: told, uncertain: true })]);
  const drawn = await draw({ page, cards: page.cards });
  expect(drawn.text()).toContain("Reply-To differs.");
  expect(drawn.text()).toContain("No mail is written here: Nobody is known to write to.");
  expect(drawn.text()).toContain("may belong to another application");
});
