/** The panel's requests. What the user does goes before what the panel does by itself. */
import { HostGone } from "../../host";
import type { AnswerTo, Ask } from "../../requests";

/** The part of Host that is used here. */
export interface Speaker {
  start(): void;
  ask<K extends Ask["kind"]>(request: Extract<Ask, { kind: K }>): Promise<AnswerTo<K>>;
}

export class Talk {
  private host: Speaker | null = null;
  private underWay = 0;
  private waiting: (() => void)[] = [];

  speakTo(host: Speaker): void {
    this.host = host;
    host.start();
  }

  startAgain(): void {
    this.host?.start();
  }

  /** Ask for the user. */
  async ask<K extends Ask["kind"]>(request: Extract<Ask, { kind: K }>): Promise<AnswerTo<K>> {
    this.underWay += 1;
    try {
      return await this.askAside(request);
    } finally {
      this.underWay -= 1;
      // A moment later: what the user did may ask for more, such as the cards anew.
      if (this.underWay === 0) setTimeout(() => this.wakeWaiting());
    }
  }

  private wakeWaiting(): void {
    for (const go of this.waiting.splice(0)) go();
  }

  /** Ask for nobody in particular: nothing waits for the answer. */
  async askAside<K extends Ask["kind"]>(request: Extract<Ask, { kind: K }>): Promise<AnswerTo<K>> {
    if (!this.host) throw new HostGone("not connected");
    return this.host.ask(request);
  }

  /** Wait until nothing is under way that the user asked for. */
  async quiet(): Promise<void> {
    while (this.underWay > 0) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
  }
}
