/** A draft of a card, put into Gmail's drafts and taken back. */
import { HostGone, HostProblem } from "../../host";
import type { Action, DraftSaved, SaveDraft } from "../../protocol";
import { t } from "../words";
import type { ProblemShown } from "./shown";
import type { Talk } from "./talk";

export interface DraftToSave {
  applicationId: string;
  action: Action;
  number: number;
  body: string;
  filled: string[];
  /** Another mail than the one that fits best. */
  variant: string | null;
  /** The one to write anew; null for a new one. */
  mailId: string | null;
}

/** What came of it; the card tells, since it is about that mail alone. */
export type DraftOutcome =
  | { saved: DraftSaved | null; problem: null }
  | { saved: null; problem: ProblemShown };

export function saveDraft(talk: Talk, draft: DraftToSave): Promise<DraftOutcome> {
  return outcomeOf(() =>
    talk.ask({
      kind: "save_draft",
      application_id: draft.applicationId,
      action: draft.action,
      number: draft.number,
      body: draft.body,
      filled: draft.filled as SaveDraft["filled"], // generated as tuples, up to the twenty allowed
      mail_id: draft.mailId,
      variant: draft.variant,
    }),
  );
}

export function undoDraft(talk: Talk, mailId: string): Promise<DraftOutcome> {
  return outcomeOf(async () => {
    await talk.ask({ kind: "undo_draft", mail_id: mailId });
    return null;
  });
}

async function outcomeOf(work: () => Promise<DraftSaved | null>): Promise<DraftOutcome> {
  try {
    return { saved: await work(), problem: null };
  } catch (error) {
    if (error instanceof HostProblem) return { saved: null, problem: error.problem };
    if (!(error instanceof HostGone)) throw error;
    return { saved: null, problem: { code: "", message: t("draft_unsure"), remedy: "" } };
  }
}
