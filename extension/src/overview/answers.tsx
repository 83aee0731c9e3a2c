/** How long companies took to answer, and how often they kept their word. */
import { useOwnId } from "../own-id";
import { t } from "../panel/words";
import type { Overview } from "../protocol";
import { binsOf, ENOUGH, medianOf } from "./figures";

export function Answers({ days }: { days: Overview["answer_days"] }) {
  return (
    <Figure
      title={t("answers_title")}
      words={inWords(days)}
      total={days.length}
      heads={[t("answers_days"), t("answers_count")]}
      bars={binsOf(days)}
    />
  );
}

function inWords(days: number[]): string {
  const half = { count: String(days.length), days: String(medianOf(days)) };
  if (days.length === 0) return t("answers_none");
  return days.length === 1 ? t("answers_one", half) : t("answers_median", half);
}

export function Promises({ promises }: { promises: Overview["promises"] }) {
  const { kept, late, never } = promises;
  const total = kept + late + never;
  return (
    <Figure
      title={t("promises_title")}
      words={
        total > 0
          ? t("promises_words", { count: String(total), kept: String(kept) })
          : t("promises_none")
      }
      total={total}
      heads={[t("promises_what"), t("flow_count")]}
      bars={[
        { words: t("promises_kept"), count: kept },
        { words: t("promises_late"), count: late },
        { words: t("promises_never"), count: never },
      ]}
    />
  );
}

interface FigureProps {
  title: string;
  words: string;
  total: number;
  heads: [string, string];
  bars: { words: string; count: number }[];
}

/** A table whose numbers are drawn as bars, too. */
function Figure({ title, words, total, heads, bars }: FigureProps) {
  const id = useOwnId();
  const most = Math.max(...bars.map((bar) => bar.count), 1);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{words}</p>
      {total > 0 && total < ENOUGH ? (
        <p class="small">{t("too_few", { count: String(total) })}</p>
      ) : null}
      {total > 0 ? (
        <table class="bars">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.words}>
                <th scope="row">{bar.words}</th>
                <td>
                  {bar.count > 0 ? (
                    <span class="bar" style={{ inlineSize: `${(70 * bar.count) / most}%` }} />
                  ) : null}
                  {bar.count}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
