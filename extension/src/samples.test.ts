/** The replies that the host's own tests write: each fits the schema, and each list can be drawn. */
import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { drawPage } from "./panel/drawn";
import type { Reply } from "./protocol";
import { checkReply } from "./reply";

const FOLDER = "../tests/protocol/samples";
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(JSON.parse(readFileSync("protocol.schema.json", "utf8")), "wire");
const fits = ajv.compile({ $ref: "wire#/$defs/Reply" });

function read(name: string): Reply {
  return JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8"));
}

test("there are samples", () => {
  expect(names).not.toEqual([]);
});

test("the schema refuses what is no reply", () => {
  expect(fits({ id: 1, kind: "done" })).toBe(true);
  expect(fits({ id: 1, kind: "done", more: true })).toBe(false);
  expect(fits({ id: 1, kind: "applications" })).toBe(false);
});

describe.each(names)("%s", (name) => {
  const reply = read(name);

  test("fits the schema, and is believed", () => {
    expect(fits(reply), ajv.errorsText(fits.errors)).toBe(true);
    expect(checkReply(reply)).toBe(reply);
  });

  test.runIf(reply.kind === "applications")("is drawn", async () => {
    if (reply.kind !== "applications") return;
    const drawn = await drawPage(reply);
    const now = reply.cards.filter((card) => card.group === "now").length;
    const others = reply.cards.filter((card) => card.group !== "closed").length - now;
    const articles = drawn.root.querySelectorAll("article").length;
    expect(articles).toBeGreaterThanOrEqual(reply.account ? Math.min(now, 5) + others : 0);
  });
});
