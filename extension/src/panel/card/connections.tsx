/** People at the company whom the user has written with: searched when this is opened. */
import { useRef, useState } from "preact/hooks";
import type { Action, ApplicationView, Connections as Found } from "../../protocol";
import { useActions } from "../actions";
import { Sentence } from "../command";
import { dayOfMoment } from "../days";
import type { ConnectionsOutcome } from "../model/connections";
import { shortly } from "../shortly";
import { t } from "../words";

const LONGEST_NAME = 120;
const OFFERED_BESIDE: ReadonlySet<Action> = new Set(["check_in", "value_add", "move_up"]);

const WHERE = {
  gmail: "connections_of_all",
  file: "connections_of_all",
  sample: "connections_of_sample",
  kept: "connections_of_kept",
} as const satisfies Record<Exclude<Found["searched"], "nothing">, string>;

interface Props {
  application: ApplicationView;
  now: string;
}

export function Connections({ application, now }: Props) {
  const { can, findConnections } = useActions();
  const [busy, setBusy] = useState(false);
  const asked = useRef(false); // two toggles may come before anything is drawn anew
  const [outcome, setOutcome] = useState<ConnectionsOutcome | null>(null);
  const { advice, company, id } = application;
  if (!advice || !OFFERED_BESIDE.has(advice.action) || !can("find_connections")) return null;

  const look = async () => {
    asked.current = true;
    setBusy(true);
    setOutcome(await findConnections(id));
    setBusy(false);
  };
  const opened = (open: boolean) => {
    if (open && !asked.current) void look();
  };
  const where = company ? shortly(company, LONGEST_NAME) : t("connections_this_company");
  return (
    <details class="connections" onToggle={(event) => opened(event.currentTarget.open)}>
      <summary>{t("connections")}</summary>
      <div role="status">
        {busy ? <p dir="auto">{t("connections_looking", { company: where })}</p> : null}
        {outcome?.found && !busy ? <People found={outcome.found} now={now} /> : null}
        {outcome?.problem && !busy ? (
          <div class="problem">
            <Sentence words={outcome.problem.message} />
            {outcome.problem.remedy ? <Sentence words={outcome.problem.remedy} /> : null}
          </div>
        ) : null}
      </div>
      {outcome && !busy ? (
        <button type="button" onClick={() => void look()}>
          {outcome.problem ? t("try_again") : t("connections_again")}
        </button>
      ) : null}
    </details>
  );
}

function People({ found: { people, searched }, now }: { found: Found; now: string }) {
  if (searched === "nothing") return <p>{t("connections_no_company")}</p>;
  return (
    <>
      {people.length > 0 ? (
        <ul>
          {people.map(({ name, address, last, wrote }) => (
            <li key={address}>
              {name ? <bdi>{shortly(name, LONGEST_NAME)}</bdi> : null}{" "}
              <bdi class="address">{shortly(address, LONGEST_NAME)}</bdi>
              <p class="small">
                {t(wrote === "me" ? "you_wrote" : "they_wrote", { day: dayOfMoment(last, now) })}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("connections_none")}</p>
      )}
      <p class="small">{t(WHERE[searched])}</p>
    </>
  );
}
