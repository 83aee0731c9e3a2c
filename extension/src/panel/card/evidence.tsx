/** The sentence that a card rests on, and the way to say that it was read wrong. */
import { canOpen, type MailPlace } from "../../gmail-tab";
import type { ApplicationView, EventView } from "../../protocol";
import { useActions } from "../actions";
import { dayOfMoment } from "../days";
import { shortly } from "../shortly";
import { t } from "../words";

const LONGEST_QUOTE = 400;

interface Rest {
  text: string;
  /** When it was written; null for what the user noted. */
  date: string | null;
  who: EventView["who"];
  messageId: string | null;
}

/** Return their promise if there is one, else the newest sentence that the stage rests on. */
export function restsOn(application: ApplicationView): Rest | null {
  const { promise, evidence, history } = application;
  const newest = evidence[0];
  const text = promise?.evidence || newest?.text;
  const messageId = promise?.evidence ? promise.message_id : newest?.message_id;
  if (!text) return null;
  if (!messageId) return { text, date: null, who: "note", messageId: null };
  const event = history.findLast((each) => each.evidence?.message_id === messageId);
  const found = evidence.find((each) => each.message_id === messageId) ?? event?.evidence;
  return { text, date: found?.date ?? null, who: event?.who ?? "them", messageId };
}

/** Return where a mail stands. Of several conversations we are not told which, so it is searched for. */
export function placeOf({ threads }: ApplicationView, messageId: string | null): MailPlace {
  const only = threads.length === 1 ? (threads[0] ?? null) : null;
  return { thread: messageId === null ? null : only, messageId };
}

/** The words alone where there is no mail to open. */
export function MailLink({ place, words }: { place: MailPlace; words: string }) {
  const { openMail } = useActions();
  if (!words || !canOpen(place)) return <span>{words}</span>;
  return (
    <button
      type="button"
      class="link"
      aria-label={`${words}. ${t("open_gmail")}`}
      onClick={() => openMail(place)}
    >
      {words}
    </button>
  );
}

const WROTE = { me: "you_wrote", them: "they_wrote", robot: "robot_wrote" } as const;

function writtenIn(rest: Rest, now: string): string {
  if (rest.who === "note") return t("you_noted");
  return rest.date === null ? "" : t(WROTE[rest.who], { day: dayOfMoment(rest.date, now) });
}

export function Quote({ application, now }: { application: ApplicationView; now: string }) {
  const rest = restsOn(application);
  if (!rest) return null;
  const company = application.company ?? t("unknown_company");
  const said = application.advice?.headline.includes(rest.text) ?? false;
  return (
    <figure>
      {said ? null : <blockquote dir="auto">{shortly(rest.text, LONGEST_QUOTE)}</blockquote>}
      <figcaption>
        <MailLink place={placeOf(application, rest.messageId)} words={writtenIn(rest, now)} />
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
