/** The only module that speaks to the host: one port, requests with ids, and what to do when it goes. */
import type { Reply } from "./protocol";
import { checkReply, idOf } from "./reply";
import { ANSWERS, type AnswerTo, type Ask, answerWithin } from "./requests";

export const HOST_NAME = "app.hearback.host"; // as in manifest/host.json.template
export const PROTOCOL_VERSION = 1;
const RETRY_AFTER_MS = [1_000, 5_000, 30_000];
const STEADY_AFTER_MS = 60_000; // a port that stood so long was sound: its loss counts as the first

export type Problem = Extract<Reply, { kind: "problem" }>;

/** The host says that it could not do what was asked, and what to do next. */
export class HostProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Why a request got no answer: the port closed, or the time was up. */
export class HostGone extends Error {}

export type HostState =
  | { kind: "connecting" }
  | { kind: "ready"; capabilities: readonly string[] }
  | { kind: "not_installed"; error: string }
  | { kind: "mismatch"; problem: Problem }
  | { kind: "too_old"; which: "host" | "extension" }
  | { kind: "retrying"; error: string }
  | { kind: "stopped"; error: string };

/** The part of chrome.runtime.Port that is used here. */
export interface HostPort {
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

export interface Connector {
  connect(): HostPort;
  /** The browser's words on why a port closed; "" when it has none. */
  lastError(): string;
  extensionVersion(): string;
}

interface Pending {
  until: number;
  wanted: Reply["kind"];
  resolve(reply: Reply): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/** Whether this host knows a request: an older one may not. */
export function can(host: HostState, kind: Ask["kind"]): boolean {
  return host.kind === "ready" && host.capabilities.includes(kind);
}

/** A connection that comes back by itself, three times, and then waits for the user. */
export class Host {
  private readonly connector: Connector;
  private readonly onState: (state: HostState) => void;
  private port: HostPort | null = null;
  private ready = false;
  private everHeard = false;
  private attempts = 0;
  private openedAt = 0;
  private lastId = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly pending = new Map<number, Pending>();
  private early: { ask(): void; reject(error: Error): void }[] = [];

  constructor(connector: Connector, onState: (state: HostState) => void) {
    this.connector = connector;
    this.onState = onState;
  }

  /** Connect and say hello; also what *Try again* does. */
  start(): void {
    this.close();
    this.attempts = 0;
    this.onState({ kind: "connecting" });
    this.open();
  }

  /** Close the port for good; open requests fail with HostGone. */
  close(): void {
    clearTimeout(this.retry);
    const port = this.port;
    this.port = null;
    this.ready = false;
    port?.disconnect();
    this.fail(new HostGone("closed"));
  }

  /** Send a request. Rejects with HostProblem when the host says so, HostGone when it does not answer. */
  ask<K extends Ask["kind"]>(
    request: Extract<Ask, { kind: K }>,
    withinMs = answerWithin(request.kind),
  ): Promise<AnswerTo<K>> {
    const port = this.port;
    if (!port) return Promise.reject(new HostGone("not connected"));
    if (!this.ready && request.kind !== "hello") return this.askLater(request, withinMs);
    this.lastId += 1;
    const id = this.lastId;
    // The host answers one after the other: the time of a request begins when those before it end.
    const until = Math.max(Date.now(), ...this.untilOfPending()) + withinMs;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.timeUp(id), until - Date.now());
      this.pending.set(id, {
        until,
        wanted: ANSWERS[request.kind],
        resolve: resolve as Pending["resolve"],
        reject,
        timer,
      });
      this.post(port, { ...request, id });
    });
  }

  /** The panel can be used before the host has said hello: what is asked then waits for that. */
  private askLater<K extends Ask["kind"]>(
    request: Extract<Ask, { kind: K }>,
    withinMs: number,
  ): Promise<AnswerTo<K>> {
    return new Promise((resolve, reject) => {
      this.early.push({
        ask: () => this.ask(request, withinMs).then(resolve, reject),
        reject,
      });
    });
  }

  private untilOfPending(): number[] {
    return [...this.pending.values()].map((pending) => pending.until);
  }

  /** The browser throws when a port has closed and has not said so yet, and for more than 64 MiB. */
  private post(port: HostPort, message: Ask & { id: number }): void {
    try {
      port.postMessage(message);
    } catch (error) {
      port.disconnect();
      this.lost(String(error));
    }
  }

  private open(): void {
    const port = this.connector.connect();
    this.port = port;
    this.openedAt = Date.now();
    port.onMessage.addListener((message) => port === this.port && this.received(message));
    port.onDisconnect.addListener(() => port === this.port && this.lost());
    this.ask({
      kind: "hello",
      protocol_version: PROTOCOL_VERSION,
      extension_version: this.connector.extensionVersion(),
    }).then(
      ({ protocol_version: spoken, capabilities }) => {
        if (spoken !== PROTOCOL_VERSION) {
          return this.end({
            kind: "too_old",
            which: spoken < PROTOCOL_VERSION ? "host" : "extension",
          });
        }
        this.ready = true;
        this.onState({ kind: "ready", capabilities });
        for (const waiting of this.early.splice(0)) waiting.ask();
      },
      (error: unknown) => {
        if (error instanceof HostProblem) this.end({ kind: "mismatch", problem: error.problem });
        // Any other failure came with the port's end, unless the answer was one nobody knows.
        else if (port === this.port) this.end({ kind: "too_old", which: "host" });
      },
    );
  }

  private end(state: HostState): void {
    this.close();
    this.onState(state);
  }

  private received(message: unknown): void {
    this.everHeard = true;
    const id = idOf(message);
    const pending = id === null ? undefined : this.take(id);
    if (!pending) return;
    const reply = checkReply(message);
    if (reply?.kind === "problem") pending.reject(new HostProblem(reply));
    else if (reply?.kind === pending.wanted) pending.resolve(reply);
    else pending.reject(new HostGone("the answer was none that is known here"));
  }

  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    clearTimeout(pending?.timer);
    this.pending.delete(id);
    return pending;
  }

  /** A host that keeps silent is as good as gone: close the port, which ends it, and try again. */
  private timeUp(id: number): void {
    const pending = this.take(id);
    if (!pending) return;
    pending.reject(new HostGone("no answer in time"));
    this.port?.disconnect();
    this.lost("Hearback did not answer in time.");
  }

  private lost(words = this.connector.lastError()): void {
    this.port = null;
    this.ready = false;
    this.fail(new HostGone(words));
    if (Date.now() - this.openedAt >= STEADY_AFTER_MS) this.attempts = 0;
    const wait = RETRY_AFTER_MS[this.attempts];
    if (!this.everHeard) {
      this.onState({ kind: "not_installed", error: words });
    } else if (wait === undefined) {
      this.onState({ kind: "stopped", error: words });
    } else {
      this.attempts += 1;
      this.onState({ kind: "retrying", error: words });
      this.retry = setTimeout(() => this.open(), wait);
    }
  }

  private fail(error: Error): void {
    for (const pending of this.pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(error);
    }
    this.pending.clear();
    for (const waiting of this.early.splice(0)) waiting.reject(error);
  }
}

/** The real one. */
export const chromeConnector: Connector = {
  connect: () => chrome.runtime.connectNative(HOST_NAME),
  lastError: () => chrome.runtime.lastError?.message ?? "",
  extensionVersion: () => chrome.runtime.getManifest().version,
};
