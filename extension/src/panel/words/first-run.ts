/** Words for the beginnings, and for when there is nothing to show. */
export const FIRST_RUN = {
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
  change_unsure:
    "The connection was lost before Hearback said that your last change was kept. Look at its card, and make it again if it is not there.",

  no_account_title: "Which mail shall Hearback read?",
  no_account_why:
    "It finds your job interviews there, and notices when an answer is late. All of it happens on this machine.",
  try_sample: "Try it with a sample",
  look_again: "Look again",
  sample_what: "An invented mailbox, to see what the panel does.",
  takeout_title: "Use a Takeout file",
  takeout_what:
    "Ask Google for your mail at https://takeout.google.com, then give Hearback the file in a terminal:",
  sample_banner: "This is the sample mailbox. Nothing here is yours.",
  leave_sample: "Leave the sample",
  other_account:
    "This Gmail tab belongs to {tab}. The cards below come from the mail of {account}.",
  not_a_job_thread: "The open conversation is not about a job, or Hearback has not read it.",
  empty_title: "Nothing to wait for",
  empty_why: "Hearback read the mail of {account} and found no job applications in it.",
  empty_next:
    "Is that you, and is it the right mail? For newer mail, give Hearback a newer Takeout file:",
} as const;
