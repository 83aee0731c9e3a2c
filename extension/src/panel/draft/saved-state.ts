/** Which of the drafts in Gmail belongs to a mail on a card. */
import type { Action, ApplicationView, SavedDraftView } from "../../protocol";

interface Where {
  application: ApplicationView;
  action: Action;
  number: number;
}

/** Return the newest draft that was saved from this mail. */
export function savedStateOf({ application, action, number }: Where): SavedDraftView | null {
  const mine = application.saved_drafts.filter(
    (each) => each.action === action && each.number === number,
  );
  return mine.at(-1) ?? null;
}

/** Return the drafts that still lie in Gmail and belong to no mail that the card shows. */
export function otherDrafts({ saved_drafts, advice }: ApplicationView): SavedDraftView[] {
  return saved_drafts.filter(
    (each) =>
      (each.state === "saved" || each.state === "touched") &&
      !(advice && advice.drafts.length > 0 && each.action === advice.action),
  );
}
