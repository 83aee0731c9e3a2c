import { expect, test } from "vitest";
import { fixtureCard, fixturePage } from "../fixtures";
import { button, draw, drawPage } from "./drawn";

test("the banners stand in a header, the cards in main, the settings in a footer", async () => {
  const drawn = await drawPage(fixturePage([fixtureCard()]));
  const parts = [...drawn.root.children].map((part) => part.tagName);
  expect(parts.slice(0, 3)).toEqual(["HEADER", "MAIN", "FOOTER"]);
  expect(drawn.root.querySelector("header h1")?.textContent).toBe("Hearback");
});

test("when the button that was pressed is gone, the focus stays in the panel", async () => {
  const drawn = await draw({ page: fixturePage([], { account: null }) });
  button(drawn.root, "Try it with a sample").focus();
  await drawn.redraw(fixturePage([fixtureCard()]));
  expect(document.activeElement?.tagName).toBe("MAIN");
});

test("what happens is said politely", async () => {
  const drawn = await draw({ spoken: "Noted." });
  const region = drawn.root.querySelector("[aria-live=polite]");
  expect(region?.textContent).toBe("Noted.");
});
