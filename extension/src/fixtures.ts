/** Replies for the tests: everything that a type asks for, and room to say what matters. */
import type { HostState } from "./host";
import type {
  AccountView,
  AdviceView,
  Applications,
  ApplicationView,
  Card,
  DraftView,
  Problem,
  SlotView,
  SyncProgress,
} from "./protocol";

export const NOW = "2026-03-16T09:00:00+00:00";

export function fixtureSlot(part: Partial<SlotView> & { name: string }): SlotView {
  return {
    ask: `What about ${part.name}?`,
    required: false,
    paragraph: `{${part.name}}`,
    after: 0,
    ...part,
  };
}

export function fixtureDraft(part: Partial<DraftView> = {}): DraftView {
  return {
    to: ["Dana Ruiz <dana@acme.example>"],
    cc: [],
    subject: "Re: Data Analyst",
    body: "Hello Dana,\n\nHow do things stand?\n\nBest regards,\nSam",
    in_reply_to: "<p1@acme.example>",
    references: ["<p1@acme.example>"],
    thread: "19de9c93ce0566d3",
    slots: [],
    tone: "plain",
    warnings: [],
    ...part,
  };
}

export function fixtureAdvice(part: Partial<AdviceView> = {}): AdviceView {
  return {
    action: "check_in",
    due: "2026-03-16",
    urgent: false,
    headline: "They said they would answer by Friday, 13 March.",
    because: ["The day has passed.", "You have not asked yet."],
    source: "a book on interviews",
    asks: [],
    drafts: [fixtureDraft()],
    options: [],
    call_plan: null,
    connections: [],
    alternatives: [],
    no_draft: null,
    ...part,
  };
}

export function fixtureApplication(part: Partial<ApplicationView> = {}): ApplicationView {
  return {
    id: "acme",
    company: "Acme",
    role: "Data Analyst",
    stage: "interviewed",
    waiting_on: "them",
    agency: null,
    threads: ["19de9c93ce0566d3"],
    people: [{ name: "Dana Ruiz", address: "dana@acme.example", part: "recruiter" }],
    interviews: [],
    promise: {
      evidence: "We will let you know by Friday.",
      words: "by Friday",
      earliest: "2026-03-04",
      latest: "2026-03-13",
      strength: "firm",
      about: "decision",
      message_id: "<p1@acme.example>",
    },
    silence: { since: NOW, days: 12, due: "2026-03-13", overdue_days: 3 },
    advice: fixtureAdvice(),
    evidence: [],
    history: [
      {
        at: "2026-03-04T10:00:00+00:00",
        who: "them",
        what: "They promised an answer.",
        kinds: ["promise"],
        note_id: null,
        evidence: {
          text: "We will let you know by Friday.",
          message_id: "<p1@acme.example>",
          date: "2026-03-04T10:00:00+00:00",
          rule: "promise.by_day",
        },
      },
    ],
    notes: [],
    saved_drafts: [],
    conversations: [],
    uncertain: false,
    ...part,
  };
}

export function fixtureCard(
  group: Card["group"] = "now",
  part: Partial<ApplicationView> = {},
): Card {
  return { group, application: fixtureApplication(part) };
}

export function fixtureAccount(part: Partial<AccountView> = {}): AccountView {
  return {
    source: "takeout",
    addresses: ["sam@example.com"],
    can_save_drafts: false,
    signed_in: false,
    ...part,
  };
}

/** Gmail, signed in, with everything allowed. */
export const GMAIL = fixtureAccount({ source: "gmail", can_save_drafts: true, signed_in: true });

export const READY: HostState = {
  kind: "ready",
  capabilities: ["sign_in", "sync", "save_draft", "undo_draft", "sign_out"],
};

export function fixtureProgress(part: Partial<SyncProgress> = {}): SyncProgress {
  return {
    id: 1,
    kind: "sync_progress",
    phase: "reading",
    read: 40,
    jobs: 3,
    likely: 120,
    rest: 900,
    seconds_left: 240,
    ...part,
  };
}

export function fixtureProblem(code: string): Problem {
  return { id: 1, kind: "problem", code, message: "It went wrong.", remedy: "Do this." };
}

export function fixturePage(cards: Card[], part: Partial<Applications> = {}): Applications {
  const counted = { now: 0, waiting: 0, coming_up: 0, closed: 0 };
  for (const card of cards) counted[card.group] += 1;
  return {
    id: 1,
    kind: "applications",
    now: NOW,
    account: fixtureAccount(),
    cards,
    counts: counted,
    open_thread: "none",
    next_page: null,
    ...part,
  };
}
