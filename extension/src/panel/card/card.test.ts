import { expect, test } from "vitest";
import { fixtureAdvice, fixtureCard, fixtureDraft, fixturePage, NOW } from "../../fixtures";
import type { AdviceView, ApplicationView, Card } from "../../protocol";
import { drawPage } from "../drawn";

const drawCard = (group: Card["group"], part: Partial<ApplicationView> = {}, kept = {}) =>
  drawPage(fixturePage([fixtureCard(group, part)]), kept);
const drawAdvice = (part: Partial<AdviceView>) => drawCard("now", { advice: fixtureAdvice(part) });

test("a card says who, what to do, and the sentence it rests on", async () => {
  const drawn = await drawCard("now");
  const article = drawn.root.querySelector("article");
  expect(article?.querySelector("h3")?.textContent).toBe("Acme Data Analyst");
  expect(article?.querySelector("blockquote")?.textContent).toBe("We will let you know by Friday.");
  expect(article?.textContent).toContain("They wrote on Wed 4 Mar");
  expect(article?.querySelector("textarea")?.value).toContain("How do things stand?");
  await drawn.press("Copy");
  expect(drawn.actions.copyMail).toHaveBeenCalledWith(fixtureDraft().body);
  await drawn.press("Open in Gmail");
  expect(drawn.actions.openMail).toHaveBeenCalledWith({
    thread: "19de9c93ce0566d3",
    messageId: "<p1@acme.example>",
  });
});

test("each interviewer has a mail", async () => {
  const to = ["Ana Lim <ana@acme.example>", "Bo Ek <bo@acme.example>"];
  const drawn = await drawAdvice({ drafts: to.map((each) => fixtureDraft({ to: [each] })) });
  const summaries = [...drawn.root.querySelectorAll(".draft summary")].map((s) => s.textContent);
  expect(summaries).toEqual(["Check inTo Ana Lim", "Check inTo Bo Ek"]);
  expect(drawn.text()).toContain("2 mails");
});

test.each([
  ["I sent it", { verb: "sent_elsewhere", text: "check_in" }],
  ["I called", { verb: "called" }],
  ["Stop here", { verb: "let_go" }],
  ["Not a job mail", { verb: "not_a_job" }],
  ["Set aside", { verb: "snooze", day: "2026-03-19" }],
])("%s is noted", async (words, note) => {
  const drawn = await drawCard("now");
  await drawn.press(words);
  expect(drawn.actions.addNote).toHaveBeenCalledWith("acme", expect.objectContaining(note));
});

const presumed = { start: NOW, end: NOW, took_place: "presumed" } as const;

test("before a thank-you the card asks whether the interview took place, unless it is known", async () => {
  const advice = fixtureAdvice({ action: "thank_you" });
  const asked = await drawCard("now", { advice, interviews: [presumed] });
  await asked.press("I couldn't make it");
  expect(asked.actions.addNote).toHaveBeenCalledWith("acme", {
    verb: "no_show",
    words: "I couldn't make it",
  });
  const known = await drawCard("now", {
    advice,
    interviews: [{ ...presumed, took_place: "confirmed" }],
  });
  expect(known.text()).not.toContain("Did the interview take place?");
});

test("a card without advice says how far it came", async () => {
  const drawn = await drawCard("waiting", { advice: null, stage: "offered" });
  expect(drawn.root.querySelector(".headline")?.textContent).toBe("They made you an offer.");
});

test("urgent is a word, not only a colour", async () => {
  const drawn = await drawAdvice({ urgent: true });
  expect(drawn.root.querySelector(".marks")?.textContent).toBe("Urgent");
});

test("waiting shows the day it ends, coming up the time and the questions", async () => {
  const waiting = await drawCard("waiting", {
    advice: fixtureAdvice({ action: "wait", due: "2026-03-23", drafts: [] }),
  });
  expect(waiting.text()).toContain("Until Mon 23 Mar");
  const coming = await drawCard("coming_up", {
    interviews: [{ start: NOW, end: "2026-03-16T10:00:00+00:00", took_place: "ahead" }],
    advice: fixtureAdvice({ action: "ask_timeline", drafts: [], asks: ["When will I hear?"] }),
  });
  expect(coming.root.querySelector("time")?.getAttribute("datetime")).toBe(NOW);
  expect(coming.text()).toContain("Questions to take along");
  expect(coming.text()).toContain("When will I hear?");
});

test("five of Now are shown, then all", async () => {
  const cards = Array.from({ length: 8 }, (_, at) => fixtureCard("now", { id: `a${at}` }));
  const drawn = await drawPage(fixturePage(cards));
  expect(drawn.root.querySelectorAll("article")).toHaveLength(5);
  await drawn.press("Show more");
  expect(drawn.root.querySelectorAll("article")).toHaveLength(8);
});

test("the card that somebody writes in stays, whatever comes in above it", async () => {
  const written = fixtureCard("now", { id: "written", company: "Zenith" });
  const drawn = await drawPage(fixturePage([written]));
  const mail = drawn.root.querySelector<HTMLTextAreaElement>("details[open] textarea");
  await drawn.type(mail, "My own words");
  const above = Array.from({ length: 7 }, (_, at) => fixtureCard("now", { id: `a${at}` }));
  await drawn.redraw(fixturePage([...above, written]));
  expect(drawn.root.querySelectorAll("article")).toHaveLength(6);
  expect(mail?.isConnected && mail.closest("details")?.open).toBe(true);
});

test("the card of the open conversation comes first, in whatever group it is", async () => {
  const cards = [fixtureCard("closed", { id: "open", company: "Zenith" }), fixtureCard("now")];
  const drawn = await drawPage(fixturePage(cards, { open_thread: "shown_first" }));
  const headings = [...drawn.root.querySelectorAll("h3")].map((h) => h.textContent);
  expect(headings).toEqual(["Zenith Data Analyst", "Acme Data Analyst"]);
});

test("what was told is listed, and can be taken back", async () => {
  const note = { note_id: "n7", verb: "promised", at: NOW, text: null, day: "2026-03-20" } as const;
  const drawn = await drawCard("now", { notes: [note] });
  expect(drawn.text()).toContain("They told me when I will hear: Fri 20 Mar");
  await drawn.press("Take back");
  expect(drawn.actions.undoNote).toHaveBeenCalledWith("n7", "acme");
});

const hostile = `<img src=x onerror="alert(1)"><script>alert(1)</script>\u202Eevil ${"w".repeat(10_000)}`;

test("a late answer to what was let go is said", async () => {
  const let_go = {
    note_id: "n1",
    verb: "let_go",
    at: "2026-03-01T10:00:00Z",
    text: null,
    day: null,
  } as const;
  const reopened = await drawCard("now", { notes: [let_go] });
  expect(reopened.text()).toContain("They answered after all on Wed 4 Mar.");
  const later = await drawCard("now", { notes: [{ ...let_go, at: NOW }] });
  expect(later.text()).not.toContain("after all");
});

test("the date of a quote opens its mail", async () => {
  const drawn = await drawCard("now");
  await drawn.press("They wrote on Wed 4 Mar");
  const messageId = "<p1@acme.example>";
  expect(drawn.actions.openMail).toHaveBeenCalledWith({ thread: "19de9c93ce0566d3", messageId });
  const several = await drawCard("now", { threads: ["19de9c93ce0566d3", "19de9c93ce0566d4"] });
  await several.press("They wrote on Wed 4 Mar");
  expect(several.actions.openMail).toHaveBeenCalledWith({ thread: null, messageId });
});

const at = { start: "2026-03-18T10:00:00-04:00", end: "2026-03-18T11:00:00-04:00" };

test("an interview ahead says who comes, both times, and what was said before", async () => {
  const ahead = { ...at, took_place: "ahead" } as const;
  const coming = fixtureCard("coming_up", { id: "b", interviews: [ahead] });
  const text = "Bring a figure for each claim.";
  const note = { note_id: "n1", verb: "feedback", at: NOW, text, day: null } as const;
  const told = fixtureCard("closed", { company: "Zenith", notes: [note] });
  const drawn = await drawPage(fixturePage([coming, told]));
  expect(drawn.text()).toContain("With Dana Ruiz");
  expect(drawn.text()).toContain("10:00–11:00 on their clocks (UTC−4)");
  expect(drawn.text()).toContain(`Zenith: ${text}`);
});

test("whatever a mail says, it stays text", async () => {
  const advice = fixtureAdvice({
    headline: hostile,
    because: [hostile],
    asks: [hostile],
    drafts: [fixtureDraft({ to: [hostile], subject: hostile, body: hostile })],
  });
  const drawn = await drawCard("now", { company: hostile, role: hostile, agency: hostile, advice });
  expect(drawn.root.querySelector("img, script")).toBeNull();
  expect(drawn.root.querySelector("h3 bdi")?.textContent).toMatch(/^<img src=x .*w…$/);
  expect(drawn.text().length).toBeLessThan(5_000);
  for (const element of drawn.root.querySelectorAll("article *")) {
    const own = [...element.childNodes].some((node) => node.textContent?.includes("evil"));
    if (own && element.children.length === 0) {
      expect(element.closest("[dir=auto], bdi")).not.toBeNull();
    }
  }
});
