/** Old silences as one card: all of them are closed with one click, and come back with one. */
import { useState } from "preact/hooks";
import type { ApplicationView, Card } from "../../protocol";
import { useActions } from "../actions";
import { dayOfMoment } from "../days";
import { shortly } from "../shortly";
import { t } from "../words";

/** From so many on, one card for all is easier than a card for each. */
const TOGETHER_FROM = 2;

/** Return the cards that only ask to be let go, and the others; none of the former when they are few. */
export function partOldSilences(cards: Card[]): { old: Card[]; others: Card[] } {
  const isOld = (card: Card) => card.application.advice?.action === "let_go";
  const old = cards.filter(isOld);
  if (old.length < TOGETHER_FROM) return { old: [], others: cards };
  return { old, others: cards.filter((card) => !isOld(card)) };
}

interface Props {
  cards: Card[];
  now: string;
  oneByOne(): void;
}

export function OldSilences({ cards, now, oneByOne }: Props) {
  const { addNotes } = useActions();
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const ids = cards.map((card) => card.application.id).filter((id) => !kept.has(id));
  const count = String(cards.length);
  const toggle = (id: string, close: boolean) => {
    const next = new Set(kept);
    if (close) next.delete(id);
    else next.add(id);
    setKept(next);
  };
  const words = t(ids.length === 1 ? "closed_one" : "closed_old", { count: String(ids.length) });
  return (
    <article class="card" aria-labelledby="old-silences">
      <h3 id="old-silences" tabIndex={-1}>
        {t("close_old", { count })}
      </h3>
      <p class="headline">{t("close_old_why")}</p>
      <details>
        <summary>{t("close_old_which")}</summary>
        <ul class="checks">
          {cards.map(({ application }) => (
            <li key={application.id}>
              <label>
                <input
                  type="checkbox"
                  checked={!kept.has(application.id)}
                  onChange={(event) => toggle(application.id, event.currentTarget.checked)}
                />
                <span dir="auto">{nameOf(application, now)}</span>
              </label>
            </li>
          ))}
        </ul>
      </details>
      <div class="row">
        <button
          type="button"
          class="main"
          disabled={ids.length === 0}
          onClick={() => void addNotes(ids, { verb: "let_go", words })}
        >
          {t("close_old_do", { count: String(ids.length) })}
        </button>
        <button type="button" onClick={oneByOne}>
          {t("close_old_each")}
        </button>
      </div>
    </article>
  );
}

function nameOf({ company, role, silence }: ApplicationView, now: string): string {
  const who = [company ?? t("unknown_company"), role].filter(Boolean).join(", ");
  const name = shortly(who, 120);
  return silence ? t("silent_since", { name, day: dayOfMoment(silence.since, now) }) : name;
}
