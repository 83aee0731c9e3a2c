/** What the panel's buttons do: the host on one side, the view on the other. */

import type { OpenMail } from "../../gmail-tab";
import { can, HostGone, HostProblem, type HostState } from "../../host";
import type {
  AccountView,
  Applications,
  Card,
  CardGroup,
  ChangeSettings,
  Remarks,
  Settings,
} from "../../protocol";
import type { AnswerTo, Ask, DraftToReview } from "../../requests";
import { t } from "../words";
import { type ConnectionsOutcome, findConnections } from "./connections";
import { type DraftOutcome, type DraftToSave, saveDraft, undoDraft } from "./drafting";
import { Noting } from "./noting";
import { Reading } from "./reading";
import { NOTHING_SHOWN, type Shown } from "./shown";
import { SignIn } from "./sign-in";
import { type Speaker, Talk } from "./talk";

const SETTLE_MS = 150; // j and k in Gmail pass through threads quickly

/** What the panel does by itself must not wipe away what went wrong for the user. */
const BY_USER = "user";
const BY_ITSELF = "itself";
type By = typeof BY_USER | typeof BY_ITSELF;

const PAGES_AT_ONCE = 2; // the first is short, to be seen soon; the next follows by itself
const NOW_AT_MOST = 400; // old silences of the first day are counted; beyond that nobody does

/** Whether there may be more to act on: what may be closed comes last there, and as one card. */
function endsInNow(cards: Card[]): boolean {
  return cards.at(-1)?.group === "now" && cards.length < NOW_AT_MOST;
}

const isTooShort = (cards: Card[], atLeast: number) => cards.length < atLeast || endsInNow(cards);

/** What the model cannot do itself. */
export interface Surroundings {
  openTab(url: string): void;
  /** Keep the first page for the next panel; null to forget it. */
  keepPage(page: Applications | null): void;
}

export class Model {
  shown: Shown = NOTHING_SHOWN;
  readonly signIn: SignIn;
  readonly reading: Reading;
  readonly noting: Noting;
  private readonly talk = new Talk();
  private readonly changed: () => void;
  private readonly surroundings: Surroundings;
  private visible = true;
  private unsure = false; // whether the host went before it said that a note was kept
  private asked = 0;
  private settleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void, surroundings: Surroundings) {
    this.changed = changed;
    this.surroundings = surroundings;
    this.signIn = new SignIn(this.talk, {
      show: (signIn) => this.show({ signIn }),
      open: (url) => surroundings.openTab(url),
      done: () => this.signedIn(),
    });
    this.reading = new Reading(this.talk, {
      show: (reading) => this.show({ reading }),
      wanted: () => this.wantsReading(),
      reload: () => this.load(BY_ITSELF),
    });
    this.noting = new Noting(this.talk, {
      shown: () => this.shown,
      show: (change) => this.show(change),
      attempt: (work) => this.change(work),
      load: () => this.load(),
      loadMore: () => this.loadMore(),
    });
  }

  speakTo(host: Speaker): void {
    this.talk.speakTo(host);
  }

  /**
   * Show the cards of the last time, until the host has answered. The conversation that was open
   * then need not be open now: its card has no place of its own, out of which it would have to go.
   */
  recall(page: Applications | null): void {
    if (!page || this.shown.page) return;
    this.show({ page: { ...page, open_thread: "none" }, cards: page.cards, recalled: true });
  }

  hostChanged(host: HostState): void {
    this.show({ host });
    if (host.kind !== "ready" && host.kind !== "connecting") this.dropRecalled();
    if (host.kind === "ready") void this.load().then(() => this.tellUnsure());
  }

  mailChanged(mail: OpenMail): void {
    const before = this.shown.mail.threadId;
    this.show({ mail });
    if (before === mail.threadId) return;
    clearTimeout(this.settleTimer);
    this.settleTimer = setTimeout(() => void this.load(), SETTLE_MS);
  }

  visibilityChanged(visible: boolean): void {
    this.visible = visible;
    if (visible) this.reading.wake();
  }

  tryAgain(): void {
    this.show({ problem: null });
    if (this.shown.host.kind === "ready") {
      this.reading.goOn();
      void this.load();
    } else this.talk.startAgain();
  }

  /** Ask for the cards again, as many pages as were shown. */
  async load(asked: By = BY_USER): Promise<void> {
    if (this.shown.host.kind !== "ready") return;
    await this.fetch([], null, this.shown.cards.length, asked);
    this.reading.wake();
  }

  async loadMore(): Promise<void> {
    const next = this.shown.page?.next_page;
    if (next) await this.fetch(this.shown.cards, next, 0);
  }

  async useSample(on: boolean): Promise<void> {
    await this.attempt(async () => {
      this.show({ cards: [], page: null, undo: null }); // the first reading takes a few seconds
      await this.talk.ask({ kind: "use_sample", on });
      await this.load();
    });
  }

  async signOut(): Promise<void> {
    await this.attempt(async () => {
      await this.talk.ask({ kind: "sign_out" });
      this.reading.startOver();
      this.speak(t("signed_out_done"));
      await this.load();
    });
  }

  async forget(typed: string): Promise<void> {
    if (!(await this.tell({ kind: "forget", typed }))) return;
    this.reading.startOver();
    this.surroundings.keepPage(null);
    this.show({ cards: [], page: null, undo: null });
    this.speak(t("forgotten"));
    await this.load();
  }

  /** Ask, and tell in the banner when that goes wrong; then there is no answer. */
  async tell<K extends Ask["kind"]>(
    request: Extract<Ask, { kind: K }>,
  ): Promise<AnswerTo<K> | null> {
    let answer: AnswerTo<K> | null = null;
    await this.attempt(async () => {
      answer = await this.talk.ask(request);
    });
    return answer;
  }

  /** What is set shows in the cards: days, tones, numbers. */
  async changeSettings(change: Omit<ChangeSettings, "id" | "kind">): Promise<Settings | null> {
    const settings = await this.tell({ kind: "change_settings", ...change });
    if (settings) void this.load();
    return settings;
  }

  /** Return what might be said better; without an answer nothing is. */
  async reviewDraft(draft: DraftToReview): Promise<Remarks["remarks"]> {
    const ask = { kind: "review_draft", ...draft } as const;
    return this.talk.askAside(ask).then(
      (reply) => reply.remarks,
      () => [],
    );
  }

  async saveDraft(draft: DraftToSave): Promise<DraftOutcome> {
    const outcome = await saveDraft(this.talk, draft);
    this.tellOf(outcome, t("draft_saved"));
    await this.load();
    return outcome;
  }

  async undoDraft(mailId: string): Promise<DraftOutcome> {
    const outcome = await undoDraft(this.talk, mailId);
    this.tellOf(outcome, t("draft_removed"));
    await this.load();
    return outcome;
  }

  findConnections(applicationId: string): Promise<ConnectionsOutcome> {
    return findConnections(this.talk, applicationId);
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

  private wantsReading(): boolean {
    const { account } = this;
    const mailbox = account?.source === "gmail" && account.signed_in;
    return this.visible && mailbox && can(this.shown.host, "sync");
  }

  private signedIn(): void {
    this.reading.startOver();
    this.speak(t("signed_in"));
    this.tryAgain();
  }

  private tellOf(outcome: DraftOutcome, words: string): void {
    this.speak(outcome.problem ? outcome.problem.message : words);
  }

  private async fetch(
    cards: Card[],
    after: string | null,
    atLeast: number,
    asked: By = BY_USER,
  ): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    this.show({ busy: true });
    await this.attempt(async () => {
      let [all, from, pages] = [cards, after, after ? PAGES_AT_ONCE : 0];
      do {
        const thread_id = this.shown.mail.threadId;
        const ask = { kind: "list_applications", after: from, thread_id } as const;
        const page: Applications = await this.talk.ask(ask);
        if (turn !== this.asked) return; // a newer question is on its way
        all = [...all, ...page.cards];
        from = page.next_page;
        pages += 1;
        this.showPage(page, from && all.length < atLeast ? this.shown.cards : all, pages === 1);
      } while (from && (pages < PAGES_AT_ONCE || isTooShort(all, atLeast)));
    }, asked);
    if (turn === this.asked) this.show({ busy: false });
  }

  private showPage(page: Applications, cards: Card[], first: boolean): void {
    if (first) this.surroundings.keepPage(page);
    this.show({ page, cards, recalled: false });
  }

  private dropRecalled(): void {
    if (this.shown.recalled) this.show({ page: null, cards: [], recalled: false });
  }

  private async change(work: () => Promise<void>): Promise<boolean> {
    const done = await this.attempt(work);
    this.unsure ||= !done && this.shown.host.kind !== "ready";
    return done;
  }

  /** The cards are there again, and show whether it was kept. */
  private tellUnsure(): void {
    if (!this.unsure) return;
    this.unsure = false;
    this.show({ problem: { code: "", message: t("change_unsure"), remedy: "" } });
  }

  private async attempt(work: () => Promise<void>, asked: By = BY_USER): Promise<boolean> {
    try {
      await work();
      if (this.shown.problem && asked === BY_USER) this.show({ problem: null });
      return true;
    } catch (error) {
      this.dropRecalled();
      if (error instanceof HostProblem) this.show({ problem: error.problem });
      else if (!(error instanceof HostGone)) throw error;
      else if (this.shown.host.kind === "ready") {
        this.show({ problem: { code: "", message: t("no_answer"), remedy: "" } });
      }
      return false;
    }
  }

  private show(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
    this.changed();
  }
}
