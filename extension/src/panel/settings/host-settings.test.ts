import { expect, test, vi } from "vitest";
import { fixtureCard, fixturePage } from "../../fixtures";
import type { Settings } from "../../protocol";
import { button, type Drawn, draw } from "../drawn";

const SETTINGS: Settings = {
  id: 1,
  kind: "settings",
  look_back_days: 180,
  country: "GB",
  countries: ["GB", "DE"],
  time_zone: "Europe/London",
  tone: "plain",
  sign_off: "Best regards",
  numbers: [
    { name: "wait", words: "Days to wait", value: 7, usual: 5, least: 1, most: 20 },
    { name: "chases", words: "Chases at most", value: 3, usual: 3, least: 1, most: 3 },
  ],
  kept: { folder: "/home/sam/hearback", bytes: 12_345_678, mails: 1_204 },
};

async function drawSettings(): Promise<Drawn> {
  const page = fixturePage([fixtureCard()]);
  const host = { kind: "ready", capabilities: ["get_settings", "get_overview"] } as const;
  const drawn = await draw({ page, cards: page.cards, host });
  vi.mocked(drawn.actions.getSettings).mockResolvedValue(SETTINGS);
  vi.mocked(drawn.actions.changeSettings).mockImplementation(async (change) => ({
    ...SETTINGS,
    ...(change as object),
    numbers: SETTINGS.numbers,
  }));
  const details = drawn.root.querySelector<HTMLDetailsElement>("footer > details");
  if (details) details.open = true;
  await drawn.fire(details, "toggle");
  return drawn;
}

const field = (drawn: Drawn, label: string) => {
  const labels = [...drawn.root.querySelectorAll("footer label")];
  const found = labels.find((each) => each.textContent?.startsWith(label));
  return document.getElementById(found?.getAttribute("for") ?? "") as HTMLInputElement;
};

test.each([
  ["How far back", "12", { look_back_days: 360 }],
  ["Public holidays of", "DE", { country: "DE" }],
  ["Your time zone", "Europe/Berlin", { time_zone: "Europe/Berlin" }],
  ["Tone", "warm", { tone: "warm" }],
  ["How you end a mail", "Cheers", { sign_off: "Cheers" }],
  ["Days to wait", "9", { numbers: [{ name: "wait", value: 9 }] }],
])("%s is changed at once", async (label, value, change) => {
  const drawn = await drawSettings();
  field(drawn, label).value = value;
  await drawn.fire(field(drawn, label), "change");
  expect(drawn.actions.changeSettings).toHaveBeenCalledWith(change);
  expect(drawn.actions.speak).toHaveBeenCalledWith("Saved.");
});

test("the usual numbers come back with one click", async () => {
  const drawn = await drawSettings();
  expect(drawn.text()).toContain("(usually 5)");
  await drawn.press("Back to the usual numbers");
  expect(drawn.actions.changeSettings).toHaveBeenCalledWith({
    numbers: [{ name: "wait", value: null }],
  });
});

test("everything is forgotten only after the word was typed", async () => {
  const drawn = await drawSettings();
  expect(drawn.text()).toContain(
    "1,204 mails are kept on this machine, 12 MB, in /home/sam/hearback",
  );
  expect(button(drawn.root, "Forget everything").disabled).toBe(true);
  await drawn.type(field(drawn, "Type forget"), "Forget ");
  await drawn.press("Forget everything");
  expect(drawn.actions.forget).toHaveBeenCalledWith("Forget");
});

test("a host that knows none of it is not asked", async () => {
  const page = fixturePage([fixtureCard()]);
  const drawn = await draw({ page, cards: page.cards });
  expect(drawn.text()).not.toContain("Overview");
  await drawn.fire(drawn.root.querySelector("footer > details"), "toggle");
  expect(drawn.actions.getSettings).not.toHaveBeenCalled();
});
