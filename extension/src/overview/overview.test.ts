import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Overview } from "../protocol";
import { csvOf } from "./csv";
import { binsOf, medianOf } from "./figures";
import { beginningsOf, forwardFlows, HEIGHT, shapeOfFlows, WIDTH } from "./flow-shape";
import { OverviewPage } from "./view";

const FLOWS: Overview["flows"] = [
  { source: "applied", target: "invited", count: 20 },
  { source: "applied", target: "silent", count: 30 },
  { source: "invited", target: "interviewed", count: 15 },
  { source: "invited", target: "refused", count: 5 },
  { source: "interviewed", target: "offered", count: 3 },
];
const OVERVIEW: Overview = {
  id: 1,
  kind: "overview",
  flows: FLOWS,
  answer_days: [1, 4, 6, 30],
  promises: { kept: 7, late: 4, never: 3 },
  rows: [
    {
      application_id: "a",
      company: "=HYPERLINK(1)",
      role: 'Analyst, "senior"',
      began: "2026-03-02",
      station: "silent",
      promised: "2026-03-13",
      answered: null,
    },
  ],
};

async function drawOverview(overview: Overview | null, words = "") {
  document.body.replaceChildren();
  const root = document.body.appendChild(document.createElement("div"));
  const show = vi.fn();
  const shown = { overview, words, now: "2026-03-16T09:00:00Z" };
  const page = OverviewPage({ shown, show });
  await act(() => render(page, root));
  return { show, text: () => root.textContent ?? "" };
}

test("the streams stay inside the picture, and are as wide as they are many", () => {
  const shape = shapeOfFlows(forwardFlows(FLOWS));
  for (const node of shape?.nodes ?? []) {
    expect(node.x + node.width).toBeLessThanOrEqual(WIDTH);
    expect(node.y + node.height).toBeLessThanOrEqual(HEIGHT);
  }
  const widths = shape?.streams.map((stream) => stream.width) ?? [];
  expect([...widths].sort((a, b) => b - a)).toEqual(widths);
  expect(beginningsOf(FLOWS)).toBe(50);
});

test("flows that go back, to themselves or nowhere are left out", () => {
  const odd: Overview["flows"] = [
    { source: "offered", target: "applied", count: 1 },
    { source: "silent", target: "silent", count: 2 },
    { source: "applied", target: "invited", count: 0 },
  ];
  expect(forwardFlows(odd)).toEqual([]);
  expect(shapeOfFlows([])).toBeNull();
});

test("the picture has a table beside it", async () => {
  await drawOverview(OVERVIEW);
  const cells = [...document.querySelectorAll(".beside tbody tr")].map((row) => row.textContent);
  expect(cells).toContain("AppliedSilent30");
  expect(document.querySelector("svg")?.getAttribute("aria-label")).toContain("50 applications");
});

test("few figures come with an honest word, enough without", async () => {
  const drawn = await drawOverview(OVERVIEW);
  expect(drawn.text()).toContain("Half of 4 answers came within 4 days");
  expect(drawn.text()).toContain("That is only 4: too few");
  expect(drawn.text()).toContain("Of 14 promised answers, 7 came in time.");
  expect(drawn.text()).not.toContain("That is only 14");
});

test("the days are asked for, and nothing between them is said", async () => {
  const drawn = await drawOverview({ ...OVERVIEW, rows: [] });
  expect(drawn.text()).toContain("no applications between these days");
  const [first] = document.querySelectorAll("input");
  await act(() => {
    if (first) first.value = "2026-01-01";
    first?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await act(() => void document.querySelector("form")?.dispatchEvent(new Event("submit")));
  expect(drawn.show).toHaveBeenCalledWith({ first: "2026-01-01", last: null });
});

test("a table for other programs holds no formula", () => {
  expect(csvOf(OVERVIEW.rows).split("\r\n")[1]).toBe(
    `'=HYPERLINK(1),"Analyst, ""senior""",2026-03-02,Silent,2026-03-13,`,
  );
});

test.each([
  [[], 0],
  [[3], 3],
  [[9, 1], 1],
  [[5, 1, 9], 5],
])("half of %j came within %d days", (days, median) => {
  expect(medianOf(days)).toBe(median);
});

test("each answer is counted once", () => {
  expect(binsOf([0, 2, 3, 10, 11, 21, 400]).map((bin) => bin.count)).toEqual([2, 1, 1, 1, 2]);
});
