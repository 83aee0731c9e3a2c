import { expect, test } from "vitest";
import {
  addressOfTitle,
  showsThread,
  threadOfAddress,
  threadOfToken,
  tokenOfThread,
} from "./gmail-thread";

const TOKEN = "FMfcgzQgLjNPlfJCVRfnNkPGkLhWClCW";
const THREAD = "19de9c93ce0566d3";
const MAIL = "https://mail.google.com/mail/u/0/";

test("a token of Gmail's web pages is the id of the API, and back", () => {
  expect(threadOfToken(TOKEN)).toBe(THREAD);
  expect(tokenOfThread(THREAD)).toBe(TOKEN);
});

test.each(["0000000000000001", "7fffffffffffffff", "19de9c93ce0566d3", "00ab54a98ceb1f0a"])(
  "the thread %s survives the way there and back",
  (thread) => expect(threadOfToken(tokenOfThread(thread) ?? "")).toBe(thread),
);

test.each([
  ["nothing", ""],
  ["a vowel", `${TOKEN}a`],
  ["a list", "inbox"],
  ["a thread begun in the web client", "KtbxLxGcCVHRfDcpFGBgnfQrDbPQpZqcTq"],
  ["no letters at all", "%F0%9F%92%A9"],
  ["far too much", "B".repeat(100_000)],
])("%s has no thread id in it", (_what, token) => expect(threadOfToken(token)).toBeNull());

test.each(["", "19de", "19DE9C93CE0566D3", "19de9c93ce0566d3f", "../etc", "undefined"])(
  "%j is no thread id",
  (thread) => expect(tokenOfThread(thread)).toBeNull(),
);

test.each([
  [`${MAIL}#inbox/${TOKEN}`, THREAD],
  [`${MAIL}#search/from%3Aacme/${TOKEN}?compose=new`, THREAD],
  [`${MAIL}#all/${THREAD}`, THREAD],
  [`${MAIL}#inbox`, null],
  [MAIL, null],
  [`https://mail.google.com.evil.example/mail/u/0/#inbox/${TOKEN}`, null],
  [undefined, null],
])("%s shows the thread %s", (address, thread) => expect(threadOfAddress(address)).toBe(thread));

test("a conversation whose id the address hides is still one", () => {
  expect(showsThread(`${MAIL}#inbox/QgrcJHsTmNTCVzHQsDhDWjfXhqNXwKmZBqq`)).toBe(true);
  expect(showsThread(`${MAIL}#inbox`)).toBe(false);
  expect(showsThread(`${MAIL}#settings/general`)).toBe(false);
});

test.each([
  ["Inbox (3) - sam@example.com - Gmail", "sam@example.com"],
  ["Write to dana@acme.example - Sam.Rivera@Example.com - Acme Mail", "sam.rivera@example.com"],
  ["Gmail", null],
  [undefined, null],
])("the title %j names %s", (title, address) => expect(addressOfTitle(title)).toBe(address));
