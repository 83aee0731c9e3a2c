/** What the user tells of applications: kept, undone for ten seconds, and on to the next card. */
import type { ByHand } from "../../requests";
import { shortly } from "../shortly";
import { t } from "../words";
import type { Note, Shown } from "./shown";
import type { Talk } from "./talk";

const UNDO_MS = 10_000;
const PAGES_AT_MOST = 50; // until the card that was added is among those shown

/** What is needed of the model here. */
export interface NotingHooks {
  shown(): Shown;
  show(change: Partial<Shown>): void;
  /** Do it, and tell in the banner when that goes wrong. */
  attempt(work: () => Promise<void>): Promise<boolean>;
  load(): Promise<void>;
  loadMore(): Promise<void>;
}

export class Noting {
  private readonly talk: Talk;
  private readonly hooks: NotingHooks;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(talk: Talk, hooks: NotingHooks) {
    this.talk = talk;
    this.hooks = hooks;
  }

  /** Keep notes, offer to undo them as one, and move on to the next card. */
  async add(applicationIds: string[], note: Note): Promise<boolean> {
    const { attempt, load, show, shown } = this.hooks;
    const noteIds: string[] = [];
    const next = this.neighbour(applicationIds);
    const done = await attempt(async () => {
      for (const application_id of applicationIds) {
        noteIds.push((await this.talk.ask(asRequest(application_id, note))).note_id);
      }
    });
    if (noteIds.length === 0) return done;
    this.offerUndo(noteIds, applicationIds[0] ?? "", t("noted", { what: note.words }));
    const { problem } = shown(); // what went wrong half-way outlives the cards' coming
    await load();
    show({ focus: next, problem: problem ?? shown().problem });
    return done;
  }

  /** The open conversation is about a job after all: its card comes first then. */
  async addThread(): Promise<void> {
    const { attempt, load, shown } = this.hooks;
    const thread_id = shown().mail.threadId;
    if (thread_id === null) return;
    await attempt(async () => {
      const ask = { kind: "add_thread", thread_id, company: null, role: null } as const;
      this.offerUndo([(await this.talk.ask(ask)).note_id], "", t("thread_added"));
      await load();
    });
  }

  /** Keep an application of which there is no mail, and go to its card; else say why not. */
  async addByHand(told: ByHand): Promise<string | null> {
    const { attempt, load, loadMore, show, shown } = this.hooks;
    let noteId = "";
    const done = await attempt(async () => {
      noteId = (await this.talk.ask({ kind: "add_by_hand", ...told })).note_id;
    });
    if (!done) {
      const { message, remedy } = shown().problem ?? { message: t("no_answer"), remedy: "" };
      return `${message} ${remedy}`.trim();
    }
    this.offerUndo([noteId], "", t("by_hand_done", { company: shortly(told.company, 80) }));
    await load();
    const added = () =>
      shown().cards.find(({ application: { notes } }) =>
        notes.some((note) => note.note_id === noteId),
      );
    for (let pages = 0; !added() && shown().page?.next_page && pages < PAGES_AT_MOST; pages += 1) {
      await loadMore();
    }
    show({ focus: added()?.application.id ?? null });
    return null;
  }

  async undo(): Promise<void> {
    const { undo } = this.hooks.shown();
    if (undo) await this.takeBack(undo.noteIds, undo.applicationId);
  }

  /** Take notes back, and go to the card that they were about. */
  async takeBack(noteIds: string[], applicationId: string | null): Promise<void> {
    const { attempt, load, show, shown } = this.hooks;
    await attempt(async () => {
      for (const note_id of noteIds) await this.talk.ask({ kind: "undo_note", note_id });
      const { undo } = shown();
      const same = undo?.noteIds.some((each) => noteIds.includes(each));
      show({ undo: same ? null : undo, spoken: t("undone") });
      await load();
      if (applicationId !== null) show({ focus: applicationId });
    });
  }

  /** Stop the ten seconds while the pointer or the focus is on the bar; start them anew after. */
  holdUndo(hold: boolean): void {
    clearTimeout(this.timer);
    if (!hold) this.timer = setTimeout(() => this.hooks.show({ undo: null }), UNDO_MS);
  }

  private offerUndo(noteIds: string[], applicationId: string, words: string): void {
    this.hooks.show({ undo: { noteIds, applicationId, words }, spoken: words });
    this.holdUndo(false);
  }

  private neighbour(applicationIds: string[]): string | null {
    const ids = this.hooks.shown().cards.map((card) => card.application.id);
    const at = applicationIds.map((id) => ids.indexOf(id));
    return ids[Math.max(...at) + 1] ?? ids[Math.min(...at) - 1] ?? null;
  }
}

function asRequest(application_id: string, { verb, text, day, interview }: Note) {
  if (interview) return { kind: "tell_interview", application_id, ...interview } as const;
  return { kind: "add_note", application_id, verb, text: text ?? null, day: day ?? null } as const;
}
