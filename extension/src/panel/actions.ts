/** What a part of the panel may do, handed down once. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { MailPlace } from "../gmail-tab";
import type { DraftView, Remarks, SetAsideView, Settings } from "../protocol";
import type { Ask, ByHand, DraftsToCompose, DraftToReview, SettingsChange } from "../requests";
import type { ConnectionsOutcome } from "./model/connections";
import type { DraftOutcome, DraftToSave } from "./model/drafting";
import type { Memory } from "./model/memory";
import type { Note } from "./model/shown";

export interface Actions {
  addNote(applicationId: string, note: Note): Promise<boolean>;
  addNotes(applicationIds: string[], note: Note): Promise<boolean>;
  undo(): void;
  undoNote(noteId: string, applicationId: string): void;
  holdUndo(hold: boolean): void;
  saveDraft(draft: DraftToSave): Promise<DraftOutcome>;
  undoDraft(mailId: string): Promise<DraftOutcome>;
  copy(text: string): Promise<boolean>;
  /** As plain and as rich text. */
  copyMail(text: string): Promise<boolean>;
  openMail(place: MailPlace): void;
  connectGmail(): void;
  openSignIn(): void;
  cancelSignIn(): void;
  signOut(): void;
  pauseReading(paused: boolean): void;
  morningHour(): Promise<number | null>;
  setMorning(hour: number | null): Promise<boolean>;
  getSettings(): Promise<Settings | null>;
  changeSettings(change: SettingsChange): Promise<Settings | null>;
  forget(typed: string): void;
  openOverview(): void;
  addThread(): void;
  /** Return what was set aside, or null when that went wrong. */
  listSetAside(): Promise<SetAsideView[] | null>;
  putBack(noteIds: string[]): Promise<void>;
  /** Return the words with which it was refused, or null when it was added. */
  addByHand(told: ByHand): Promise<string | null>;
  reviewDraft(draft: DraftToReview): Promise<Remarks["remarks"]>;
  findConnections(applicationId: string): Promise<ConnectionsOutcome>;
  /** Return the mails, or null when that went wrong. */
  composeDrafts(draft: DraftsToCompose): Promise<DraftView[] | null>;
  /** Whether the host knows a request. */
  can(kind: Ask["kind"]): boolean;
  useSample(on: boolean): void;
  loadMore(): void;
  tryAgain(): void;
  speak(words: string): void;
  focused(): void;
  memory: Memory;
}

export const ActionsContext = createContext<Actions | null>(null);

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("drawn outside ActionsContext");
  return actions;
}
