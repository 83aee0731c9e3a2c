/** The mails of a card: one, or a small list with one for each interviewer. */
import type { AdviceView, ApplicationView } from "../protocol";
import { DraftEditor } from "./draft";
import { ACTION_WORDS, t } from "./words";

interface Props {
  application: ApplicationView;
  advice: AdviceView;
  open: boolean;
}

export function Drafts({ application, advice, open }: Props) {
  const several = advice.drafts.length > 1;
  return (
    <div class="drafts">
      {several ? (
        <p class="small">{t("draft_several", { count: String(advice.drafts.length) })}</p>
      ) : null}
      {advice.drafts.map((draft, at) => (
        <DraftEditor
          key={`${advice.action}:${draft.to.join()}`}
          draft={draft}
          title={ACTION_WORDS[advice.action]}
          saveAs={`draft:${application.id}:${advice.action}:${at}`}
          thread={draft.thread ?? application.threads.at(-1) ?? null}
          open={open && at === 0}
        />
      ))}
    </div>
  );
}
