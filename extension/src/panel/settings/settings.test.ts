import { expect, test, vi } from "vitest";
import { fixtureCard, fixturePage, GMAIL } from "../../fixtures";
import { drawPage } from "../drawn";

const drawSettings = () => drawPage(fixturePage([fixtureCard()], { account: GMAIL }));
const box = (root: Element) => root.querySelector<HTMLInputElement>("footer input");

test("the morning word is switched on, moved, and switched off", async () => {
  const drawn = await drawSettings();
  await drawn.click(box(drawn.root));
  expect(drawn.actions.setMorning).toHaveBeenLastCalledWith(8);
  await drawn.type(drawn.root.querySelector("footer select"), "7");
  expect(drawn.actions.setMorning).toHaveBeenLastCalledWith(7);
  await drawn.click(box(drawn.root));
  expect(drawn.actions.setMorning).toHaveBeenLastCalledWith(null);
  expect(drawn.root.querySelector("footer select")).toBeNull();
});

test("what the browser does not allow is said", async () => {
  const drawn = await drawSettings();
  vi.mocked(drawn.actions.setMorning).mockResolvedValueOnce(false);
  await drawn.click(box(drawn.root));
  expect(drawn.text()).toContain("did not allow it");
  expect(drawn.root.querySelector("footer select")).toBeNull();
});

test("the way out of Gmail says what stays", async () => {
  const drawn = await drawSettings();
  expect(drawn.text()).toContain("Signed in as sam@example.com. The mail");
  await drawn.press("Sign out of Gmail");
  expect(drawn.actions.signOut).toHaveBeenCalledOnce();
  const file = await drawPage(fixturePage([fixtureCard()]));
  expect(file.text()).not.toContain("Sign out");
});
