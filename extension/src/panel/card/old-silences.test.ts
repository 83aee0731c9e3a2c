import { expect, test } from "vitest";
import { fixtureAdvice, fixtureCard, fixturePage } from "../../fixtures";
import type { Card } from "../../protocol";
import { drawPage } from "../drawn";

const old = (id: string): Card =>
  fixtureCard("now", {
    id,
    company: `Old ${id}`,
    advice: fixtureAdvice({ action: "let_go", drafts: [] }),
  });
const page = () => fixturePage([fixtureCard(), old("a"), old("b"), old("c")]);

test("old silences are one card, and are closed together", async () => {
  const drawn = await drawPage(page());
  expect(drawn.root.querySelectorAll("article")).toHaveLength(2);
  expect(drawn.text()).toContain("Close 3 old applications?");
  await drawn.press("Close 3");
  expect(drawn.actions.addNotes).toHaveBeenCalledWith(["a", "b", "c"], {
    verb: "let_go",
    words: "Closed 3 old applications",
  });
});

test("some of them can be kept", async () => {
  const drawn = await drawPage(page());
  await drawn.click(drawn.root.querySelectorAll("input[type=checkbox]")[1]);
  await drawn.press("Close 2");
  expect(drawn.actions.addNotes).toHaveBeenCalledWith(["a", "c"], expect.anything());
});

test("they can be looked at one by one", async () => {
  const drawn = await drawPage(page());
  await drawn.press("Look at each");
  expect(drawn.root.querySelectorAll("article")).toHaveLength(4);
});

test("a single one is a card like others, and several come last", async () => {
  expect((await drawPage(fixturePage([old("a")]))).text()).not.toContain("old applications");
  const many = Array.from({ length: 8 }, (_, at) => fixtureCard("now", { id: `n${at}` }));
  const drawn = await drawPage(fixturePage([...many, old("a"), old("b")]));
  expect(drawn.root.querySelectorAll("article")).toHaveLength(5);
  await drawn.press("Show more");
  expect(drawn.root.querySelectorAll("article")).toHaveLength(9);
});
