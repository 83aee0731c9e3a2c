/** An application that the user let go, and that an answer or the user brought back. */
import type { ApplicationView } from "../../protocol";

/** Return when they wrote after it was let go, or null when they did not. */
export function answeredAfterAll({ notes, history, stage }: ApplicationView): string | null {
  if (stage === "let_go") return null;
  const letGo = notes.findLast((note) => note.verb === "let_go");
  if (!letGo) return null;
  const since = Date.parse(letGo.at);
  const answer = history.find((event) => event.who === "them" && Date.parse(event.at) > since);
  return answer?.at ?? null;
}

/** Return when the user took it up again, or null once somebody has written since. */
export function takenUpAgain({ notes, history, stage }: ApplicationView): string | null {
  const last = notes.findLast(({ verb }) => verb === "reopen" || verb === "let_go");
  if (last?.verb !== "reopen" || stage === "let_go") return null;
  const since = Date.parse(last.at);
  const written = history.some(({ who, at }) => who !== "note" && Date.parse(at) > since);
  return written ? null : last.at;
}
