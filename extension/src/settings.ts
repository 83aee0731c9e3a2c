/** What the user set for this browser; the rest is the host's to keep. */

export interface Settings {
  /** The user stopped the reading of Gmail. */
  reading_paused: boolean;
  /** Tell once a day when there is something to do, from this hour on; null for never. */
  morning_hour: number | null;
  /** The last day on which that was done, as an ISO date. */
  morning_told: string;
}

const UNSET: Settings = { reading_paused: false, morning_hour: null, morning_told: "" };

const keyOf = (name: keyof Settings) => `setting:${name}`;

export async function readSetting<K extends keyof Settings>(name: K): Promise<Settings[K]> {
  const key = keyOf(name);
  const found = await chrome.storage.local.get<Record<string, unknown>>(key).catch(() => ({}));
  return ((found as Record<string, unknown>)[key] as Settings[K] | undefined) ?? UNSET[name];
}

/** A setting that cannot be kept holds until the panel is closed. */
export async function writeSetting<K extends keyof Settings>(
  name: K,
  value: Settings[K],
): Promise<void> {
  await chrome.storage.local.set({ [keyOf(name)]: value }).catch(() => {});
}
