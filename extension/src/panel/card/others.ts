/** The other applications on the page, for one that belongs to another; and its own conversations. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ApplicationView, Card } from "../../protocol";
import { dayOfMoment } from "../days";
import { shortly } from "../shortly";
import { t } from "../words";

export const CardsContext = createContext<readonly Card[]>([]);

/** Return the id and the name of every application but this one, by name. */
export function useOthers({ id }: ApplicationView): { id: string; name: string }[] {
  return useContext(CardsContext)
    .filter(({ application }) => application.id !== id)
    .map(({ application }) => ({ id: application.id, name: nameOf(application) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function nameOf({ company, role, id }: ApplicationView): string {
  return shortly([company, role].filter(Boolean).join(" · ") || id, 80);
}

/** Return the conversations that can be split off, as they can be told apart. */
export function conversationsOf({ conversations }: ApplicationView, now: string) {
  return conversations.map(({ thread, subject, began, unsure }) => ({
    id: thread,
    name: t(unsure ? "conversation_unsure" : "conversation", {
      subject: shortly(subject, 60) || t("no_subject"),
      day: dayOfMoment(began, now),
    }),
  }));
}
