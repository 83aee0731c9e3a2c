/** Text that was typed and not yet used. It outlives the panel and the browser, not two months. */

/** The part of chrome.storage.local that is used here. */
export interface TextStore {
  get(): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

const KEPT_FOR_MS = 60 * 86_400_000;
const PREFIX = "text:"; // the same store holds a few settings

interface Kept {
  value: unknown;
  at: number;
}

/** Read once at the start; kept in step from then on. */
export class Memory {
  private readonly store: TextStore;
  private readonly clock: () => number;
  private readonly kept = new Map<string, unknown>();

  private constructor(store: TextStore, clock: () => number) {
    this.store = store;
    this.clock = clock;
  }

  static async open(store: TextStore, clock = Date.now): Promise<Memory> {
    const memory = new Memory(store, clock);
    memory.take(await store.get().catch(() => ({})));
    return memory;
  }

  get(key: string): unknown {
    return this.kept.get(key);
  }

  put(key: string, value: unknown): void {
    this.kept.set(key, value);
    // Full: what is typed stays on the page.
    this.store.set({ [PREFIX + key]: { value, at: this.clock() } }).catch(() => {});
  }

  /** Forget one text, or with a star at the end every text whose key begins so. */
  forget(pattern: string): void {
    const start = pattern.endsWith("*") ? pattern.slice(0, -1) : null;
    const keys = [...this.kept.keys()].filter((key) =>
      start === null ? key === pattern : key.startsWith(start),
    );
    if (keys.length === 0) return;
    for (const key of keys) this.kept.delete(key);
    this.store.remove(keys.map((key) => PREFIX + key)).catch(() => {});
  }

  private take(found: Record<string, unknown>): void {
    const old: string[] = [];
    for (const [key, each] of Object.entries(found)) {
      if (!key.startsWith(PREFIX)) continue;
      if (isKept(each) && this.clock() - each.at < KEPT_FOR_MS) {
        this.kept.set(key.slice(PREFIX.length), each.value);
      } else old.push(key);
    }
    if (old.length > 0) this.store.remove(old).catch(() => {});
  }
}

function isKept(value: unknown): value is Kept {
  return typeof (value as Kept | null)?.at === "number";
}

/** What the user made of a draft. `text` is null as long as only slots were filled. */
export interface TypedDraft {
  text: string | null;
  answers: Record<string, string>;
}

/** Return what was kept, or null when it is nothing of the kind. */
export function typedDraft(value: unknown): TypedDraft | null {
  if (typeof value !== "object" || value === null) return null;
  const { text, answers } = value as Record<string, unknown>;
  if (text !== null && typeof text !== "string") return null;
  if (typeof answers !== "object" || answers === null) return null;
  return { text, answers: answers as Record<string, string> };
}
