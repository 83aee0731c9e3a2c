/** Words of the settings. */
export const SETTINGS = {
  settings: "Settings",
  morning: "Tell me in the morning when there is something to do",
  morning_from: "From when on",
  morning_hour: "from {hour}:00",
  morning_what: "One line with a number, without names of companies.",
  morning_refused: "The browser did not allow it. Its settings for this extension can change that.",
} as const;
