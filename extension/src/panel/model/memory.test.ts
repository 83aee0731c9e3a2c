import { expect, test } from "vitest";
import { Memory } from "./memory";

const DAY_MS = 86_400_000;

function storeWith(kept: Record<string, unknown>) {
  return {
    get: async () => kept,
    set: async (items: object) => void Object.assign(kept, items),
    remove: async (keys: string[]) => {
      for (const key of keys) delete kept[key];
    },
  };
}

test("what was put is there when it is opened again", async () => {
  const kept = {};
  (await Memory.open(storeWith(kept))).put("draft:a:check_in:0", { text: "x", answers: {} });
  const again = await Memory.open(storeWith(kept));
  expect(again.get("draft:a:check_in:0")).toEqual({ text: "x", answers: {} });
});

test("a star forgets all that begins so, and nothing else", async () => {
  const kept = {};
  const memory = await Memory.open(storeWith(kept));
  for (const key of ["draft:a:check_in:0", "draft:a:check_in:1", "draft:a:reply:0", "draft:ab"]) {
    memory.put(key, 1);
  }
  memory.forget("draft:a:check_in:*");
  expect(Object.keys(kept)).toEqual(["text:draft:a:reply:0", "text:draft:ab"]);
  memory.forget("draft:a:reply:0");
  expect(Object.keys(kept)).toEqual(["text:draft:ab"]);
});

test("what nobody came back to for two months goes, settings stay", async () => {
  const kept = {
    "text:old": { value: 1, at: 0 },
    "text:broken": "x",
    "text:new": { value: 2, at: 50 * DAY_MS },
    "setting:reading_paused": true,
  };
  const memory = await Memory.open(storeWith(kept), () => 61 * DAY_MS);
  expect(memory.get("new")).toBe(2);
  expect(Object.keys(kept)).toEqual(["text:new", "setting:reading_paused"]);
});

test("a store that does not open leaves the page as memory", async () => {
  const refuse = () => Promise.reject(new Error("no"));
  const memory = await Memory.open({ get: refuse, set: refuse, remove: refuse });
  memory.put("a", 1);
  expect(memory.get("a")).toBe(1);
});
