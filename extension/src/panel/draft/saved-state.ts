/** Which of the drafts in Gmail belongs to a mail on a card. */
import type { Action, ApplicationView, SavedDraftView } from "../../protocol";

interface Where {
  application: ApplicationView;
  action: Action;
}

/**
 * Return the newest draft that was saved from this mail. Of several mails with one action only the
 * panel knows which it was; of a single one the host says so.
 */
export function savedStateOf(
  { application, action }: Where,
  mailId: string | null,
): SavedDraftView | null {
  const ofAction = application.saved_drafts.filter((each) => each.action === action);
  const mine = ofAction.findLast((each) => each.mail_id === mailId);
  const several = (application.advice?.drafts.length ?? 0) > 1;
  return mine ?? (several ? null : (ofAction.at(-1) ?? null));
}

/** Return the drafts that still lie in Gmail and belong to no mail that the card shows. */
export function otherDrafts({ saved_drafts, advice }: ApplicationView): SavedDraftView[] {
  return saved_drafts.filter(
    (each) =>
      (each.state === "saved" || each.state === "touched") &&
      !(advice && advice.drafts.length > 0 && each.action === advice.action),
  );
}
