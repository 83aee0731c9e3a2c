/** What a part of the panel may do, handed down once. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Memory } from "./memory";
import type { Note } from "./model";

export interface Actions {
  addNote(applicationId: string, note: Note): Promise<boolean>;
  speak(words: string): void;
  copy(text: string): Promise<boolean>;
  openThread(threadId: string): void;
  useSample(on: boolean): void;
  loadMore(): void;
  tryAgain(): void;
  undo(): void;
  undoNote(noteId: string, applicationId: string): void;
  holdUndo(hold: boolean): void;
  focused(): void;
  memory: Memory;
}

export const ActionsContext = createContext<Actions | null>(null);

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("drawn outside ActionsContext");
  return actions;
}
