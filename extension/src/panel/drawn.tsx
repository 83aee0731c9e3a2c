/** Draws the panel for a test, with buttons that remember what they were asked. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { vi } from "vitest";
import { READY } from "../fixtures";
import { can, type HostState } from "../host";
import type { Applications } from "../protocol";
import type { Actions } from "./actions";
import { App } from "./app";
import type { ConnectionsOutcome } from "./model/connections";
import type { DraftOutcome } from "./model/drafting";
import { Memory } from "./model/memory";
import { NOTHING_SHOWN, type Shown } from "./model/shown";

const SAVED: DraftOutcome = {
  saved: { id: 1, kind: "draft_saved", mail_id: "<d1@x>", thread: "19de9c93ce0566d3" },
  problem: null,
};
const NOBODY: ConnectionsOutcome = {
  found: { id: 1, kind: "connections", application_id: "acme", searched: "gmail", people: [] },
  problem: null,
};
const UNDONE: DraftOutcome = { saved: null, problem: null };

export interface Drawn {
  root: HTMLElement;
  actions: Actions;
  kept: Record<string, unknown>;
  text(): string;
  press(words: string): Promise<void>;
  redraw(page: Applications): Promise<void>;
  click(element: Element | null | undefined): Promise<void>;
  type(field: Element | null, value: string): Promise<void>;
  fire(element: Element | null, event: string): Promise<void>;
}

export async function draw(
  part: Partial<Shown>,
  kept: Record<string, unknown> = {},
): Promise<Drawn> {
  document.body.replaceChildren();
  const root = document.body.appendChild(document.createElement("div"));
  const memory = await Memory.open({
    get: async () => kept,
    set: async (items) => void Object.assign(kept, items),
    remove: async (keys) => {
      for (const key of keys) delete kept[key];
    },
  });
  const shown = { ...NOTHING_SHOWN, host: READY, ...part };
  const actions = fakeActions(memory, shown.host);
  await act(() => render(<App shown={shown} actions={actions} />, root));
  return {
    root,
    actions,
    kept,
    text: () => root.textContent ?? "",
    redraw: (page) =>
      act(() =>
        render(<App shown={{ ...shown, page, cards: page.cards }} actions={actions} />, root),
      ),
    press: (words) => act(async () => button(root, words).click()),
    click: (element) => act(async () => (element as HTMLElement).click()),
    fire: (element, event) =>
      act(async () => void element?.dispatchEvent(new Event(event, { bubbles: true }))),
    type: (field, value) => act(() => typeInto(field, value)),
  };
}

export function drawPage(page: Applications, kept: Record<string, unknown> = {}): Promise<Drawn> {
  return draw({ page, cards: page.cards }, kept);
}

export function button(root: Element, words: string): HTMLButtonElement {
  const found = [...root.querySelectorAll("button")].find((each) => each.textContent === words);
  if (!found) throw new Error(`no button says ${words}`);
  return found;
}

function typeInto(field: Element | null, value: string): void {
  if (!field) throw new Error("no such field");
  (field as HTMLInputElement).value = value;
  field.dispatchEvent(
    new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }),
  );
}

function fakeActions(memory: Memory, host: HostState): Actions {
  return {
    addNote: vi.fn(async () => true),
    addNotes: vi.fn(async () => true),
    undo: vi.fn(),
    undoNote: vi.fn(),
    holdUndo: vi.fn(),
    saveDraft: vi.fn(async () => SAVED),
    undoDraft: vi.fn(async () => UNDONE),
    copy: vi.fn(async () => true),
    copyMail: vi.fn(async () => true),
    openMail: vi.fn(),
    connectGmail: vi.fn(),
    openSignIn: vi.fn(),
    cancelSignIn: vi.fn(),
    signOut: vi.fn(),
    pauseReading: vi.fn(),
    morningHour: vi.fn(async () => null),
    setMorning: vi.fn(async () => true),
    getSettings: vi.fn(async () => null),
    changeSettings: vi.fn(async () => null),
    forget: vi.fn(),
    openOverview: vi.fn(),
    addThread: vi.fn(),
    listSetAside: vi.fn(async () => []),
    putBack: vi.fn(async () => {}),
    addByHand: vi.fn(async () => null),
    findConnections: vi.fn(async () => NOBODY),
    reviewDraft: vi.fn(async () => []),
    composeDrafts: vi.fn(async () => null),
    can: vi.fn((kind) => can(host, kind)),
    useSample: vi.fn(),
    loadMore: vi.fn(),
    tryAgain: vi.fn(),
    speak: vi.fn(),
    focused: vi.fn(),
    memory,
  };
}
