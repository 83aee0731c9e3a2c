/** Every application in a line of its own. */
import { useState } from "preact/hooks";
import { dayInWords } from "../panel/days";
import { shortly } from "../panel/shortly";
import { t } from "../panel/words";
import type { FigureRow } from "../protocol";

const A_PAGE = 50;

export function Rows({ rows, now }: { rows: FigureRow[]; now: string }) {
  const [shown, setShown] = useState(A_PAGE);
  const day = (date: string | null) => (date ? dayInWords(date, now) : "");
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{t("rows_title")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable */}
      {/* biome-ignore lint/a11y/useSemanticElements: no fields are grouped here */}
      <div class="wide-table" role="group" aria-labelledby="rows" tabIndex={0}>
        <table>
          <caption class="visually-hidden">{t("rows_title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("row_company")}</th>
              <th scope="col">{t("row_role")}</th>
              <th scope="col">{t("row_began")}</th>
              <th scope="col">{t("row_station")}</th>
              <th scope="col">{t("row_promised")}</th>
              <th scope="col">{t("row_answered")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={row.application_id}>
                <th scope="row" dir="auto">
                  {shortly(row.company ?? t("unknown_company"), 80)}
                </th>
                <td dir="auto">{shortly(row.role ?? "", 80)}</td>
                <td>{day(row.began)}</td>
                <td>{t(`station_${row.station}`)}</td>
                <td>{day(row.promised)}</td>
                <td>{day(row.answered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < rows.length ? (
        <button type="button" class="wide" onClick={() => setShown(shown + A_PAGE)}>
          {t("show_more")}
        </button>
      ) : null}
    </section>
  );
}
