import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { canOpen, followGmail, type OpenMail, openMail } from "./gmail-tab";

const TOKEN = "FMfcgzQgLjNPlfJCVRfnNkPGkLhWClCW";
const THREAD = "19de9c93ce0566d3";
const OWN = "QgrcJHsTmNTCVzHQsDhDWjfXhqNXwKmZBqq"; // begun in the web client: no id inside
const MAIL = "https://mail.google.com/mail/u/0/";
const TITLE = "Inbox - sam@example.com - Gmail";

interface Tab {
  id: number;
  url: string;
  title: string;
  active?: boolean;
}

let tabs: Tab[];
let headings: (string | null)[];
let changed: (id: number, change: object) => void;
let told: OpenMail[];
const update = vi.fn();
const create = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  [tabs, headings, told] = [[], [], []];
  update.mockReset();
  create.mockReset();
  vi.stubGlobal("chrome", {
    tabs: {
      query: async () => tabs,
      update,
      create,
      get: async (id: number) => tabs.find((tab) => tab.id === id),
      onUpdated: {
        addListener: (listener: typeof changed) => {
          changed = listener;
        },
        removeListener: vi.fn(),
      },
      onActivated: { addListener: vi.fn(), removeListener: vi.fn() },
    },
    scripting: { executeScript: async () => [{ result: headings.shift() ?? null }] },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function follow(...active: Tab[]): Promise<OpenMail | undefined> {
  tabs = active;
  followGmail((mail) => told.push(mail));
  await vi.advanceTimersByTimeAsync(2_000);
  return told.at(-1);
}

test("a thread in the address is told with the account in the title", async () => {
  const mail = await follow({ id: 1, url: `${MAIL}#inbox/${TOKEN}`, title: TITLE });
  expect(mail).toEqual({ threadId: THREAD, address: "sam@example.com" });
});

test("a tab of another site is nobody's mail", async () => {
  const mail = await follow({ id: 1, url: "https://example.com/", title: "me@example.com" });
  expect(mail).toEqual({ threadId: null, address: null });
});

test("a conversation begun by the user is read from the page, once it is there", async () => {
  headings = [null, "undefined", THREAD];
  const mail = await follow({ id: 1, url: `${MAIL}#sent/${OWN}`, title: TITLE });
  expect(mail?.threadId).toBe(THREAD);
});

test("the heading of the conversation before is not taken for the new one", async () => {
  await follow({ id: 1, url: `${MAIL}#inbox/${TOKEN}`, title: TITLE });
  tabs = [{ id: 1, url: `${MAIL}#sent/${OWN}`, title: TITLE }];
  headings = [THREAD, THREAD, "00ab54a98ceb1f0a"];
  changed(1, { url: tabs[0]?.url });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told.at(-1)?.threadId).toBe("00ab54a98ceb1f0a");
});

test("changes that say nothing about the conversation are passed over", async () => {
  await follow({ id: 1, url: `${MAIL}#inbox`, title: TITLE });
  changed(1, { audible: true });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toHaveLength(1);
});

const BY_ID = `#search/${encodeURIComponent("rfc822msgid:p1@acme.example")}`;

async function open(thread: string | null, messageId: string | null, account: string) {
  const opened = openMail({ thread, messageId }, account);
  await vi.advanceTimersByTimeAsync(10_000);
  await opened;
}

test("a thread is shown in the Gmail tab of the account", async () => {
  tabs = [
    { id: 1, url: `${MAIL}#inbox`, title: "Inbox - kim@example.com - Gmail" },
    { id: 2, url: "https://mail.google.com/mail/u/1/#inbox", title: TITLE },
  ];
  await open(THREAD, null, "Sam@example.com");
  const url = `https://mail.google.com/mail/u/1/#all/${TOKEN}`;
  expect(update).toHaveBeenCalledExactlyOnceWith(2, { url, active: true });
  expect(create).not.toHaveBeenCalled();
});

test("without such a tab it is shown in a new one", async () => {
  create.mockResolvedValue({ id: 3 });
  await open(THREAD, null, "sam+jobs@example.com");
  expect(create).toHaveBeenCalledWith({
    url: `https://mail.google.com/mail/?authuser=sam%2Bjobs%40example.com#all/${TOKEN}`,
  });
});

test("a mail whose thread has no id of Gmail's is searched for", async () => {
  create.mockResolvedValue({ id: 3 });
  await open("local-7", "<p1@acme.example>", "sam@example.com");
  expect(create).toHaveBeenCalledWith({
    url: `https://mail.google.com/mail/?authuser=sam%40example.com${BY_ID}`,
  });
});

test("when Gmail shows a list instead, the mail is searched for there", async () => {
  tabs = [{ id: 1, url: `${MAIL}#all`, title: TITLE }]; // where Gmail went from the id
  await open(THREAD, "<p1@acme.example>", "sam@example.com");
  expect(update.mock.lastCall).toEqual([1, { url: MAIL + BY_ID }]);
});

test("when Gmail shows the conversation, it is left at that", async () => {
  tabs = [{ id: 1, url: `${MAIL}#all/${TOKEN}`, title: TITLE }];
  await open(THREAD, "<p1@acme.example>", "sam@example.com");
  expect(update).toHaveBeenCalledOnce();
});

test("nothing but a thread id or a Message-ID is opened", async () => {
  await open("javascript:alert(1)", "two words", "");
  expect(canOpen({ thread: "<a@b.example>", messageId: null })).toBe(false);
  expect(canOpen({ thread: null, messageId: null })).toBe(false);
  expect(update).not.toHaveBeenCalled();
  expect(create).not.toHaveBeenCalled();
});
