/** The replies that the host's own tests write: each fits the schema, and each list can be drawn. */
import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
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

const replies = names.map((name) => [name, read(name)] as const);

test.each(replies)("%s fits the schema, and is believed", (_name, reply) => {
  expect(fits(reply), ajv.errorsText(fits.errors)).toBe(true);
  expect(checkReply(reply)).toBe(reply);
});

test.each(replies.filter(([, reply]) => reply.kind === "applications"))(
  "%s is drawn",
  async (_name, read) => {
    const reply = checkReply(read);
    if (reply?.kind !== "applications") throw new Error("filtered above");
    const drawn = await drawPage(reply);
    const inGroup = (group: string) => reply.cards.filter((card) => card.group === group).length;
    const old = reply.cards.filter((card) => card.application.advice?.action === "let_go").length;
    const hidden = Math.max(inGroup("now") - 5, old - 1, 0); // below the fifth, or in one card
    const open = reply.cards.length - inGroup("closed") - hidden;
    const articles = drawn.root.querySelectorAll("article").length;
    if (!reply.account) expect(drawn.text()).toContain("Try it with a sample");
    else if (reply.cards.length === 0) expect(drawn.text()).toContain("Nothing to wait for");
    else expect(articles).toBeGreaterThanOrEqual(open);
    for (const card of reply.cards.slice(0, 1)) {
      expect(drawn.text()).toContain(card.application.company ?? "An employer");
    }
  },
);
