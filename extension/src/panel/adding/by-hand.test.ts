import { expect, test, vi } from "vitest";
import { fixtureCard, fixturePage, fixtureProgress, GMAIL, READY } from "../../fixtures";
import { type Drawn, draw } from "../drawn";

const HOST = { kind: "ready", capabilities: ["sync", "add_by_hand"] } as const;

function field(drawn: Drawn, label: string): HTMLInputElement {
  const found = [...drawn.root.querySelectorAll<HTMLLabelElement>(".by-hand label")];
  const named = found.find((each) => each.textContent?.startsWith(label));
  return drawn.root.querySelector(`[id="${named?.htmlFor}"]`) as HTMLInputElement;
}

test("it is there below the cards, and where nothing was found", async () => {
  const listed = fixturePage([fixtureCard()]);
  const drawn = await draw({ host: HOST, page: listed, cards: listed.cards });
  expect(drawn.text()).toContain("Add an application by hand");
  for (const part of [
    { page: fixturePage([]) },
    {
      page: fixturePage([], { account: GMAIL }),
      reading: { progress: fixtureProgress({ phase: "done" }), paused: false, problem: null },
    },
    { page: fixturePage([], { account: GMAIL }) },
  ]) {
    const empty = await draw({ host: HOST, ...part });
    expect(empty.text()).toContain("Add an application by hand");
  }
});

test("an older host that does not know it is not asked", async () => {
  const page = fixturePage([fixtureCard()]);
  const drawn = await draw({ host: READY, page, cards: page.cards });
  expect(drawn.text()).not.toContain("Add an application by hand");
});

test("what was typed is told once, and survives until then", async () => {
  const page = fixturePage([fixtureCard()]);
  const drawn = await draw({ host: HOST, page, cards: page.cards });
  await drawn.press("Add it");
  expect(drawn.text()).toContain("Which company is it?");
  await drawn.type(field(drawn, "Company"), " Acme ");
  await drawn.type(field(drawn, "Whom"), "Dana");
  await drawn.press("Add it");
  expect(drawn.text()).toContain("Write it as: Name <address>");
  await drawn.type(field(drawn, "Whom"), "Dana Ruiz <dana@acme.example>");
  await drawn.type(field(drawn, "When"), "2026-03-02");
  expect(drawn.kept["text:by-hand"]).toMatchObject({ value: { company: " Acme " } });
  await drawn.press("Add it");
  expect(drawn.actions.addByHand).toHaveBeenCalledWith({
    company: "Acme",
    role: null,
    how: null,
    contact: "Dana Ruiz <dana@acme.example>",
    applied: "2026-03-02",
  });
  expect(drawn.kept).toEqual({});
  expect(field(drawn, "Company").value).toBe("");
});

test("what the host refuses is said beside the fields, and nothing is lost", async () => {
  const drawn = await draw({ host: HOST, page: fixturePage([]) });
  vi.mocked(drawn.actions.addByHand).mockResolvedValue("Hearback knows this application already.");
  await drawn.type(field(drawn, "Company"), "Acme");
  await drawn.press("Add it");
  expect(drawn.root.querySelector(".by-hand .wrong")?.textContent).toContain("already");
  expect(field(drawn, "Company").value).toBe("Acme");
});

test("a day to come is said at once", async () => {
  const page = fixturePage([]);
  const drawn = await draw({ host: HOST, page });
  await drawn.type(field(drawn, "Company"), "Acme");
  await drawn.type(field(drawn, "When"), "2027-03-02");
  await drawn.press("Add it");
  expect(drawn.text()).toContain("still to come");
  expect(drawn.actions.addByHand).not.toHaveBeenCalled();
});
