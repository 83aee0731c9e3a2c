/** Every word of the panel that is not the host's. `{name}` is filled by t(); TypeScript checks the names. */
import type { Action, Stage } from "../../protocol";
import { CARDS } from "./cards";
import { FIRST_RUN } from "./first-run";
import { GMAIL } from "./gmail";
import { OVERVIEW } from "./overview";
import { SETTINGS } from "./settings";

const WORDS = { ...FIRST_RUN, ...GMAIL, ...CARDS, ...SETTINGS, ...OVERVIEW } as const;

type Key = keyof typeof WORDS;
type Names<T extends string> = T extends `${string}{${infer N}}${infer Rest}`
  ? N | Names<Rest>
  : never;
type Filled<K extends Key> = Names<(typeof WORDS)[K]>;
type Fill<K extends Key> = [Filled<K>] extends [never] ? [] : [Record<Filled<K>, string>];

/** Return the words for a key, with its gaps filled. */
export function t<K extends Key>(key: K, ...fill: Fill<K>): string {
  const values: Record<string, string> = fill[0] ?? {};
  return WORDS[key].replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}

/** What a card advises, as the line above its draft. */
export const ACTION_WORDS: Record<Action, string> = {
  reply: "Answer them",
  no_show: "Write about the missed interview",
  ask_feedback: "Ask for feedback",
  leave_it: "Leave it",
  withdraw: "Withdraw",
  keep_updated: "Tell them about your other offer",
  ask_timeline: "Ask when you will hear",
  thank_you: "Say thank you",
  wait: "Wait",
  let_go: "Let go",
  check_in: "Check in",
  value_add: "Be interesting",
  move_up: "Write one step up",
};

/** What a card says when there is nothing to advise. */
export const STAGE_WORDS: Record<Stage, string> = {
  applied: "You applied.",
  assessment: "They asked for an assessment.",
  invited: "They invited you.",
  scheduled: "An interview is arranged.",
  interviewed: "You had the interview.",
  offered: "They made you an offer.",
  rejected: "They said no.",
  withdrawn: "You withdrew.",
  let_go: "You let it go. A late answer brings it back.",
};
