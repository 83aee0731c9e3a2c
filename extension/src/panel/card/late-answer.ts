/** An application that the user let go, and that an answer brought back. */
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
