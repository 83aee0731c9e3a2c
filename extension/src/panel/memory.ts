/** Text that was typed and not yet used. It outlives the panel, not the browser. */

/** The part of chrome.storage.session that is used here. */
export interface SessionStore {
  get(): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Read once at the start; kept in step from then on. */
export class Memory {
  private readonly store: SessionStore;
  private readonly kept: Map<string, unknown>;

  private constructor(store: SessionStore, kept: Record<string, unknown>) {
    this.store = store;
    this.kept = new Map(Object.entries(kept));
  }

  static async open(store: SessionStore): Promise<Memory> {
    return new Memory(store, await store.get().catch(() => ({})));
  }

  get(key: string): unknown {
    return this.kept.get(key);
  }

  put(key: string, value: unknown): void {
    this.kept.set(key, value);
    this.store.set({ [key]: value }).catch(() => {}); // full: what is typed stays on the page
  }

  forget(key: string): void {
    this.kept.delete(key);
    this.store.remove(key).catch(() => {});
  }
}

/** What the user made of a draft. `text` is null as long as only slots were filled. */
export interface SavedDraft {
  text: string | null;
  answers: Record<string, string>;
}

/** Return what was kept, or null when it is nothing of the kind. */
export function savedDraft(value: unknown): SavedDraft | null {
  if (typeof value !== "object" || value === null) return null;
  const { text, answers } = value as Record<string, unknown>;
  if (text !== null && typeof text !== "string") return null;
  if (typeof answers !== "object" || answers === null) return null;
  return { text, answers: answers as Record<string, string> };
}
