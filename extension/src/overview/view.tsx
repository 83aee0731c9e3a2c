/** The whole overview: a filter by days, the pictures, and every application. */
import { useState } from "preact/hooks";
import { t } from "../panel/words";
import type { Overview } from "../protocol";
import { Answers, Promises } from "./answers";
import { csvOf, saveFile } from "./csv";
import { Flow } from "./flow";
import { Rows } from "./rows";

export interface Days {
  first: string | null;
  last: string | null;
}

export interface OverviewShown {
  /** What to say instead of figures; "" when there are some. */
  words: string;
  overview: Overview | null;
  now: string;
}

interface Props {
  shown: OverviewShown;
  show(days: Days): void;
}

export function OverviewPage({ shown, show }: Props) {
  const { overview, words, now } = shown;
  return (
    <>
      <header>
        <h1>{t("overview_title")}</h1>
        <p class="small">{t("overview_back")}</p>
        <Filter show={show} />
      </header>
      <main>
        {words ? <p role="status">{words}</p> : null}
        {overview ? <Figures overview={overview} now={now} /> : null}
      </main>
    </>
  );
}

function Figures({ overview, now }: { overview: Overview; now: string }) {
  const { rows } = overview;
  if (rows.length === 0) return <p class="quiet">{t("overview_none")}</p>;
  return (
    <>
      <Flow overview={overview} />
      <div class="columns">
        <Answers days={overview.answer_days} />
        <Promises promises={overview.promises} />
      </div>
      <Rows rows={rows} now={now} />
      <button type="button" onClick={() => saveFile("applications.csv", csvOf(rows))}>
        {t("overview_csv")}
      </button>
    </>
  );
}

function Filter({ show }: { show(days: Days): void }) {
  const [days, setDays] = useState({ first: "", last: "" });
  return (
    <form
      class="filter"
      onSubmit={(event) => {
        event.preventDefault();
        show({ first: days.first || null, last: days.last || null });
      }}
    >
      <label>
        {t("overview_from")}
        <input
          type="date"
          max={days.last}
          value={days.first}
          onInput={(event) => setDays({ ...days, first: event.currentTarget.value })}
        />
      </label>
      <label>
        {t("overview_to")}
        <input
          type="date"
          min={days.first}
          value={days.last}
          onInput={(event) => setDays({ ...days, last: event.currentTarget.value })}
        />
      </label>
      <button type="submit">{t("overview_filter")}</button>
    </form>
  );
}
