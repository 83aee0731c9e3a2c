/** Once a day, from an hour that the user chose, a word that there is something to do; nothing more. */
import { readSetting, writeSetting } from "./settings";

const NOTIFICATIONS = { permissions: ["notifications"] } satisfies chrome.permissions.Permissions;

/** Say it unless it was said today. No company is named: others may see the screen. */
export async function tellInTheMorning(count: number, now: Date): Promise<void> {
  const hour = await readSetting("morning_hour");
  if (hour === null || count === 0 || now.getHours() < hour) return;
  const today = now.toDateString();
  if ((await readSetting("morning_told")) === today) return;
  await writeSetting("morning_told", today);
  await chrome.notifications.create("morning", {
    type: "basic",
    iconUrl: chrome.runtime.getURL("icons/128.png"),
    title: "Hearback",
    message: count === 1 ? "One application to see to." : `${count} applications to see to.`,
  });
}

/** Switch it on from an hour, or off with null. Returns whether the browser allows it. */
export async function setMorning(hour: number | null): Promise<boolean> {
  if (hour === null) {
    await writeSetting("morning_hour", null);
    await chrome.permissions.remove(NOTIFICATIONS).catch(() => false);
    return true;
  }
  if (!(await chrome.permissions.request(NOTIFICATIONS).catch(() => false))) return false;
  await writeSetting("morning_hour", hour);
  return true;
}

/** Return the hour, or null when it is off; the permission may have been taken back since. */
export async function morningHour(): Promise<number | null> {
  const hour = await readSetting("morning_hour");
  const allowed = await chrome.permissions.contains(NOTIFICATIONS).catch(() => false);
  return allowed ? hour : null;
}
