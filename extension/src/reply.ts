/** Checks what arrives before it is believed: the host is another program, maybe of another version. */
import type { Reply } from "./protocol";

type Check = (reply: Record<string, unknown>) => boolean;

const isText = (value: unknown): value is string => typeof value === "string";

const CHECKS: Record<Reply["kind"], Check> = {
  ready: (reply) => Number.isInteger(reply["protocol_version"]),
  applications: (reply) =>
    isText(reply["now"]) &&
    Array.isArray(reply["cards"]) &&
    reply["cards"].every(isCard) &&
    typeof reply["counts"] === "object" &&
    reply["counts"] !== null,
  note_added: (reply) => isText(reply["note_id"]),
  done: () => true,
  problem: (reply) => isText(reply["code"]) && isText(reply["message"]) && isText(reply["remedy"]),
};

/** Return the reply, or null when it is none that this panel can use. */
export function checkReply(message: unknown): Reply | null {
  if (typeof message !== "object" || message === null) return null;
  const reply = message as Record<string, unknown>;
  const kind = reply["kind"];
  if (!Number.isInteger(reply["id"]) || !isText(kind) || !Object.hasOwn(CHECKS, kind)) return null;
  return CHECKS[kind as Reply["kind"]](reply) ? (message as Reply) : null;
}

function isCard(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const card = value as Record<string, unknown>;
  const application = card["application"] as Record<string, unknown> | null | undefined;
  return isText(card["group"]) && isText(application?.["id"]);
}
