/** The other applications on the page, for one that belongs to another. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ApplicationView, Card } from "../../protocol";
import { shortly } from "../shortly";

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
