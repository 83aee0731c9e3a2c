/** What the panel shows, and what its buttons do: the host on one side, the view on the other. */

import type { OpenMail } from "../gmail-tab";
import { type Ask, HostGone, HostProblem, type HostState, type Problem } from "../host";
import type { AccountView, Applications, Card, CardGroup, Verb } from "../protocol";
import { t } from "./words";

const UNDO_MS = 10_000;
const SETTLE_MS = 150; // j and k in Gmail pass through threads quickly

export interface Undo {
  noteId: string;
  applicationId: string;
  words: string;
}

export interface Shown {
  host: HostState;
  page: Applications | null;
  cards: Card[];
  problem: Pick<Problem, "message" | "remedy"> | null;
  busy: boolean;
  undo: Undo | null;
  spoken: string;
  mail: OpenMail;
  /** The application whose card gets the focus once it is drawn. */
  focus: string | null;
}

/** The part of Host that is used here. */
export interface Speaker {
  start(): void;
  ask<K extends Ask["kind"]>(request: Extract<Ask, { kind: K }>): Promise<unknown>;
}

export interface Note {
  verb: Verb;
  text?: string;
  day?: string;
  words: string;
}

export class Model {
  shown: Shown = {
    host: { kind: "connecting" },
    page: null,
    cards: [],
    problem: null,
    busy: false,
    undo: null,
    spoken: "",
    mail: { threadId: null, address: null },
    focus: null,
  };
  private host: Speaker | null = null;
  private readonly changed: () => void;
  private asked = 0;
  private undoTimer: ReturnType<typeof setTimeout> | undefined;
  private settleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  speakTo(host: Speaker): void {
    this.host = host;
    host.start();
  }

  hostChanged(host: HostState): void {
    this.show({ host });
    if (host.kind === "ready") void this.load();
  }

  mailChanged(mail: OpenMail): void {
    const before = this.shown.mail.threadId;
    this.show({ mail });
    if (before === mail.threadId) return;
    clearTimeout(this.settleTimer);
    this.settleTimer = setTimeout(() => void this.load(), SETTLE_MS);
  }

  tryAgain(): void {
    this.show({ problem: null });
    if (this.shown.host.kind === "ready") void this.load();
    else this.host?.start();
  }

  /** Ask for the cards again, as many pages as were shown. */
  async load(): Promise<void> {
    if (this.shown.host.kind !== "ready") return;
    await this.fetch([], null, this.shown.cards.length);
  }

  async loadMore(): Promise<void> {
    const next = this.shown.page?.next_page;
    if (next) await this.fetch(this.shown.cards, next, 0);
  }

  async useSample(on: boolean): Promise<void> {
    await this.attempt(async () => {
      this.show({ cards: [], page: null, undo: null }); // the first reading takes a few seconds
      await this.say({ kind: "use_sample", on });
      await this.load();
    });
  }

  /** Keep a note, offer to undo it, and move on to the next card. */
  async addNote(applicationId: string, note: Note): Promise<boolean> {
    return this.attempt(async () => {
      const reply = (await this.say({
        kind: "add_note",
        application_id: applicationId,
        verb: note.verb,
        text: note.text ?? null,
        day: note.day ?? null,
      })) as { note_id: string };
      const next = this.neighbour(applicationId);
      const words = t("noted", { what: note.words });
      this.show({ undo: { noteId: reply.note_id, applicationId, words }, spoken: words });
      this.holdUndo(false);
      await this.load();
      this.show({ focus: next });
    });
  }

  async undo(): Promise<void> {
    const undo = this.shown.undo;
    if (undo) await this.undoNote(undo.noteId, undo.applicationId);
  }

  /** Take a note back, and go to the card that it was about. */
  async undoNote(noteId: string, applicationId: string): Promise<void> {
    await this.attempt(async () => {
      await this.say({ kind: "undo_note", note_id: noteId });
      const undo = this.shown.undo?.noteId === noteId ? null : this.shown.undo;
      this.show({ undo, spoken: t("undone") });
      await this.load();
      this.show({ focus: applicationId });
    });
  }

  /** Stop the ten seconds while the pointer or the focus is on the bar; start them anew after. */
  holdUndo(hold: boolean): void {
    clearTimeout(this.undoTimer);
    if (!hold) this.undoTimer = setTimeout(() => this.show({ undo: null }), UNDO_MS);
  }

  speak(words: string): void {
    this.show({ spoken: "" }); // the same words twice are read out twice
    this.show({ spoken: words });
  }

  focused(): void {
    this.shown = { ...this.shown, focus: null };
  }

  get account(): AccountView | null {
    return this.shown.page?.account ?? null;
  }

  get counts(): CardGroup {
    return this.shown.page?.counts ?? { now: 0, waiting: 0, coming_up: 0, closed: 0 };
  }

  private async fetch(cards: Card[], after: string | null, atLeast: number): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    this.show({ busy: true });
    await this.attempt(async () => {
      let [all, from] = [cards, after];
      do {
        const thread_id = this.shown.mail.threadId;
        const ask = { kind: "list_applications", after: from, thread_id } as const;
        const page = (await this.say(ask)) as Applications;
        if (turn !== this.asked) return; // a newer question is on its way
        all = [...all, ...page.cards];
        from = page.next_page;
        this.show({ page, cards: from && all.length < atLeast ? this.shown.cards : all });
      } while (from && all.length < atLeast);
    });
    if (turn === this.asked) this.show({ busy: false });
  }

  private async say<K extends Ask["kind"]>(request: Extract<Ask, { kind: K }>): Promise<unknown> {
    if (!this.host) throw new HostGone("not connected");
    return this.host.ask(request);
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      if (this.shown.problem) this.show({ problem: null });
      return true;
    } catch (error) {
      if (error instanceof HostProblem) this.show({ problem: error.problem });
      else if (!(error instanceof HostGone)) throw error;
      else if (this.shown.host.kind === "ready") {
        this.show({ problem: { message: t("no_answer"), remedy: "" } });
      }
      return false;
    }
  }

  private neighbour(applicationId: string): string | null {
    const ids = this.shown.cards.map((card) => card.application.id);
    const at = ids.indexOf(applicationId);
    return ids[at + 1] ?? ids[at - 1] ?? null;
  }

  private show(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
    this.changed();
  }
}
