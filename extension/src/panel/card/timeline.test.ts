import { expect, test } from "vitest";
import { fixtureApplication, fixtureCard, fixturePage, NOW } from "../../fixtures";
import type { EventView } from "../../protocol";
import { drawPage } from "../drawn";
import { shapeOf } from "./timeline-shape";

const event = (day: string, who: EventView["who"]): EventView => ({
  at: `2026-03-${day}T10:00:00+00:00`,
  who,
  what: "Something happened.",
  kinds: [],
  note_id: null,
  evidence: null,
});
const history = [event("02", "robot"), event("04", "them"), event("05", "me"), event("06", "note")];
const interviews = [
  { start: "2026-03-20T10:00:00Z", end: "2026-03-20T11:00:00Z", took_place: "ahead" },
] as const;
const full = fixtureApplication({ history, interviews: [...interviews] });

test("mails stand in two lanes, in the order of time", () => {
  const shape = shapeOf(full, NOW);
  expect(shape?.dots.map((dot) => dot.lane)).toEqual(["theirs", "theirs", "mine", "mine"]);
  expect(shape?.dots.map((dot) => dot.quiet)).toEqual([true, false, false, true]);
  const places = shape?.dots.map((dot) => dot.at) ?? [];
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});

test("today stands behind the promised days, and before the interview", () => {
  const shape = shapeOf(full, NOW);
  expect(shape?.today).toBeGreaterThan(shape?.promise?.to ?? 100);
  expect(shape?.today).toBeLessThan(shape?.interviews[0]?.at ?? 0);
  for (const each of [...(shape?.dots ?? []), ...(shape?.interviews ?? [])]) {
    expect(each.at).toBeGreaterThanOrEqual(0);
    expect(each.at).toBeLessThanOrEqual(100);
  }
});

test("the picture is told in words too", async () => {
  const drawn = await drawPage(fixturePage([{ group: "now", application: full }]));
  const picture = drawn.root.querySelector("svg");
  expect(picture?.getAttribute("role")).toBe("img");
  const words = document.getElementById(picture?.getAttribute("aria-describedby") ?? "");
  expect(words?.textContent).toBe(
    "2 mails from them, 1 from you. Interview on Fri 20 Mar. " +
      "An answer was promised between Wed 4 Mar and Fri 13 Mar. Today is Mon 16 Mar.",
  );
});

test("one mail alone is no picture", async () => {
  const drawn = await drawPage(fixturePage([fixtureCard("now", { promise: null })]));
  expect(drawn.root.querySelector("svg")).toBeNull();
});

test("what is older than three months stands at the edge", () => {
  const old = { ...event("02", "them"), at: "2025-01-01T10:00:00Z" };
  const shape = shapeOf(fixtureApplication({ history: [old, ...history] }), NOW);
  expect(shape?.dots[0]?.at).toBe(0);
  expect(shape?.today).toBeLessThan(100);
});
