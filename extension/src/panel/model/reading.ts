/** Reads Gmail in slices of two seconds as long as somebody looks, then once a minute. */
import { HostGone, HostProblem } from "../../host";
import type { SyncProgress } from "../../protocol";
import type { ReadingShown } from "./shown";
import type { Talk } from "./talk";

const SLICE_SECONDS = 2;
const AGAIN_AFTER_MS = { done: 60_000, elsewhere: 10_000, listing: 0, reading: 0, rest: 0 };

/** Problems that pass by themselves; any other waits for the user. */
const PASSES_AFTER_MS: Readonly<Record<string, number>> = {
  gmail_busy: 60_000,
  gmail_unavailable: 60_000,
  offline: 30_000,
  sync_under_way: 10_000,
};

export interface ReadingHooks {
  show(reading: ReadingShown): void;
  /** Whether there is a mailbox to read, and somebody to look at what comes of it. */
  wanted(): boolean;
  reload(): Promise<void>;
}

export class Reading {
  private readonly talk: Talk;
  private readonly hooks: ReadingHooks;
  private shown: ReadingShown = { progress: null, paused: false, problem: null };
  private underWay = false;
  private stuck = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(talk: Talk, hooks: ReadingHooks) {
    this.talk = talk;
    this.hooks = hooks;
  }

  /** Go on unless a slice is under way or due; called whenever that may have become right. */
  wake(): void {
    if (!this.underWay && this.timer === undefined && !this.stuck) void this.step();
  }

  /** Go on at once, whatever was in the way. */
  goOn(): void {
    this.stuck = false;
    this.show({ problem: null });
    this.rest();
    this.wake();
  }

  pause(paused: boolean): void {
    this.show({ paused });
    if (!paused) this.goOn();
  }

  /** Another mailbox, or none: what was said of the one before is no longer true. */
  startOver(): void {
    this.rest();
    this.stuck = false;
    this.show({ progress: null, problem: null });
  }

  private async step(): Promise<void> {
    this.underWay = true;
    try {
      await this.talk.quiet();
      if (this.shown.paused || !this.hooks.wanted()) return;
      const before = this.shown.progress;
      const progress = await this.talk.askAside({ kind: "sync", seconds: SLICE_SECONDS });
      this.show({ progress, problem: null });
      if (hasNews(before, progress)) await this.hooks.reload();
      this.again(AGAIN_AFTER_MS[progress.phase] ?? AGAIN_AFTER_MS.done);
    } catch (error) {
      this.failed(error);
    } finally {
      this.underWay = false;
    }
  }

  private failed(error: unknown): void {
    if (error instanceof HostGone) return; // a host that is back wakes us
    if (!(error instanceof HostProblem)) throw error;
    this.show({ problem: error.problem });
    const wait = PASSES_AFTER_MS[error.problem.code];
    if (wait === undefined) this.stuck = true;
    else this.again(wait);
  }

  private again(wait: number): void {
    this.rest();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.wake();
    }, wait);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private show(change: Partial<ReadingShown>): void {
    this.shown = { ...this.shown, ...change };
    this.hooks.show(this.shown);
  }
}

/** New cards during a first reading; afterwards a known conversation may have gone on unnoticed. */
function hasNews(before: SyncProgress | null, now: SyncProgress): boolean {
  if (now.phase === "done") return before !== null || now.jobs > 0;
  return now.jobs > (before?.jobs ?? 0);
}
