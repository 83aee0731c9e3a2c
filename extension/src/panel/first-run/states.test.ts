import { expect, test } from "vitest";
import { fixtureAccount, fixtureCard, fixturePage, READY } from "../../fixtures";
import type { HostState } from "../../host";
import { draw, drawPage } from "../drawn";
import type { Shown } from "../model/shown";

const problem = {
  id: 1,
  kind: "problem",
  code: "host_too_old",
  message: "The extension is newer.",
  remedy: "Update Hearback on this machine.",
} as const;

const states: [string, HostState, Partial<Shown>, string[]][] = [
  ["connecting", { kind: "connecting" }, {}, ["Looking for Hearback"]],
  [
    "a host that is not installed",
    { kind: "not_installed", error: "Specified native messaging host not found." },
    {},
    ["not running on this machine", "hearback install", "pipx install hearback", "host not found"],
  ],
  ["a mismatch", { kind: "mismatch", problem }, {}, [problem.message, problem.remedy]],
  ["a host too old", { kind: "too_old", which: "host" }, {}, ["pipx upgrade hearback"]],
  ["an extension too old", { kind: "too_old", which: "extension" }, {}, ["chrome://extensions"]],
  ["retrying", { kind: "retrying", error: "" }, {}, ["Trying again"]],
  ["stopped", { kind: "stopped", error: "It has exited." }, {}, ["hearback doctor", "exited"]],
  ["reading", READY, {}, ["Reading your applications"]],
  [
    "no account",
    READY,
    { page: fixturePage([], { account: null }) },
    ["Connect Gmail", "Try it with a sample", "hearback refresh --mbox FILE --me ADDRESS"],
  ],
  [
    "nothing found",
    READY,
    { page: fixturePage([]) },
    ["Nothing to wait for", "the mail of sam@example.com", "hearback refresh --mbox"],
  ],
  ["a problem", READY, { problem }, [problem.message, problem.remedy]],
];

test.each(states)("%s is said in words", async (_name, host, part, words) => {
  const drawn = await draw({ host, ...part });
  for (const each of words) expect(drawn.text()).toContain(each);
  expect(drawn.root.querySelector("article")).toBeNull();
});

test.each(["not_installed", "stopped"] as const)("%s can be tried again", async (kind) => {
  const drawn = await draw({ host: { kind, error: "" } });
  await drawn.press("Try again");
  expect(drawn.actions.tryAgain).toHaveBeenCalledOnce();
});

test("without mail the sample is one click away, and so is the way out of it", async () => {
  const empty = await drawPage(fixturePage([], { account: null }));
  await empty.press("Try it with a sample");
  expect(empty.actions.useSample).toHaveBeenCalledWith(true);
  const account = fixtureAccount({ source: "sample" });
  const sample = await drawPage(fixturePage([fixtureCard()], { account }));
  await sample.press("Leave the sample");
  expect(sample.actions.useSample).toHaveBeenCalledWith(false);
});

test("a Gmail tab of somebody else is said, the right one is not", async () => {
  const page = fixturePage([fixtureCard()]);
  const shown = { page, cards: page.cards };
  const other = await draw({ ...shown, mail: { threadId: null, address: "kim@example.com" } });
  expect(other.text()).toContain("belongs to kim@example.com");
  const same = await draw({ ...shown, mail: { threadId: null, address: "sam@example.com" } });
  expect(same.text()).not.toContain("belongs to");
});

test("a connection that is lost leaves the cards", async () => {
  const page = fixturePage([fixtureCard()]);
  const drawn = await draw({ page, cards: page.cards, host: { kind: "retrying", error: "" } });
  expect(drawn.text()).toContain("Trying again");
  expect(drawn.root.querySelectorAll("article")).toHaveLength(1);
});

test("a conversation that is not about a job can be said to be, where the host knows how", async () => {
  const page = fixturePage([fixtureCard()], { open_thread: "not_a_job_thread" });
  const host = { kind: "ready", capabilities: ["add_thread"] } as const;
  const drawn = await draw({ page, cards: page.cards, host });
  await drawn.press("This is about a job");
  expect(drawn.actions.addThread).toHaveBeenCalledOnce();
  expect((await draw({ page, cards: page.cards })).text()).not.toContain("This is about a job");
});
