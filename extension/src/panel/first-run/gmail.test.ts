import { expect, test } from "vitest";
import { fixtureCard, fixturePage, fixtureProblem, fixtureProgress, GMAIL } from "../../fixtures";
import { draw } from "../drawn";
import type { ReadingShown, Shown, SignInShown } from "../model/shown";
import { timeLeft } from "./progress";

const stands = (state: SignInShown["state"], message = "", remedy = "") => ({
  page: fixturePage([], { account: null }),
  signIn: { state, message, remedy },
});
const card = fixtureCard();
const page = fixturePage([card], { account: GMAIL });
const drawReading = (part: Partial<ReadingShown>, rest: Partial<Shown> = {}) =>
  draw({
    page,
    cards: page.cards,
    reading: { progress: null, paused: false, problem: null, ...part },
    ...rest,
  });

test("the beginning offers Gmail, the sample and a file", async () => {
  const drawn = await draw({ page: fixturePage([], { account: null }) });
  await drawn.press("Connect Gmail");
  expect(drawn.actions.connectGmail).toHaveBeenCalledOnce();
  expect(drawn.text()).toContain("It cannot send.");
  const old = await draw({
    host: { kind: "ready", capabilities: [] },
    page: fixturePage([], { account: null }),
  });
  expect(old.text()).not.toContain("Connect Gmail");
});

test("a sign-in under way can be cancelled, and its page opened again", async () => {
  const drawn = await draw(stands("waiting"));
  expect(document.activeElement?.textContent).toBe("Go on in the tab that opened");
  await drawn.press("Open that page again");
  expect(drawn.actions.openSignIn).toHaveBeenCalledOnce();
  await drawn.press("Cancel");
  expect(drawn.actions.cancelSignIn).toHaveBeenCalledOnce();
});

test("without a client the way to one is told in steps, with links and the command", async () => {
  const drawn = await draw(stands("no_client"));
  const links = [...drawn.root.querySelectorAll<HTMLAnchorElement>("ol a")];
  expect(links).toHaveLength(5);
  for (const link of links) {
    expect(link.getAttribute("href")).toMatch(/^https:\/\/console\.cloud\.google\.com\//);
    expect(link.rel).toBe("noreferrer");
  }
  expect(drawn.text()).toContain("hearback sign-in --client FILE");
  await drawn.press("I have done this: sign in");
  expect(drawn.actions.connectGmail).toHaveBeenCalledOnce();
});

test("a sign-in that failed says why, and can be tried again", async () => {
  const drawn = await draw(stands("failed", "You said no.", "Say yes."));
  expect(drawn.text()).toContain("You said no.Say yes.");
  await drawn.press("Try again");
  expect(drawn.actions.connectGmail).toHaveBeenCalledOnce();
});

test("while it reads, the cards are there with how far it is", async () => {
  const progress = fixtureProgress({ read: 1_240, jobs: 3, likely: 620, seconds_left: 240 });
  const drawn = await drawReading({ progress });
  expect(drawn.text()).toContain("1,240 conversations read, 3 about a job. About 4 minutes left.");
  const bar = drawn.root.querySelector("progress");
  expect([bar?.value, bar?.max]).toEqual([1_240, 1_860]);
  expect(drawn.root.querySelectorAll("article")).toHaveLength(1);
  await drawn.press("Stop");
  expect(drawn.actions.pauseReading).toHaveBeenCalledWith(true);
  const paused = await drawReading({ progress, paused: true });
  await paused.press("Go on");
  expect(paused.actions.pauseReading).toHaveBeenCalledWith(false);
});

test.each([
  [fixtureProgress({ phase: "listing" }), "Looking for mail"],
  [fixtureProgress({ phase: "rest" }), "The likely mail is read."],
  [fixtureProgress({ phase: "elsewhere" }), "in another window"],
])("%o is told in words", async (progress, words) => {
  expect((await drawReading({ progress })).text()).toContain(words);
});

test("once it is done nothing is said of it", async () => {
  const drawn = await drawReading({ progress: fixtureProgress({ phase: "done" }) });
  expect(drawn.root.querySelector(".reading")).toBeNull();
});

test.each([
  [10, "Less than a minute left."],
  [70, "About a minute left."],
  [600, "About 10 minutes left."],
  [3_400, "About an hour left."],
  [9_000, "About 3 hours left."],
])("%d seconds are %j", (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});

test.each([
  ["sign_in_again", "Sign in again", "connectGmail"],
  ["not_signed_in", "Sign in again", "connectGmail"],
  ["scope_missing", "Sign in again", "connectGmail"],
  ["wrong_account", "Sign in again", "connectGmail"],
  ["gmail_busy", "Try again", "tryAgain"],
  ["offline", "Try again", "tryAgain"],
  ["gmail_unavailable", "Try again", "tryAgain"],
  ["api_disabled", "Try again", "tryAgain"],
  ["access_denied", "Try again", "tryAgain"],
  ["store_unusable", "Try again", "tryAgain"],
  ["revocation_failed", "Try again", "signOut"],
] as const)("%s: one banner with %j", async (code, words, action) => {
  const problem = fixtureProblem(code);
  const drawn = await drawReading({ problem, progress: fixtureProgress() }, { problem });
  const banners = drawn.root.querySelectorAll(".banner");
  expect(banners).toHaveLength(1);
  expect(banners[0]?.textContent).toBe(`It went wrong.Do this.${words}`);
  await drawn.press(words);
  expect(drawn.actions[action]).toHaveBeenCalledOnce();
  expect(drawn.root.querySelectorAll("article")).toHaveLength(1);
});

test("an address of Google's in a remedy is a link, any other is text", async () => {
  const remedy =
    "Go to https://console.cloud.google.com/apis, nor https://google.com.evil.example/x.";
  const drawn = await draw({ problem: { ...fixtureProblem("api_disabled"), remedy } });
  const links = [...drawn.root.querySelectorAll("a")].map((link) => link.href);
  expect(links[0]).toBe("https://console.cloud.google.com/apis");
  expect(links.join()).not.toContain("evil");
});

test("signed out, the cards stay, and the way back is offered once", async () => {
  const out = fixturePage([card], { account: { ...GMAIL, signed_in: false } });
  const drawn = await draw({ page: out, cards: out.cards });
  expect(drawn.text()).toContain("signed out of Gmail");
  await drawn.press("Sign in again");
  const again = await draw({ page: out, cards: out.cards, signIn: stands("waiting").signIn });
  expect(again.text()).not.toContain("signed out of Gmail");
  expect(again.root.querySelectorAll("article")).toHaveLength(1);
});

test("nothing found says what was looked at, and nothing yet that it is being read", async () => {
  const none = { page: fixturePage([], { account: GMAIL }), cards: [] };
  const done = fixtureProgress({ phase: "done", read: 1_200, jobs: 0 });
  const drawn = await drawReading({ progress: done }, none);
  expect(drawn.text()).toContain("1,200 conversations of sam@example.com");
  await drawn.press("Sign in with another account");
  expect(drawn.actions.connectGmail).toHaveBeenCalledOnce();
  const yet = await drawReading({ progress: fixtureProgress() }, none);
  expect(yet.text()).toContain("Nothing about a job yet");
});
