/** Signing in with Google: begun here, done in a tab, followed until it is over. */
import { HostGone, HostProblem } from "../../host";
import type { SignInState } from "../../protocol";
import { t } from "../words";
import type { SignInShown } from "./shown";
import type { Talk } from "./talk";

const LOOK_AGAIN_MS = 1_000;

/** Google, or this machine where a test stands in for Google. Nothing else is ever opened. */
const SIGN_IN_PAGES = /^(?:https:\/\/accounts\.google\.com\/|http:\/\/(?:127\.0\.0\.1|localhost):)/;

export interface SignInHooks {
  show(signIn: SignInShown | null): void;
  open(url: string): void;
  done(): void;
}

export class SignIn {
  private readonly talk: Talk;
  private readonly hooks: SignInHooks;
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private url: string | null = null;

  constructor(talk: Talk, hooks: SignInHooks) {
    this.talk = talk;
    this.hooks = hooks;
  }

  async start(): Promise<void> {
    this.forget();
    this.hooks.show(shown("starting"));
    await this.follow("sign_in", this.turn);
  }

  /** Give it up, or put away what it came to. */
  async cancel(): Promise<void> {
    const underWay = this.url !== null;
    this.forget();
    this.hooks.show(null);
    // When the host is gone, so is the sign-in.
    if (underWay) await this.talk.ask({ kind: "cancel_sign_in" }).catch(() => {});
  }

  /** Open Google's page again, for who closed it. */
  openAgain(): void {
    if (this.url) this.hooks.open(this.url);
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.turn += 1;
    this.url = null;
  }

  private async follow(kind: "sign_in" | "sign_in_status", turn: number): Promise<void> {
    let state: SignInState;
    try {
      state = await this.talk.askAside({ kind });
    } catch (error) {
      if (turn === this.turn) this.end(failure(error));
      return;
    }
    if (turn !== this.turn) return;
    if (state.state === "waiting") this.wait(state, turn);
    else if (state.state === "done") {
      this.end(null);
      this.hooks.done();
    } else if (state.state === "none") {
      this.end(this.url ? shown("failed", t("sign_in_lost")) : null);
    } else this.end(shown(state.state, state.message, state.remedy));
  }

  private wait({ url }: SignInState, turn: number): void {
    if (url && url !== this.url) {
      if (!SIGN_IN_PAGES.test(url)) {
        void this.talk.askAside({ kind: "cancel_sign_in" }).catch(() => {});
        this.end(shown("failed", t("sign_in_elsewhere")));
        return;
      }
      this.url = url;
      this.hooks.open(url);
    }
    this.hooks.show(shown("waiting"));
    this.timer = setTimeout(() => void this.follow("sign_in_status", turn), LOOK_AGAIN_MS);
  }

  private end(signIn: SignInShown | null): void {
    this.forget();
    this.hooks.show(signIn);
  }
}

function shown(
  state: SignInShown["state"],
  message: string | null = "",
  remedy: string | null = "",
): SignInShown {
  return { state, message: message ?? "", remedy: remedy ?? "" };
}

function failure(error: unknown): SignInShown {
  if (error instanceof HostProblem) {
    const { code, message, remedy } = error.problem;
    return shown(code === "client_file_unusable" ? "no_client" : "failed", message, remedy);
  }
  if (error instanceof HostGone) return shown("failed", t("sign_in_lost"));
  throw error;
}
