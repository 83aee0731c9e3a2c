/** The sentence that a card rests on, and the way to say that it was read wrong. */
import type { ApplicationView } from "../protocol";
import { dayOfMoment } from "./days";
import { t } from "./words";

interface Rest {
  text: string;
  date: string | null;
}

/** Return their promise if there is one, else the newest sentence that the stage rests on. */
export function restsOn(application: ApplicationView): Rest | null {
  const { promise, evidence, history } = application;
  if (!promise?.evidence) return evidence[0] ?? null;
  const found =
    evidence.find((each) => each.message_id === promise.message_id) ??
    history.find((event) => event.evidence?.message_id === promise.message_id)?.evidence;
  return {
    text: promise.evidence,
    date: promise.message_id === null ? null : (found?.date ?? null),
  };
}

export function Quote({ application, now }: { application: ApplicationView; now: string }) {
  const rest = restsOn(application);
  if (!rest) return null;
  const company = application.company ?? t("unknown_company");
  return (
    <figure>
      <blockquote dir="auto">{rest.text}</blockquote>
      <figcaption>
        {rest.date ? <span>{t("they_wrote", { day: dayOfMoment(rest.date, now) })}</span> : null}
        <button
          type="button"
          class="link"
          aria-label={t("not_right_about", { company })}
          onClick={(event) => openTell(event.currentTarget)}
        >
          {t("not_right")}
        </button>
      </figcaption>
    </figure>
  );
}

/** Open *More* and *Tell Hearback…* of the same card, and go there. */
function openTell(button: HTMLElement): void {
  const card = button.closest("article");
  for (const details of card?.querySelectorAll<HTMLDetailsElement>(".more, .tell") ?? []) {
    details.open = true;
  }
  card?.querySelector<HTMLElement>(".tell select")?.focus();
}
