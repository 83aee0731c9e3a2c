/** Checks what arrives before it is believed: the host is another program, maybe of another version. */
import type { Reply } from "./protocol";

type Fields = Record<string, unknown>;
type Check = (reply: Fields) => boolean;

const isText = (value: unknown) => typeof value === "string";
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const listsIn = (value: Fields, ...names: string[]) =>
  names.every((name) => Array.isArray(value[name]));

const SEARCHED: ReadonlySet<unknown> = new Set(["gmail", "file", "kept", "sample", "nothing"]);

const CHECKS: Record<Reply["kind"], Check> = {
  ready: (reply) =>
    Number.isInteger(reply["protocol_version"]) &&
    Array.isArray(reply["capabilities"]) &&
    reply["capabilities"].every(isText),
  applications: (reply) =>
    isText(reply["now"]) &&
    Array.isArray(reply["cards"]) &&
    reply["cards"].every(isCard) &&
    isRecord(reply["counts"]) &&
    Object.values(reply["counts"]).every(Number.isInteger),
  note_added: (reply) => isText(reply["note_id"]),
  sign_in_state: (reply) =>
    isText(reply["state"]) && [reply["url"], reply["message"], reply["remedy"]].every(isTextOrNull),
  sync_progress: (reply) =>
    isText(reply["phase"]) &&
    ["read", "jobs", "likely", "rest", "seconds_left"].every((each) =>
      Number.isInteger(reply[each]),
    ),
  draft_saved: (reply) => isText(reply["mail_id"]) && isText(reply["thread"]),
  settings: (reply) => listsIn(reply, "countries", "numbers") && isRecord(reply["kept"]),
  drafts: (reply) => Array.isArray(reply["drafts"]) && reply["drafts"].every(isDraft),
  connections: (reply) =>
    SEARCHED.has(reply["searched"]) &&
    listsIn(reply, "people") &&
    (reply["people"] as unknown[]).every(isConnection),
  remarks: (reply) => listsIn(reply, "remarks"),
  overview: (reply) =>
    listsIn(reply, "flows", "answer_days", "rows") && isRecord(reply["promises"]),
  set_aside: (reply) => listsIn(reply, "items") && (reply["items"] as unknown[]).every(isAside),
  done: () => true,
  problem: (reply) => isText(reply["code"]) && isText(reply["message"]) && isText(reply["remedy"]),
};

function fillInAdvice(advice: Fields | null): void {
  if (!advice) return;
  advice["alternatives"] ??= [];
  advice["no_draft"] ??= null;
  for (const draft of advice["drafts"] as Fields[]) {
    draft["tone"] ??= "plain";
    draft["warnings"] ??= [];
  }
}

/** Return the id of whatever arrived, or null when it has none. */
export function idOf(message: unknown): number | null {
  const id = (message as { id?: unknown } | null | undefined)?.id;
  return Number.isInteger(id) ? (id as number) : null;
}

/** Return the reply, or null when it is none that this panel can use. */
export function checkReply(message: unknown): Reply | null {
  if (!isRecord(message) || idOf(message) === null) return null;
  const kind = message["kind"];
  if (typeof kind !== "string" || !Object.hasOwn(CHECKS, kind)) return null;
  if (!CHECKS[kind as Reply["kind"]](message)) return null;
  if (kind === "applications") fillIn(message);
  return message as unknown as Reply;
}

const LISTS = ["threads", "people", "interviews", "evidence", "history", "notes"];

/** A host from before there were these fields speaks the same protocol, since nothing was renamed. */
function fillIn(reply: Fields): void {
  const { account, cards } = reply;
  if (isRecord(account)) {
    account["can_save_drafts"] ??= false;
    account["signed_in"] ??= false;
  }
  for (const card of (cards as Fields[] | undefined) ?? []) {
    const application = card["application"] as Fields;
    application["saved_drafts"] ??= [];
    application["uncertain"] ??= false;
    application["conversations"] ??= [];
    for (const event of application["history"] as Fields[]) event["note_id"] ??= null;
    fillInAdvice(application["advice"] as Fields | null);
  }
}

/** Only what would stop the panel from being drawn; a text that is missing is just not shown. */
function isCard(card: unknown): boolean {
  const application = isRecord(card) && isText(card["group"]) ? card["application"] : null;
  return (
    isRecord(application) &&
    isText(application["id"]) &&
    listsIn(application, ...LISTS) &&
    (application["advice"] === null || isAdvice(application["advice"]))
  );
}

function isAdvice(advice: unknown): boolean {
  return (
    isRecord(advice) &&
    isText(advice["headline"]) &&
    listsIn(advice, "because", "asks", "drafts", "options", "connections") &&
    (advice["drafts"] as unknown[]).every(isDraft)
  );
}

function isAside(item: unknown): boolean {
  return isRecord(item) && listsIn(item, "note_ids") && isText(item["at"]);
}

function isConnection(person: unknown): boolean {
  return isRecord(person) && isText(person["address"]) && isText(person["last"]);
}

function isDraft(draft: unknown): boolean {
  return isRecord(draft) && isText(draft["body"]) && listsIn(draft, "to", "cc", "slots");
}
