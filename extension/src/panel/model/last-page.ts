/**
 * The cards as the host last gave them, to the panel or to the worker. The browser keeps them in
 * memory, never on the disk.
 */
import type { Applications } from "../../protocol";

/** The part of chrome.storage.session that is used here. */
export interface SessionStore {
  get(): Promise<unknown>;
  set(page: Applications): Promise<void>;
  remove(): Promise<void>;
}

const PAGE = "page";
const inThisSession: SessionStore = {
  get: async () => (await chrome.storage.session.get<Record<string, unknown>>(PAGE))[PAGE],
  set: (page) => chrome.storage.session.set({ [PAGE]: page }),
  remove: () => chrome.storage.session.remove(PAGE),
};

export class LastPage {
  private readonly store: SessionStore;
  private readonly clock: () => Date;

  constructor(store = inThisSession, clock = () => new Date()) {
    this.store = store;
    this.clock = clock;
  }

  /** What was seen today: the words of yesterday's cards count their days from yesterday. */
  async recall(): Promise<Applications | null> {
    const kept = await this.store.get().catch(() => null);
    if (!isPage(kept) || !kept.account || kept.cards.length === 0) return null;
    const seen = new Date(kept.now).toDateString();
    return seen === this.clock().toDateString() ? kept : null;
  }

  keep(page: Applications): void {
    this.store.set(page).catch(() => {}); // full, or an old browser: the next panel waits
  }

  forget(): void {
    this.store.remove().catch(() => {});
  }
}

function isPage(value: unknown): value is Applications {
  const page = value as Partial<Applications> | null | undefined;
  return page?.kind === "applications" && Array.isArray(page.cards);
}
