/** What *Tell Hearback…* offers: a verb of the notes, its words, and what it needs. */
import type { ApplicationView, Verb } from "../../protocol";
import type { Note } from "../model/shown";
import { STAGE_WORDS, t } from "../words";

interface Kind {
  words: string;
  takes:
    | "day"
    | "past_day"
    | "text"
    | "application"
    | "conversation"
    | "stage"
    | "time"
    | "nothing";
  ask: string;
}

export const TELLABLE = {
  promised: { words: t("tell_promised"), takes: "day", ask: t("tell_promised_day") },
  promise: { words: t("tell_promise"), takes: "day", ask: t("tell_promise_day") },
  not_promised: { words: t("tell_not_promised"), takes: "nothing", ask: "" },
  interview: { words: t("tell_interview"), takes: "time", ask: t("tell_interview_which") },
  took_place: { words: t("tell_took_place"), takes: "nothing", ask: "" },
  they_did_not_show: { words: t("tell_they_did_not_show"), takes: "nothing", ask: "" },
  no_show: { words: t("tell_no_show"), takes: "nothing", ask: "" },
  interview_moved: { words: t("tell_moved"), takes: "nothing", ask: "" },
  line_manager: { words: t("tell_line_manager"), takes: "text", ask: t("tell_line_manager_text") },
  contact: { words: t("tell_contact"), takes: "text", ask: t("tell_line_manager_text") },
  topic: { words: t("tell_topic"), takes: "text", ask: t("tell_topic_text") },
  travel: { words: t("tell_travel"), takes: "text", ask: t("tell_travel_text") },
  feedback: { words: t("tell_feedback"), takes: "text", ask: t("tell_feedback_text") },
  offer_confirmed: { words: t("tell_offer_confirmed"), takes: "nothing", ask: "" },
  accepted: { words: t("tell_accepted"), takes: "nothing", ask: "" },
  withdrawn: { words: t("tell_withdrawn"), takes: "nothing", ask: "" },
  rejected: { words: t("tell_rejected"), takes: "nothing", ask: "" },
  stage: { words: t("tell_stage"), takes: "stage", ask: t("tell_stage_which") },
  company: { words: t("tell_company"), takes: "text", ask: t("tell_company_text") },
  role: { words: t("tell_role"), takes: "text", ask: t("tell_role_text") },
  applied: { words: t("tell_applied"), takes: "past_day", ask: t("tell_applied_day") },
  joined: { words: t("tell_joined"), takes: "application", ask: t("tell_joined_which") },
  split: { words: t("tell_split"), takes: "conversation", ask: t("tell_split_which") },
} satisfies Partial<Record<Verb, Kind>>;

export type Tellable = keyof typeof TELLABLE;

/** What was typed: `value` for most, all three for the time of an interview. */
export interface Typed {
  verb: Tellable;
  value: string;
  until?: string;
  was?: string;
}

/** Those that a user can say; that an interview is arranged follows from its time. */
export const STAGES = (
  ["applied", "assessment", "invited", "interviewed", "offered", "rejected", "withdrawn"] as const
).map((stage) => ({ id: stage, name: STAGE_WORDS[stage] }));

/** Verbs that came with `tell_interview`: a host without it knows none of them. */
const UNKNOWN_BEFORE = [
  "interview",
  "promise",
  "not_promised",
  "stage",
  "contact",
  "applied",
] as const;

const ABOUT_AN_INTERVIEW = ["they_did_not_show", "no_show", "interview_moved"] as const;

/** Return what can be told of an application: a promise is put right only where a mail holds one. */
export function tellableOf(
  { promise, conversations, interviews }: ApplicationView,
  newHost: boolean,
): Tellable[] {
  const hidden = new Set<Tellable>(newHost ? [] : UNKNOWN_BEFORE);
  if (!promise?.message_id) hidden.add("promise").add("not_promised");
  if (interviews.length === 0) for (const verb of ABOUT_AN_INTERVIEW) hidden.add(verb);
  if (conversations.length === 0) hidden.add("split");
  return (Object.keys(TELLABLE) as Tellable[]).filter((verb) => !hidden.has(verb));
}

/** Return the note, or the words that say what is missing in it. */
export function noteOf(typed: Typed): Note | string {
  const { verb } = typed;
  const kind: Kind = TELLABLE[verb];
  const value = typed.value.trim();
  if (kind.takes === "nothing") return { verb, words: kind.words };
  if (!value) return t("tell_needs_text");
  if (kind.takes === "time") return interviewOf(typed);
  if (kind.takes === "day" || kind.takes === "past_day") {
    return { verb, day: value, words: kind.words };
  }
  const person = verb === "line_manager" || verb === "contact";
  if (person && !/^[^<>@]+<[^<>@\s]+@[^<>@\s]+>$/.test(value)) return t("tell_needs_manager");
  return { verb, text: value, words: kind.words };
}

function interviewOf({ value, until, was }: Typed): Note | string {
  const end = until ? `${value.slice(0, 10)}T${until}` : null;
  if (end !== null && end <= value) return t("tell_interview_ends");
  const interview = { start: value, end, was: was || null };
  return { verb: "interview", interview, words: t("tell_interview") };
}
