/** Follows the Gmail tab of this window: which thread is open, and whose mail it is. */
import {
  addressOfTitle,
  isGmail,
  isList,
  searchFor,
  showsThread,
  threadOfAddress,
  tokenOfThread,
  validThread,
} from "./gmail-thread";

const GMAIL = "https://mail.google.com/mail/";
const LOOK_AFTER_MS = [1_500, 1_500, 2_000]; // a tab that has to load first takes seconds
const READ_AGAIN_MS = [0, 150, 350, 500]; // the address changes before the page does: one second in all

/** The conversation beside the panel, as far as it can be known. */
export interface OpenMail {
  threadId: string | null;
  address: string | null;
}

/** Tell of the open conversation now and whenever it changes. Returns a way to stop. */
export function followGmail(tell: (mail: OpenMail) => void): () => void {
  let turn = 0;
  let before: string | null = null;
  const look = async () => {
    turn += 1;
    const mine = turn;
    const stale = () => mine !== turn;
    const mail = await readActiveTab(before, stale);
    if (stale()) return;
    before = mail.threadId;
    tell(mail);
  };
  const looks = () => void look();
  const updated = (_id: number, change: { url?: string; title?: string; status?: string }) => {
    if (change.url !== undefined || change.title !== undefined || change.status === "complete") {
      looks();
    }
  };
  chrome.tabs.onUpdated.addListener(updated);
  chrome.tabs.onActivated.addListener(looks);
  looks();
  return () => {
    turn += 1;
    chrome.tabs.onUpdated.removeListener(updated);
    chrome.tabs.onActivated.removeListener(looks);
  };
}

async function readActiveTab(before: string | null, stale: () => boolean): Promise<OpenMail> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (!isGmail(tab?.url)) return { threadId: null, address: null };
  const address = addressOfTitle(tab.title);
  const named = threadOfAddress(tab.url);
  if (named || !showsThread(tab.url) || tab.id === undefined) return { threadId: named, address };
  let threadId: string | null = null;
  for (const wait of READ_AGAIN_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (stale()) break;
    threadId = await readHeading(tab.id);
    if (threadId && threadId !== before) break;
  }
  return { threadId, address };
}

/** Return the id at the visible conversation's heading: only that one is an h2. */
async function readHeading(tabId: number): Promise<string | null> {
  try {
    const [read] = await chrome.scripting.executeScript({
      target: { tabId },
      func: () =>
        document.querySelector("h2[data-legacy-thread-id]")?.getAttribute("data-legacy-thread-id"),
    });
    return validThread(read?.result);
  } catch {
    return null; // the tab went away, or is still loading
  }
}

/** A mail as far as we know where it stands: its conversation, and its Message-ID. */
export interface MailPlace {
  thread: string | null;
  messageId: string | null;
}

/** Whether there is an address to try; mail of a file need not be in the user's Gmail. */
export function canOpen(place: MailPlace): boolean {
  return placesToTry(place).length > 0;
}

/**
 * Show a mail in the Gmail tab that is open, else in a new one. Gmail answers an id that it does
 * not know with a list; then its search looks for the Message-ID.
 */
export async function openMail(place: MailPlace, account: string | null): Promise<void> {
  const [first, second] = placesToTry(place);
  if (!first) return;
  const id = await show(first, account);
  if (!second || id === undefined) return;
  for (const wait of LOOK_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const tab = await chrome.tabs.get(id).catch(() => null);
    if (!isGmail(tab?.url)) return; // closed, or signing in: nothing to mend
    if (isList(tab.url)) {
      await chrome.tabs.update(id, { url: tab.url.split("#")[0] + second });
      return;
    }
  }
}

function placesToTry({ thread, messageId }: MailPlace): string[] {
  const token = thread === null ? null : tokenOfThread(thread);
  const search = messageId === null ? null : searchFor(messageId);
  return [token && `#all/${token}`, search].filter((each) => each !== null);
}

async function show(hash: string, account: string | null): Promise<number | undefined> {
  const tabs = await chrome.tabs.query({ url: `${GMAIL}*` });
  const fitting = tabs.filter((tab) => {
    const address = addressOfTitle(tab.title);
    return address === null || account === null || address === account.toLowerCase();
  });
  const tab = fitting.find((each) => each.active) ?? fitting[0];
  if (tab?.id !== undefined && tab.url) {
    await chrome.tabs.update(tab.id, { url: tab.url.split("#")[0] + hash, active: true });
    return tab.id;
  }
  const user = account ? `?authuser=${encodeURIComponent(account)}` : "";
  return (await chrome.tabs.create({ url: `${GMAIL}${user}${hash}` })).id;
}
