/** What the figures come to. */

/** Below this a share says more about chance than about companies. */
export const ENOUGH = 10;

const BINS = [
  [0, 2],
  [3, 5],
  [6, 10],
  [11, 20],
  [21, Number.POSITIVE_INFINITY],
] as const;

/** Return how many answers fall into each span of days. */
export function binsOf(days: number[]): { words: string; count: number }[] {
  return BINS.map(([from, to]) => ({
    words: Number.isFinite(to) ? `${from}–${to}` : `${from}+`,
    count: days.filter((each) => each >= from && each <= to).length,
  }));
}

/** Return the number of days within which half of the answers came. */
export function medianOf(days: number[]): number {
  const sorted = [...days].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
}
