/** People at a company whom the user has written with, searched when asked. */
import { HostGone, HostProblem } from "../../host";
import type { Connections } from "../../protocol";
import { t } from "../words";
import type { ProblemShown } from "./shown";
import type { Talk } from "./talk";

/** What came of it; the card tells, since it is about that company alone. */
export type ConnectionsOutcome =
  | { found: Connections; problem: null }
  | { found: null; problem: ProblemShown };

export async function findConnections(
  talk: Talk,
  applicationId: string,
): Promise<ConnectionsOutcome> {
  try {
    const ask = { kind: "find_connections", application_id: applicationId } as const;
    return { found: await talk.ask(ask), problem: null };
  } catch (error) {
    if (error instanceof HostProblem) return { found: null, problem: error.problem };
    if (!(error instanceof HostGone)) throw error;
    return { found: null, problem: { code: "", message: t("no_answer"), remedy: "" } };
  }
}
