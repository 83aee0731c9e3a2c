/** The whole panel: a state that needs words, or the groups of cards. */
import { useMemo } from "preact/hooks";
import { type Actions, ActionsContext } from "./actions";
import { Banners } from "./banners";
import { Groups } from "./groups";
import type { Shown } from "./model";
import { State } from "./states";
import { UndoBar } from "./undo-bar";
import { t } from "./words";

interface Props {
  shown: Shown;
  actions: Actions;
}

export function App({ shown, actions }: Props) {
  const held = useMemo(() => actions, [actions]);
  const { page, cards } = shown;
  return (
    <ActionsContext.Provider value={held}>
      <h1 class="visually-hidden">{t("name")}</h1>
      <Banners shown={shown} />
      <main aria-busy={shown.busy}>
        {page?.account && cards.length > 0 ? <Groups shown={shown} page={page} /> : null}
        <State shown={shown} />
      </main>
      {shown.undo ? <UndoBar words={shown.undo.words} /> : null}
      <p class="visually-hidden" role="status" aria-live="polite">
        {shown.spoken}
      </p>
    </ActionsContext.Provider>
  );
}
