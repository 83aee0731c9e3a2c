/**
 * Messages that the host does not know yet, as the panel would have them. Each is sent only when
 * `ready` names it; once protocol.d.ts has them, this file goes.
 */
import type { Action } from "./protocol";

/** What can be set on the host. */
export interface GetSettings {
  id: number;
  kind: "get_settings";
}

/** What is null stays as it is. Answered with the settings as they are then. */
export interface ChangeSettings {
  id: number;
  kind: "change_settings";
  look_back_days: number | null;
  country: string | null;
  time_zone: string | null;
  tone: Tone | null;
  sign_off: string | null;
  /** A value of null goes back to the usual one. */
  numbers: { name: string; value: number | null }[];
}

/** Delete all that is kept, and end the access at Google. The host checks what was typed, too. */
export interface Forget {
  id: number;
  kind: "forget";
  typed: string;
}

/** The open conversation is about a job, though Hearback did not see it. Undone as a note is. */
export interface AddThread {
  id: number;
  kind: "add_thread";
  thread_id: string;
  company: string | null;
  role: string | null;
}

/** Look at the courtesy of a text while it is written. */
export interface ReviewDraft {
  id: number;
  kind: "review_draft";
  application_id: string;
  action: Action;
  number: number;
  body: string;
}

export type DraftToReview = Omit<ReviewDraft, "id" | "kind">;

/** The figures of the applications that began on these days, both included; null is no limit. */
export interface GetOverview {
  id: number;
  kind: "get_overview";
  first: string | null;
  last: string | null;
}

export type ComingRequest =
  | GetSettings
  | ChangeSettings
  | Forget
  | AddThread
  | ReviewDraft
  | GetOverview;

/** What of the settings is changed. */
export type SettingsChange = Partial<Omit<ChangeSettings, "id" | "kind">>;

export type Tone = "as_theirs" | "plain" | "warm" | "formal";

export interface SettingsView {
  id: number;
  kind: "settings";
  look_back_days: number;
  /** Two letters; empty for no holidays. */
  country: string;
  /** Those whose holidays are known. */
  countries: string[];
  time_zone: string;
  tone: Tone;
  /** Empty: as the user closes other mails. */
  sign_off: string;
  numbers: PlaybookNumber[];
  kept: { folder: string; bytes: number; mails: number };
}

/** A number of the playbook: `words` say what it counts. */
export interface PlaybookNumber {
  name: string;
  words: string;
  value: number;
  usual: number;
  least: number;
  most: number;
}

/** What might be said better; `quote` is the part of the text it is about. */
export interface Remarks {
  id: number;
  kind: "remarks";
  remarks: { text: string; quote: string | null }[];
}

/** How far an application came, for the picture of them all. */
export type Station =
  | "applied"
  | "approached"
  | "invited"
  | "interviewed"
  | "offered"
  | "refused"
  | "silent"
  | "withdrawn"
  | "open";

export interface Overview {
  id: number;
  kind: "overview";
  flows: { source: Station; target: Station; count: number }[];
  /** Days from an interview to the answer, one for each application that was answered. */
  answer_days: number[];
  /** Promises whose day has passed: answered in time, later, or not at all. */
  promises: { kept: number; late: number; never: number };
  rows: OverviewRow[];
}

export interface OverviewRow {
  application_id: string;
  company: string | null;
  role: string | null;
  began: string;
  station: Station;
  promised: string | null;
  answered: string | null;
}

export type ComingReply = SettingsView | Remarks | Overview;
