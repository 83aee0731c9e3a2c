/** Every word of the panel that is not the host's. `{name}` is filled by t(); TypeScript checks the names. */
import type { Action, Stage } from "../protocol";

const WORDS = {
  name: "Hearback",
  connecting: "Looking for Hearback on this machine…",
  loading: "Reading your applications…",

  not_installed_title: "Hearback is not running on this machine",
  not_installed_why:
    "The panel only shows things. Your mail is read by a program on this machine, and that program did not start.",
  not_installed_get: "1. Get it",
  not_installed_register: "2. Tell your browsers about it",
  not_installed_then: "Then come back here.",
  not_installed_doctor: "Is it installed already? `hearback doctor` says what is wrong.",
  system_linux: "Linux",
  system_mac: "macOS",
  system_windows: "Windows",
  browser_says: "The browser says: {error}",
  try_again: "Try again",
  retrying: "The connection to Hearback was lost. Trying again…",
  stopped_title: "Hearback stopped",
  stopped_why:
    "It was started four times and stopped each time. In a terminal, `hearback doctor` says what is wrong.",
  mismatch_title: "The two halves of Hearback do not fit together",
  host_too_old:
    "The extension is newer than the Hearback on this machine. Update that, for example with `pipx upgrade hearback`, then try again.",
  extension_too_old:
    "The extension is older than the Hearback on this machine. Update it, or reload it at `chrome://extensions`, then open the panel again.",
  no_answer: "Hearback did not answer. Nothing was lost.",

  no_account_title: "No mail yet",
  no_account_why: "Hearback finds your job interviews in your mail, on this machine alone.",
  try_sample: "Try it with a sample",
  look_again: "Look again",
  sample_what: "An invented mailbox, to see what the panel does.",
  takeout_title: "Use a Takeout file",
  takeout_what:
    "Ask Google for your mail at takeout.google.com, then give Hearback the file in a terminal:",
  sample_banner: "This is the sample mailbox. Nothing here is yours.",
  leave_sample: "Leave the sample",
  other_account:
    "This Gmail tab belongs to {tab}. The cards below come from the mail of {account}.",
  not_a_job_thread: "The open conversation is not about a job, or Hearback has not read it.",
  empty_title: "Nothing to wait for",
  empty_why: "Hearback read the mail of {account} and found no job applications in it.",
  empty_next:
    "Is that you, and is it the right mail? For newer mail, give Hearback a newer Takeout file:",

  group_open: "This conversation",
  group_now: "Now",
  group_waiting: "Waiting",
  group_coming_up: "Coming up",
  group_closed: "Closed",
  nothing_now: "Nothing to do right now.",
  show_more: "Show more",

  unknown_company: "An employer",
  via_agency: "through {agency}",
  urgent: "Urgent",
  wait_ends: "Until {day}",
  they_wrote: "They wrote on {day}",
  you_wrote: "You wrote on {day}",
  robot_wrote: "Sent automatically on {day}",
  you_noted: "You noted",
  not_right: "Not right?",
  not_right_about: "Not right? Correct what Hearback read about {company}",
  why: "Why",
  whose_advice: "Whose advice: {source}",
  questions: "Questions to take along",
  questions_first: "Before you write",
  at_time: "{day}, {time}",
  people_there: "People you have written with there",

  draft_to: "To {names}",
  draft_nobody: "To: choose whom to write to",
  draft_to_head: "To",
  draft_cc: "Cc",
  draft_subject: "Subject",
  draft_body: "Mail",
  draft_several: "{count} mails, one for each person",
  slot_required: "needed",
  slot_optional: "if it fits",
  reset_draft: "Back to the first text",
  copy: "Copy",
  copied: "Copied. Nothing was sent: paste it into the conversation.",
  copied_short: "Copied",
  copy_failed: "The browser did not allow copying. The text is selected: press Ctrl+C or ⌘C.",
  copy_missing: "To copy it, first answer: {asks}",
  copy_command: "Copy the command",
  open_gmail: "Open in Gmail",
  more: "More",

  sent_it: "I sent it",
  called: "I called",
  stop_here: "Stop here",
  reopen: "Go on with it",
  not_a_job: "Not a job mail",
  snooze: "Remind me",
  snooze_day: "not before",
  snooze_do: "Set aside",
  did_it: "Did the interview take place?",
  took_place: "It took place",
  they_did_not_show: "They didn't show",
  no_show: "I couldn't make it",
  moved: "It was moved",

  tell: "Tell Hearback…",
  tell_what: "What no mail says",
  tell_promised: "They told me when I will hear",
  tell_promised_day: "By which day at the latest?",
  tell_line_manager: "Who the line manager is",
  tell_line_manager_text: "Name <address>",
  tell_topic: "What we talked about",
  tell_topic_text: "In a few words",
  tell_travel: "My travel plans or other engagements",
  tell_travel_text: "In a few words",
  tell_offer_confirmed: "They made me an offer",
  tell_accepted: "I accepted their offer",
  tell_withdrawn: "I withdrew",
  tell_company: "The company is another",
  tell_company_text: "Its right name",
  tell_role: "The role is another",
  tell_role_text: "Its right name",
  tell_feedback: "Feedback I got",
  tell_feedback_text: "What they said",
  tell_do: "Tell Hearback",
  tell_needs_manager: "Write it as: Name <address>, for example Dana Ruiz <dana@acme.example>",
  tell_needs_text: "Please fill this in first.",

  noted: "Noted: {what}.",
  undo: "Undo",
  undone: "Taken back.",

  notes: "What you told Hearback",
  take_back: "Take back",
  timeline: "Answer promised between {earliest} and {latest}; the upright line is today.",
  could_also: "You could also: {actions}",

  call_plan: "If you call",
  call_number: "Number",
  call_opening: "To begin",
  call_questions: "Ask",
  call_if_no: "If the answer is no",
  call_voicemail: "On voicemail",

  history: "What happened",
  who_me: "You",
  who_them: "They",
  who_robot: "Automatic mail",
  who_note: "Your note",
} as const;

type Key = keyof typeof WORDS;
type Names<T extends string> = T extends `${string}{${infer N}}${infer Rest}`
  ? N | Names<Rest>
  : never;
type Filled<K extends Key> = Names<(typeof WORDS)[K]>;
type Fill<K extends Key> = [Filled<K>] extends [never] ? [] : [Record<Filled<K>, string>];

/** Return the words for a key, with its gaps filled. */
export function t<K extends Key>(key: K, ...fill: Fill<K>): string {
  const values: Record<string, string> = fill[0] ?? {};
  return WORDS[key].replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}

/** What a card advises, as the line above its draft. */
export const ACTION_WORDS: Record<Action, string> = {
  reply: "Answer them",
  no_show: "Write about the missed interview",
  ask_feedback: "Ask for feedback",
  leave_it: "Leave it",
  withdraw: "Withdraw",
  keep_updated: "Tell them about your other offer",
  ask_timeline: "Ask when you will hear",
  thank_you: "Say thank you",
  wait: "Wait",
  let_go: "Let go",
  check_in: "Check in",
  value_add: "Be interesting",
  move_up: "Write one step up",
};

/** What a card says when there is nothing to advise. */
export const STAGE_WORDS: Record<Stage, string> = {
  applied: "You applied.",
  assessment: "They asked for an assessment.",
  invited: "They invited you.",
  scheduled: "An interview is arranged.",
  interviewed: "You had the interview.",
  offered: "They made you an offer.",
  rejected: "They said no.",
  withdrawn: "You withdrew.",
  let_go: "You let it go. A late answer brings it back.",
};
