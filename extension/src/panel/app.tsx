/** The whole panel: a state that needs words, or the groups of cards. */
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Actions, ActionsContext } from "./actions";
import { Banners } from "./banners";
import { Groups } from "./card/groups";
import { CardsContext } from "./card/others";
import { State } from "./first-run/states";
import type { Shown } from "./model/shown";
import { Settings } from "./settings/settings";
import { UndoBar } from "./undo-bar";
import { t } from "./words";

interface Props {
  shown: Shown;
  actions: Actions;
}

export function App({ shown, actions }: Props) {
  const held = useMemo(() => actions, [actions]);
  const { page, cards } = shown;
  const main = useRef<HTMLElement>(null);
  // When the card that should have the focus is not drawn, the page must not lose it.
  useEffect(() => {
    if (shown.focus === null) return;
    if (document.activeElement === document.body) main.current?.focus();
    actions.focused();
  }, [shown.focus, actions]);
  useKeptFocus(main);
  return (
    <ActionsContext.Provider value={held}>
      <header>
        <h1 class="visually-hidden">{t("name")}</h1>
        <Banners shown={shown} />
      </header>
      <main ref={main} tabIndex={-1} aria-busy={shown.busy || shown.recalled}>
        <State shown={shown} />
        <CardsContext.Provider value={cards}>
          {page?.account && cards.length > 0 ? <Groups shown={shown} page={page} /> : null}
        </CardsContext.Provider>
      </main>
      <Settings shown={shown} />
      {shown.undo ? <UndoBar words={shown.undo.words} /> : null}
      <p class="visually-hidden" role="status" aria-live="polite">
        {shown.spoken}
      </p>
    </ActionsContext.Provider>
  );
}

/** When the button that was pressed goes away, the focus must not fall out of the panel. */
function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  const last = useRef<EventTarget | null>(null);
  useEffect(() => {
    const note = (event: FocusEvent) => {
      last.current = event.target;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useEffect(() => {
    const gone = last.current instanceof Node && !last.current.isConnected;
    if (gone && document.activeElement === document.body)
      main.current?.focus({ preventScroll: true });
  });
}
