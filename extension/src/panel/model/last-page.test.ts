import { expect, test } from "vitest";
import { fixtureCard, fixturePage } from "../../fixtures";
import type { Applications } from "../../protocol";
import { LastPage, type SessionStore } from "./last-page";

const seen = fixturePage([fixtureCard("now", { id: "a" })]);
const SAME_DAY = () => new Date(new Date(seen.now).getTime() + 60_000);
const NEXT_DAY = () => new Date(new Date(seen.now).getTime() + 86_400_000);

function store(kept: unknown = null): SessionStore & { kept: unknown } {
  return {
    kept,
    async get() {
      return this.kept;
    },
    async set(page) {
      this.kept = page;
    },
    async remove() {
      this.kept = null;
    },
  };
}

test("what was seen is there again on the same day", async () => {
  const pages = new LastPage(store(), SAME_DAY);
  pages.keep(seen);
  expect(await pages.recall()).toEqual(seen);
});

test("on the next day it is not: its words count days from yesterday", async () => {
  expect(await new LastPage(store(seen), NEXT_DAY).recall()).toBeNull();
});

test("what is forgotten, or was never cards, is nothing", async () => {
  const pages = new LastPage(store(seen), SAME_DAY);
  pages.forget();
  expect(await pages.recall()).toBeNull();
  const noAccount: Applications = { ...seen, account: null };
  for (const kept of [undefined, 3, {}, { kind: "done" }, noAccount, fixturePage([])]) {
    expect(await new LastPage(store(kept), SAME_DAY).recall()).toBeNull();
  }
});

test("a browser without such a store only makes the next panel wait", async () => {
  const broken: SessionStore = {
    get: () => Promise.reject(new Error("no")),
    set: () => Promise.reject(new Error("full")),
    remove: () => Promise.reject(new Error("no")),
  };
  const pages = new LastPage(broken, SAME_DAY);
  pages.keep(seen);
  pages.forget();
  expect(await pages.recall()).toBeNull();
});
