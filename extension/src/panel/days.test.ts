import { expect, test } from "vitest";
import { theirTimes } from "./days";

test.each([
  ["2026-03-18T10:00:00-04:00", "2026-03-18T11:00:00-04:00", "10:00–11:00", "UTC−4"],
  ["2026-03-18T10:00:00+05:30", "2026-03-18T10:45:00+05:30", "10:00–10:45", "UTC+5:30"],
])("%s is told on the clocks where it was written", (start, end, time, zone) => {
  expect(theirTimes(start, end)).toEqual({ time: expect.stringContaining(time), zone });
});

test.each(["no date", "2026-03-18T10:00:00"])("%s has no clocks of its own", (moment) => {
  expect(theirTimes(moment, moment)).toBeNull();
});

test("the reader's own clocks are not told twice", () => {
  const ahead = -new Date("2026-03-18T10:00:00Z").getTimezoneOffset();
  const pad = (number: number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const offset = `${ahead < 0 ? "-" : "+"}${pad(ahead / 60)}:${pad(ahead % 60)}`;
  const [start, end] = [`2026-03-18T10:00:00${offset}`, `2026-03-18T11:00:00${offset}`];
  expect(theirTimes(start, end)).toBeNull();
});
