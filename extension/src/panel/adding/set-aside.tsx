/** What was set aside, asked for when this is opened; each can be put back, however old. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SetAsideView } from "../../protocol";
import { useActions } from "../actions";
import { dayOfMoment } from "../days";
import { shortly } from "../shortly";
import { t } from "../words";

const WHY = {
  not_a_job: t("set_aside_not_a_job"),
  removed: t("set_aside_removed"),
  let_go: t("set_aside_let_go"),
} as const;
const LONGEST_NAME = 120;

export function SetAside({ now }: { now: string }) {
  const { can, listSetAside, putBack } = useActions();
  const [items, setItems] = useState<SetAsideView[] | null>(null);
  const list = useRef<HTMLDetailsElement>(null);
  const look = async () => setItems(await listSetAside());
  // With every new page something more may have been set aside.
  useEffect(() => {
    if (list.current?.open) void look();
  }, [now]);
  if (!can("list_set_aside")) return null;

  const back = async (item: SetAsideView) => {
    await putBack(item.note_ids); // the page that comes with it brings the list up to date
    list.current?.querySelector("summary")?.focus(); // the button that was pressed is gone
  };
  return (
    <details
      ref={list}
      class="set-aside"
      onToggle={(event) => {
        if (event.currentTarget.open) void look();
      }}
    >
      <summary>{t("set_aside")}</summary>
      {items && items.length === 0 ? <p class="small">{t("set_aside_none")}</p> : null}
      <ul class="notes">
        {items?.map((item) => (
          <li key={item.note_ids[0]}>
            <span dir="auto">
              {t("set_aside_one", {
                name: nameOf(item),
                why: WHY[item.why],
                day: dayOfMoment(item.at, now),
              })}
            </span>
            <button
              type="button"
              class="link"
              aria-label={t("put_back_which", { name: nameOf(item) })}
              onClick={() => void back(item)}
            >
              {t("put_back")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function nameOf({ company, role }: SetAsideView): string {
  return shortly([company, role].filter(Boolean).join(" · "), LONGEST_NAME) || t("unknown_company");
}
