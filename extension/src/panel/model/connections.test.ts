import { expect, test } from "vitest";
import { fixtureProblem } from "../../fixtures";
import { HostGone, HostProblem } from "../../host";
import { checkReply } from "../../reply";
import { findConnections } from "./connections";
import { fakeSpeaker } from "./fake-speaker";
import { Talk } from "./talk";

const found = { id: 1, kind: "connections", application_id: "a", searched: "gmail", people: [] };

function talkTo(answer: () => unknown): Talk {
  const talk = new Talk();
  talk.speakTo(fakeSpeaker(answer));
  return talk;
}

const failing = (error: Error) =>
  talkTo(() => {
    throw error;
  });

test("what is found is handed on", async () => {
  expect(
    await findConnections(
      talkTo(() => found),
      "a",
    ),
  ).toEqual({ found, problem: null });
});

test("what went wrong is for the card to tell", async () => {
  const problem = fixtureProblem("gmail_busy");
  expect(await findConnections(failing(new HostProblem(problem)), "a")).toEqual({
    found: null,
    problem,
  });
  const gone = await findConnections(failing(new HostGone("closed")), "a");
  expect(gone.problem?.message).not.toBe("");
});

test("a slip of ours is no problem of the user's", async () => {
  await expect(findConnections(failing(new TypeError("slip")), "a")).rejects.toThrow("slip");
});

test("an answer that cannot be drawn is not believed", () => {
  expect(checkReply(found)).toBe(found);
  expect(checkReply({ ...found, people: [{ name: "Pat" }] })).toBeNull();
  expect(checkReply({ ...found, searched: "the moon" })).toBeNull();
});
