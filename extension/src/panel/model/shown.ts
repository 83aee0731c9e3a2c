/** What the panel shows: everything that its view is drawn from. */
import type { OpenMail } from "../../gmail-tab";
import type { HostState, Problem } from "../../host";
import type { Applications, Card, SyncProgress, Verb } from "../../protocol";
import type { InterviewTold } from "../../requests";

/** How a sign-in stands; null when none is under way. */
export interface SignInShown {
  state: "starting" | "waiting" | "no_client" | "failed";
  message: string;
  remedy: string;
}

/** How far the reading of Gmail is; null before the first answer. */
export interface ReadingShown {
  progress: SyncProgress | null;
  paused: boolean;
  problem: Problem | null;
}

/** What was just noted, and can be taken back at once. */
export interface Undo {
  noteIds: string[];
  applicationId: string;
  words: string;
}

/** A problem of the host's, or one of ours, which has no code. */
export type ProblemShown = Pick<Problem, "code" | "message" | "remedy">;

export interface Shown {
  host: HostState;
  page: Applications | null;
  cards: Card[];
  /** The cards are those of the last time, to be looked at until the host has answered. */
  recalled: boolean;
  problem: ProblemShown | null;
  signIn: SignInShown | null;
  reading: ReadingShown;
  busy: boolean;
  undo: Undo | null;
  spoken: string;
  mail: OpenMail;
  /** The application whose card gets the focus once it is drawn. */
  focus: string | null;
}

export const NOTHING_SHOWN: Shown = {
  host: { kind: "connecting" },
  page: null,
  cards: [],
  recalled: false,
  problem: null,
  signIn: null,
  reading: { progress: null, paused: false, problem: null },
  busy: false,
  undo: null,
  spoken: "",
  mail: { threadId: null, address: null },
  focus: null,
};

/** What the user says of an application; `words` is how the panel calls it. */
export interface Note {
  verb: Verb;
  text?: string;
  day?: string;
  /** The time of an interview has a request of its own. */
  interview?: InterviewTold;
  words: string;
}
