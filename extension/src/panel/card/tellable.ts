/** What *Tell Hearback…* offers: a verb of the notes, its words, and what it needs. */
import type { Verb } from "../../protocol";
import type { Note } from "../model/shown";
import { t } from "../words";

interface Kind {
  words: string;
  takes: "day" | "text" | "application" | "nothing";
  ask: string;
}

export const TELLABLE = {
  promised: { words: t("tell_promised"), takes: "day", ask: t("tell_promised_day") },
  line_manager: { words: t("tell_line_manager"), takes: "text", ask: t("tell_line_manager_text") },
  contact: { words: t("tell_contact"), takes: "text", ask: t("tell_line_manager_text") },
  topic: { words: t("tell_topic"), takes: "text", ask: t("tell_topic_text") },
  travel: { words: t("tell_travel"), takes: "text", ask: t("tell_travel_text") },
  feedback: { words: t("tell_feedback"), takes: "text", ask: t("tell_feedback_text") },
  offer_confirmed: { words: t("tell_offer_confirmed"), takes: "nothing", ask: "" },
  accepted: { words: t("tell_accepted"), takes: "nothing", ask: "" },
  withdrawn: { words: t("tell_withdrawn"), takes: "nothing", ask: "" },
  rejected: { words: t("tell_rejected"), takes: "nothing", ask: "" },
  company: { words: t("tell_company"), takes: "text", ask: t("tell_company_text") },
  role: { words: t("tell_role"), takes: "text", ask: t("tell_role_text") },
  joined: { words: t("tell_joined"), takes: "application", ask: t("tell_joined_which") },
} satisfies Partial<Record<Verb, Kind>>;

export type Tellable = keyof typeof TELLABLE;

/** Return the note, or the words that say what is missing in it. */
export function noteOf(verb: Tellable, typed: string): Note | string {
  const kind: Kind = TELLABLE[verb];
  const value = typed.trim();
  if (kind.takes === "nothing") return { verb, words: kind.words };
  if (!value) return t("tell_needs_text");
  if (kind.takes === "day") return { verb, day: value, words: kind.words };
  if (
    (verb === "line_manager" || verb === "contact") &&
    !/^[^<>@]+<[^<>@\s]+@[^<>@\s]+>$/.test(value)
  ) {
    return t("tell_needs_manager");
  }
  return { verb, text: value, words: kind.words };
}
