import { expect, test, vi } from "vitest";
import { fixtureAdvice, fixtureCard, fixturePage, fixtureProblem } from "../../fixtures";
import type { Action, ConnectionView } from "../../protocol";
import { type Drawn, draw } from "../drawn";
import type { ConnectionsOutcome } from "../model/connections";

const HOST = { kind: "ready", capabilities: ["find_connections"] } as const;
const PAT: ConnectionView = {
  name: "Pat Oduya",
  address: "pat@acme.example",
  last: "2026-03-06T12:00:00+00:00",
  wrote: "me",
};
const KIM = { ...PAT, name: "", address: "kim@acme.example", wrote: "them" } as const;

function outcome(people: ConnectionView[], searched = "gmail" as const): ConnectionsOutcome {
  const found = { id: 1, kind: "connections", application_id: "acme", searched, people } as const;
  return { found: { ...found, people }, problem: null };
}

function drawCard(action: Action = "check_in", host: object = HOST): Promise<Drawn> {
  const page = fixturePage([fixtureCard("now", { advice: fixtureAdvice({ action }) })]);
  return draw({ page, cards: page.cards, host: host as typeof HOST });
}

const part = (drawn: Drawn) => drawn.root.querySelector<HTMLDetailsElement>(".connections");
const said = (drawn: Drawn) => part(drawn)?.querySelector("[role=status]")?.textContent ?? "";

async function open(drawn: Drawn): Promise<void> {
  const details = part(drawn);
  if (!details) throw new Error("there is no such part");
  details.open = true;
  await drawn.fire(details, "toggle");
}

test.each(["check_in", "value_add", "move_up"] as const)(
  "beside %s it is offered",
  async (action) => {
    expect((await drawCard(action)).text()).toContain("People you know there");
  },
);

test.each(["wait", "thank_you", "let_go"] as const)("beside %s it is not", async (action) => {
  expect(part(await drawCard(action))).toBeNull();
});

test("a host from before it is not asked", async () => {
  expect(part(await drawCard("check_in", { kind: "ready", capabilities: [] }))).toBeNull();
});

test("nobody is looked for before it is opened, then once", async () => {
  const drawn = await drawCard();
  expect(drawn.actions.findConnections).not.toHaveBeenCalled();
  let answer: (outcome: ConnectionsOutcome) => void = () => {};
  vi.mocked(drawn.actions.findConnections).mockReturnValue(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  await open(drawn);
  expect(said(drawn)).toBe("Looking for people at Acme whom you have written with…");
  await drawn.fire(part(drawn), "toggle");
  expect(drawn.actions.findConnections).toHaveBeenCalledExactlyOnceWith("acme");
  answer(outcome([PAT, KIM]));
  await vi.waitFor(() => expect(said(drawn)).toContain("Pat Oduya"));
  await drawn.fire(part(drawn), "toggle");
  expect(drawn.actions.findConnections).toHaveBeenCalledTimes(1);
});

test("each is told with address, last mail, and who wrote it", async () => {
  const drawn = await drawCard();
  vi.mocked(drawn.actions.findConnections).mockResolvedValue(outcome([PAT, KIM]));
  await open(drawn);
  const rows = [...(part(drawn)?.querySelectorAll("li") ?? [])].map((row) => row.textContent);
  expect(rows[0]).toMatch(/^Pat Oduya pat@acme\.example.*You wrote on .*6/);
  expect(rows[1]?.trim()).toMatch(/^kim@acme\.example.*They wrote on /);
  expect(said(drawn)).toContain("Nothing of it is kept");
});

test("nobody is said kindly, and one can look again", async () => {
  const drawn = await drawCard();
  await open(drawn);
  expect(said(drawn)).toContain("That is how it usually is");
  vi.mocked(drawn.actions.findConnections).mockResolvedValue(outcome([PAT]));
  await drawn.press("Look again");
  expect(said(drawn)).toContain("Pat Oduya");
});

test.each([
  ["sample", "From the sample mailbox"],
  ["kept", "Only the job mail that Hearback keeps was searched."],
  ["nothing", "No mail says which company this is."],
] as const)("what was searched is said: %s", async (searched, words) => {
  const drawn = await drawCard();
  const told = outcome([], searched as "gmail");
  vi.mocked(drawn.actions.findConnections).mockResolvedValue(told);
  await open(drawn);
  expect(said(drawn)).toContain(words);
});

test("what went wrong is told where it was asked, with a way to try again", async () => {
  const drawn = await drawCard();
  const problem = fixtureProblem("offline");
  vi.mocked(drawn.actions.findConnections).mockResolvedValueOnce({ found: null, problem });
  await open(drawn);
  expect(said(drawn)).toBe("It went wrong.Do this.");
  await drawn.press("Try again");
  expect(said(drawn)).toContain("Nobody yet");
});

test("a name is text, however long or written", async () => {
  const drawn = await drawCard();
  const evil = { ...PAT, name: `<img src=x> \u202e${"x".repeat(5_000)}` };
  vi.mocked(drawn.actions.findConnections).mockResolvedValue(outcome([evil]));
  await open(drawn);
  expect(part(drawn)?.querySelector("img")).toBeNull();
  expect(said(drawn).length).toBeLessThan(400);
  expect(part(drawn)?.querySelector("bdi")?.textContent).toContain("<img src=x>");
});
