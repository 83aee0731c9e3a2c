/** Says what was noted and takes it back; it waits while the pointer or the focus is on it. */
import { useActions } from "./actions";
import { t } from "./words";

export function UndoBar({ words }: { words: string }) {
  const { undo, holdUndo } = useActions();
  return (
    <section
      class="undo"
      aria-label={t("undo_bar")}
      onMouseEnter={() => holdUndo(true)}
      onMouseLeave={() => holdUndo(false)}
      onFocusIn={() => holdUndo(true)}
      onFocusOut={() => holdUndo(false)}
    >
      <span>{words}</span>
      <button type="button" onClick={undo}>
        {t("undo")}
      </button>
    </section>
  );
}
