import { expect, test, vi } from "vitest";
import { fixtureCard, fixturePage } from "../../fixtures";
import { draw } from "../drawn";

const HOST = { kind: "ready", capabilities: ["list_set_aside"] } as const;
const ITEMS = [
  {
    note_ids: ["n1", "n2"],
    at: "2026-03-10T09:00:00+00:00",
    why: "let_go",
    company: "Acme",
    role: "Chef",
  },
  {
    note_ids: ["n3"],
    at: "2026-03-09T09:00:00+00:00",
    why: "not_a_job",
    company: null,
    role: null,
  },
] as const;

test("what was set aside is asked for when it is opened, and can be put back", async () => {
  const page = fixturePage([fixtureCard()]);
  const drawn = await draw({ host: HOST, page, cards: page.cards });
  const list = drawn.root.querySelector<HTMLDetailsElement>(".set-aside");
  expect(drawn.actions.listSetAside).not.toHaveBeenCalled();
  vi.mocked(drawn.actions.listSetAside).mockResolvedValue(
    [...ITEMS].map((each) => ({
      ...each,
      note_ids: [...each.note_ids],
    })),
  );
  if (list) list.open = true;
  await drawn.fire(list, "toggle");
  expect(list?.textContent).toContain("Acme · Chef: let go on Tue 10 Mar");
  expect(list?.textContent).toContain("An employer: not a job mail, you said");
  await drawn.press("Put back");
  expect(drawn.actions.putBack).toHaveBeenCalledWith(["n1", "n2"]);
  expect(document.activeElement?.tagName).toBe("SUMMARY");
  vi.mocked(drawn.actions.listSetAside).mockResolvedValue([]);
  await drawn.redraw(fixturePage([fixtureCard()], { now: "2026-03-16T09:00:01+00:00" }));
  await vi.waitFor(() => expect(list?.textContent).toContain("Nothing is set aside."));
});

test("it is there where no card is left, and not with a host that knows none", async () => {
  const empty = await draw({ host: HOST, page: fixturePage([]) });
  expect(empty.text()).toContain("What you set aside");
  const old = await draw({ page: fixturePage([]) });
  expect(old.text()).not.toContain("What you set aside");
});
