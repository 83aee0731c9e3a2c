/**
 * Which thread an address of Gmail's web pages shows.
 *
 * The last part of the hash is a number in base 40, whose base-64 digits spell "f:<decimal>"; that
 * decimal is the thread's id in the API, there in hex. Threads begun in the web client ("a:r…")
 * hold no such id. (Arsenal Recon 2019, "Digging deeper into Gmail URLs"; facts on other forms differ.)
 */

const FORTY = "BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz";
const SIXTY_FOUR = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const LONGEST_TOKEN = 200;

/** Return the thread id (16 hex digits) in a token, or null when it holds none. */
export function threadOfToken(token: string): string | null {
  const digits = changeBase(token, FORTY, SIXTY_FOUR);
  if (digits === null) return null;
  let text: string;
  try {
    text = atob(digits.padEnd(Math.ceil(digits.length / 4) * 4, "="));
  } catch {
    return null;
  }
  const decimal = /^f:(\d{1,20})$/.exec(text)?.[1];
  if (decimal === undefined) return null;
  return validThread(BigInt(decimal).toString(16).padStart(16, "0"));
}

/** Return the token for a thread id, or null when it is none. */
export function tokenOfThread(threadId: string): string | null {
  if (!validThread(threadId)) return null;
  const digits = btoa(`f:${BigInt(`0x${threadId}`)}`).replace(/=+$/, "");
  return changeBase(digits, SIXTY_FOUR, FORTY);
}

/** Return the thread that an address shows; null for a list, another site, or an id it hides. */
export function threadOfAddress(address: string | undefined): string | null {
  if (!isGmail(address)) return null;
  const last = lastOfHash(address);
  return threadOfToken(last) ?? validThread(last);
}

/** Whether an address shows one conversation, in any of the forms Gmail has for it. */
export function showsThread(address: string | undefined): boolean {
  return isGmail(address) && /^[A-Za-z0-9]{16,}$/.test(lastOfHash(address));
}

/** Whether an address shows a list where a conversation was asked for: Gmail did not know it. */
export function isList(address: string): boolean {
  return /#(?:all|inbox)\/?$/.test(address);
}

/** Return the hash of Gmail's search for one Message-ID, or null when it is none. */
export function searchFor(messageId: string): string | null {
  const id = /^<?([^\s<>]{3,250})>?$/.exec(messageId)?.[1];
  return id === undefined ? null : `#search/${encodeURIComponent(`rfc822msgid:${id}`)}`;
}

export function isGmail(address: string | undefined): address is string {
  return address?.startsWith("https://mail.google.com/") ?? false;
}

/** Return the id when it is one, null otherwise. */
export function validThread(id: unknown): string | null {
  return typeof id === "string" && /^[0-9a-f]{16}$/.test(id) ? id : null;
}

/** Return the account that a tab's title names: the last thing in it that looks like an address. */
export function addressOfTitle(title: string | undefined): string | null {
  const found = title?.match(/[^\s<>()",;:]+@[^\s<>()",;:]+\.[^\s<>()",;:]+/g);
  return found?.at(-1)?.toLowerCase() ?? null;
}

function lastOfHash(address: string): string {
  const hash = address.split("#")[1] ?? "";
  return hash.split("?")[0]?.split("/").at(-1) ?? "";
}

function changeBase(digits: string, from: string, to: string): string | null {
  if (!digits || digits.length > LONGEST_TOKEN) return null;
  let number = 0n;
  for (const digit of digits) {
    const value = from.indexOf(digit);
    if (value < 0) return null;
    number = number * BigInt(from.length) + BigInt(value);
  }
  let written = "";
  for (; number > 0n; number /= BigInt(to.length)) {
    written = to.charAt(Number(number % BigInt(to.length))) + written;
  }
  return written;
}
