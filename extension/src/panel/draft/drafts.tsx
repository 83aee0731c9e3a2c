/** The mails of a card: one, or a small list with one for each interviewer; and what lies in Gmail. */
import type { AdviceView, ApplicationView, SavedDraftView } from "../../protocol";
import { useActions } from "../actions";
import { ACTION_WORDS, t } from "../words";
import { Choices, useChoice } from "./choices";
import { OpenInGmail } from "./copy";
import { DraftEditor } from "./draft";
import { otherDrafts } from "./saved-state";

interface Props {
  application: ApplicationView;
  advice: AdviceView;
  open: boolean;
  now: string;
  canSave: boolean;
}

export function Drafts({ application, advice, open, now, canSave }: Props) {
  const { can } = useActions();
  const { choice, wanted, choose, drafts } = useChoice(application.id, advice);
  const several = drafts.length > 1;
  const composes = can("compose_drafts");
  const as = choice.tone || choice.variant ? `:${choice.variant ?? ""}:${choice.tone ?? ""}` : "";
  return (
    <div class="drafts">
      {several ? <p class="small">{t("draft_several", { count: String(drafts.length) })}</p> : null}
      {drafts.map((draft, at) => (
        <DraftEditor
          key={`${advice.action}:${draft.to.join()}`}
          application={application}
          action={advice.action}
          draft={draft}
          number={at}
          saveAs={`draft:${application.id}:${advice.action}:${at}${as}`}
          variant={choice.variant}
          open={open && at === 0}
          now={now}
          canSave={canSave}
        >
          {composes && at === 0 ? (
            <Choices advice={advice} choice={wanted} choose={choose} />
          ) : null}
        </DraftEditor>
      ))}
    </div>
  );
}

/** Drafts of an earlier advice that still lie in Gmail. */
export function OtherDrafts({ application }: { application: ApplicationView }) {
  const { undoDraft } = useActions();
  return (
    <>
      {otherDrafts(application).map((saved) => (
        <div key={saved.mail_id} class="draft">
          <p class="small became">
            <strong>{ACTION_WORDS[saved.action]}:</strong> {stateInWords(saved)}
          </p>
          <OpenInGmail place={{ thread: saved.thread, messageId: null }} />
          {saved.state === "saved" ? (
            <button type="button" onClick={() => void undoDraft(saved.mail_id)}>
              {t("draft_undo")}
            </button>
          ) : null}
        </div>
      ))}
    </>
  );
}

function stateInWords({ state }: SavedDraftView): string {
  return t(state === "touched" ? "draft_state_touched" : "draft_saved");
}
