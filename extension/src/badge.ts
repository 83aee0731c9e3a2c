/** The count on the toolbar button: how many cards there are to act on. */
const BLUE = "#0b57d0"; // white on it has a contrast of 6.4

export async function showBadge(now: number): Promise<void> {
  await chrome.action.setBadgeBackgroundColor({ color: BLUE });
  await chrome.action.setBadgeText({ text: now > 0 ? String(now) : "" });
}
