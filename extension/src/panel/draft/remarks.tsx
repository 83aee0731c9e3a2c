/** What might be said better in a mail, asked for when the typing rests. */
import { useEffect, useState } from "preact/hooks";
import type { Remarks as Found } from "../../protocol";
import type { DraftToReview } from "../../requests";
import { useActions } from "../actions";
import { shortly } from "../shortly";
import { t } from "../words";

const RESTS_MS = 800;

interface Props {
  draft: DraftToReview;
  /** A mail that is folded up is not looked at. */
  open: boolean;
}

export function Remarks({ draft, open }: Props) {
  const { can, reviewDraft } = useActions();
  const [remarks, setRemarks] = useState<Found["remarks"]>([]);
  const looks = open && can("review_draft");
  useEffect(() => {
    if (!looks) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const found = await reviewDraft(draft);
      if (!stale) setRemarks(found);
    }, RESTS_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [looks, draft.body]);
  return (
    <div class="remarks" role="status">
      {remarks.length > 0 ? (
        <>
          <h4>{t("remarks")}</h4>
          <ul>
            {remarks.map(({ text, quote }) => (
              <li key={`${text} ${quote}`}>
                {quote ? <q dir="auto">{shortly(quote, 80)}</q> : null} {text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
