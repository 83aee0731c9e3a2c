/** The start of the panel: ties the host, the Gmail tab and the view together. */
import { render } from "preact";
import { showBadge } from "../badge";
import { followGmail, openThread } from "../gmail-tab";
import { chromeConnector, Host } from "../host";
import type { Actions } from "./actions";
import { App } from "./app";
import { Memory } from "./memory";
import { Model } from "./model";

const session = chrome.storage.session;
const memory = await Memory.open({
  get: () => session.get(null),
  set: (items) => session.set(items),
  remove: (key) => session.remove(key),
});

const model = new Model(draw);
const actions: Actions = {
  addNote: (applicationId, note) => model.addNote(applicationId, note),
  speak: (words) => model.speak(words),
  copy: copyText,
  openThread: (threadId) => {
    openThread(threadId, model.account?.addresses[0] ?? null).catch(() => {});
  },
  useSample: (on) => void model.useSample(on),
  loadMore: () => void model.loadMore(),
  tryAgain: () => model.tryAgain(),
  undoNote: (noteId, applicationId) => void model.undoNote(noteId, applicationId),
  undo: () => void model.undo(),
  holdUndo: (hold) => model.holdUndo(hold),
  focused: () => model.focused(),
  memory,
};

let counted = -1;

function draw(): void {
  const now = model.shown.page ? model.counts.now : counted;
  if (now !== counted) {
    counted = now;
    showBadge(now).catch(() => {});
  }
  render(<App shown={model.shown} actions={actions} />, document.body);
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

draw();
const host = new Host(chromeConnector, (state) => model.hostChanged(state));
model.speakTo(host);
followGmail((mail) => model.mailChanged(mail));
addEventListener("pagehide", () => host.close());
