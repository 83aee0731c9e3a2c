/** A host for tests: a function answers, or throws what the host would. */
import type { AnswerTo, Ask } from "../../requests";
import type { Speaker } from "./talk";

export function fakeSpeaker(answer: (ask: Ask) => unknown): Speaker {
  return {
    start: () => {},
    ask: async <K extends Ask["kind"]>(request: Extract<Ask, { kind: K }>) =>
      (await answer(request as Ask)) as AnswerTo<K>,
  };
}
