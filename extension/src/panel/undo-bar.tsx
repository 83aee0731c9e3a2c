/** Says what was noted and takes it back; it waits while the pointer or the focus is on it. */
import { useActions } from "./actions";
import { t } from "./words";

export function UndoBar({ words }: { words: string }) {
  const { undo, holdUndo } = useActions();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only stops the clock
    <div
      class="undo"
      onMouseEnter={() => holdUndo(true)}
      onMouseLeave={() => holdUndo(false)}
      onFocusIn={() => holdUndo(true)}
      onFocusOut={() => holdUndo(false)}
    >
      <span>{words}</span>
      <button type="button" onClick={undo}>
        {t("undo")}
      </button>
    </div>
  );
}
