/** The start of the panel: ties the host, the Gmail tab and the view together. */
import { render } from "preact";
import { showBadge } from "../badge";
import { followGmail, openMail } from "../gmail-tab";
import { can, chromeConnector, Host } from "../host";
import { morningHour, setMorning } from "../morning";
import { readSetting, writeSetting } from "../settings";
import type { Actions } from "./actions";
import { App } from "./app";
import { copyMail, copyText } from "./clipboard";
import { LastPage } from "./model/last-page";
import { Memory } from "./model/memory";
import { Model } from "./model/model";

const lastPage = new LastPage();

const model = new Model(draw, {
  openTab: (url) => void chrome.tabs.create({ url }).catch(() => {}),
  keepPage: (page) => (page ? lastPage.keep(page) : lastPage.forget()),
});
// The host takes longest to get ready, so it is started before anything is read here.
let actions: Actions | null = null; // until then nothing is drawn
let counted = -1;
const host = new Host(chromeConnector, (state) => model.hostChanged(state));
model.speakTo(host);

const local = chrome.storage.local;
const kept = {
  get: () => local.get(null),
  set: (items: Record<string, unknown>) => local.set(items),
  remove: (keys: string[]) => local.remove(keys),
};
const [memory, paused, recalled] = await Promise.all([
  Memory.open(kept),
  readSetting("reading_paused"),
  lastPage.recall(),
]);

const NO_CHANGE = {
  look_back_days: null,
  country: null,
  time_zone: null,
  tone: null,
  sign_off: null,
  numbers: [],
};

actions = {
  addNote: (applicationId, note) => model.noting.add([applicationId], note),
  addNotes: (applicationIds, note) => model.noting.add(applicationIds, note),
  undo: () => void model.noting.undo(),
  undoNote: (noteId, applicationId) => void model.noting.takeBack([noteId], applicationId),
  holdUndo: (hold) => model.noting.holdUndo(hold),
  saveDraft: (draft) => model.saveDraft(draft),
  undoDraft: (mailId) => model.undoDraft(mailId),
  copy: copyText,
  copyMail,
  openMail: (place) => {
    openMail(place, model.account?.addresses[0] ?? null).catch(() => {});
  },
  connectGmail: () => void model.signIn.start(),
  openSignIn: () => model.signIn.openAgain(),
  cancelSignIn: () => void model.signIn.cancel(),
  signOut: () => void model.signOut(),
  pauseReading: (paused) => {
    model.reading.pause(paused);
    void writeSetting("reading_paused", paused);
  },
  morningHour,
  setMorning,
  getSettings: () => model.tell({ kind: "get_settings" }),
  changeSettings: (change) => model.changeSettings({ ...NO_CHANGE, ...change }),
  forget: (typed) => {
    memory.forget("*");
    void model.forget(typed);
  },
  openOverview: () => void chrome.tabs.create({ url: chrome.runtime.getURL("overview.html") }),
  addThread: () => void model.noting.addThread(),
  listSetAside: async () => (await model.tell({ kind: "list_set_aside" }))?.items ?? null,
  putBack: (noteIds) => model.noting.takeBack(noteIds, null),
  addByHand: (told) => model.noting.addByHand(told),
  reviewDraft: (draft) => model.reviewDraft(draft),
  findConnections: (applicationId) => model.findConnections(applicationId),
  composeDrafts: async (drafts) =>
    (await model.tell({ kind: "compose_drafts", ...drafts }))?.drafts ?? null,
  can: (kind) => model.shown.recalled || can(model.shown.host, kind),
  useSample: (on) => void model.useSample(on),
  loadMore: () => void model.loadMore(),
  tryAgain: () => model.tryAgain(),
  speak: (words) => model.speak(words),
  focused: () => model.focused(),
  memory,
};

function draw(): void {
  const now = model.shown.page ? model.counts.now : counted;
  if (now !== counted) {
    counted = now;
    showBadge(now).catch(() => {});
  }
  if (actions) render(<App shown={model.shown} actions={actions} />, document.body);
}

model.reading.pause(paused);
model.recall(recalled);
draw();
followGmail((mail) => model.mailChanged(mail));
document.addEventListener("visibilitychange", () => model.visibilityChanged(!document.hidden));
addEventListener("online", () => model.reading.goOn());
addEventListener("pagehide", () => host.close());
