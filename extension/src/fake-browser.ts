/** The browser side of a native port, for tests. */
import type { Connector } from "./host";

type Message = { id: number; kind: string };

export class FakePort {
  said: Message[] = [];
  closed = false;
  hear: (message: unknown) => void = () => {};
  private end: () => void = () => {};
  readonly onMessage = { addListener: (listener: typeof this.hear) => (this.hear = listener) };
  readonly onDisconnect = { addListener: (listener: typeof this.end) => (this.end = listener) };

  postMessage(message: unknown): void {
    this.said.push(message as Message);
  }
  disconnect(): void {
    this.closed = true;
  }
  reply(part: object, to = this.said.at(-1)): void {
    this.hear({ id: to?.id, ...part });
  }
  die(): void {
    this.end();
  }
}

/** A browser whose ports are kept, the last of them at hand. */
export class FakeBrowser implements Connector {
  ports: FakePort[] = [];
  error = "Native host has exited.";
  connect(): FakePort {
    const port = new FakePort();
    this.ports.push(port);
    return port;
  }
  lastError = () => this.error;
  extensionVersion = () => "0.1.0";
  get port(): FakePort {
    const port = this.ports.at(-1);
    if (!port) throw new Error("nobody connected");
    return port;
  }
}
