import { expect, test, vi } from "vitest";
import { fixtureCard, fixturePage } from "../../fixtures";
import { draw } from "../drawn";

test("when the typing rests, remarks come; a host that knows none is not asked", async () => {
  const page = fixturePage([fixtureCard(), fixtureCard("now", { id: "folded" })]);
  const host = { kind: "ready", capabilities: ["review_draft"] } as const;
  const drawn = await draw({ page, cards: page.cards, host });
  const review = vi.mocked(drawn.actions.reviewDraft);
  review.mockResolvedValue([{ text: "This sounds like a reproach.", quote: "still nothing" }]);
  const area = drawn.root.querySelector(".draft > details > textarea");
  await drawn.type(area, "I have");
  await drawn.type(area, "I have still nothing");
  await vi.waitFor(() => expect(drawn.text()).toContain("This sounds like a reproach."), 3_000);
  expect(review).toHaveBeenCalledExactlyOnceWith({
    application_id: "acme",
    action: "check_in",
    number: 0,
    body: "I have still nothing",
  });
  const without = await draw({ page, cards: page.cards });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(without.actions.reviewDraft).not.toHaveBeenCalled();
});
