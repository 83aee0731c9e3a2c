/** What the panel can ask, what answers it, and how long that may take. */
import type {
  AddByHand,
  ChangeSettings,
  ComposeDrafts,
  Reply,
  Request,
  ReviewDraft,
  TellInterview,
} from "./protocol";

const ANSWER_WITHIN_MS = 20_000;
const GMAIL_WITHIN_MS = 90_000; // Google may be slow, and is asked again before a problem is told

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** A request before it has an id. */
export type Ask = Without<Request, "id">;

export const ANSWERS = {
  hello: "ready",
  list_applications: "applications",
  use_sample: "done",
  add_note: "note_added",
  undo_note: "done",
  sign_in: "sign_in_state",
  sign_in_status: "sign_in_state",
  cancel_sign_in: "sign_in_state",
  sign_out: "done",
  sync: "sync_progress",
  save_draft: "draft_saved",
  undo_draft: "done",
  get_settings: "settings",
  change_settings: "settings",
  forget: "done",
  add_thread: "note_added",
  add_by_hand: "note_added",
  tell_interview: "note_added",
  list_set_aside: "set_aside",
  find_connections: "connections",
  review_draft: "remarks",
  compose_drafts: "drafts",
  get_overview: "overview",
} as const satisfies Record<Ask["kind"], Reply["kind"]>;

const ASKS_GOOGLE: ReadonlySet<Ask["kind"]> = new Set([
  "sign_out",
  "sync",
  "save_draft",
  "undo_draft",
  "forget",
  "find_connections",
]);

/** The reply to a request, when all goes well. */
export type AnswerTo<K extends Ask["kind"]> = Extract<Reply, { kind: (typeof ANSWERS)[K] }>;

/** What of the settings is changed. */
export type SettingsChange = Partial<Without<ChangeSettings, "id" | "kind">>;
export type ByHand = Without<AddByHand, "id" | "kind">;
export type InterviewTold = Without<TellInterview, "id" | "kind" | "application_id">;
export type DraftsToCompose = Without<ComposeDrafts, "id" | "kind">;
export type DraftToReview = Without<ReviewDraft, "id" | "kind">;

export function answerWithin(kind: Ask["kind"]): number {
  return ASKS_GOOGLE.has(kind) ? GMAIL_WITHIN_MS : ANSWER_WITHIN_MS;
}
