/** An application of which there is no mail: a quiet line that opens into a few fields. */
import { useRef, useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import type { ByHand } from "../../requests";
import { useActions } from "../actions";
import { isoDay } from "../days";
import { t } from "../words";

const SAVE_AS = "by-hand";
const LONGEST = 200;
const FIELDS = [
  ["company", t("by_hand_company")],
  ["role", t("by_hand_role")],
  ["how", t("by_hand_how")],
  ["contact", t("by_hand_contact")],
] as const;

type Typed = Record<(typeof FIELDS)[number][0] | "applied", string>;

export function AddByHand({ now }: { now: string }) {
  const { addByHand, can, memory, speak } = useActions();
  const today = isoDay(new Date(now));
  const nothing: Typed = { company: "", role: "", how: "", contact: "", applied: today };
  const [typed, setTyped] = useState<Typed>({ ...nothing, ...restored(memory.get(SAVE_AS)) });
  const [wrong, setWrong] = useState("");
  const id = useOwnId();
  const folded = useRef<HTMLDetailsElement>(null);
  if (!can("add_by_hand")) return null;

  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    setWrong("");
    memory.put(SAVE_AS, next);
  };
  const add = async (event: Event) => {
    event.preventDefault();
    const refused = whatIsMissing(typed, today) || (await addByHand(asTold(typed)));
    if (refused) {
      setWrong(refused);
      speak(refused);
    } else {
      memory.forget(SAVE_AS);
      setTyped(nothing);
      if (folded.current) folded.current.open = false;
    }
  };
  return (
    <details class="by-hand" ref={folded}>
      <summary>{t("by_hand")}</summary>
      <form noValidate onSubmit={(event) => void add(event)}>
        <p class="small">{t("by_hand_why")}</p>
        {FIELDS.map(([name, words]) => (
          <div class="field" key={name}>
            <label for={`${id}-${name}`}>{words}</label>
            <input
              id={`${id}-${name}`}
              type="text"
              dir="auto"
              maxLength={LONGEST}
              required={name === "company"}
              value={typed[name]}
              aria-describedby={wrong ? `${id}-wrong` : undefined}
              onInput={(event) => change({ [name]: event.currentTarget.value })}
            />
          </div>
        ))}
        <div class="field">
          <label for={`${id}-applied`}>{t("by_hand_applied")}</label>
          <input
            id={`${id}-applied`}
            type="date"
            max={today}
            value={typed.applied}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            onInput={(event) => change({ applied: event.currentTarget.value })}
          />
        </div>
        {wrong ? (
          <p id={`${id}-wrong`} class="small wrong">
            {wrong}
          </p>
        ) : null}
        <button type="submit">{t("by_hand_do")}</button>
      </form>
    </details>
  );
}

function whatIsMissing({ company, applied, contact }: Typed, today: string): string {
  if (!company.trim()) return t("by_hand_needs_company");
  if (applied > today) return t("by_hand_needs_day");
  const named = contact.trim();
  const plain = /^[^<>@\s]+@[^<>@\s]+$/.test(named) || /^[^<>@]*<[^<>@\s]+@[^<>@\s]+>$/.test(named);
  return named && !plain ? t("tell_needs_manager") : "";
}

function asTold({ company, role, how, contact, applied }: Typed): ByHand {
  const orNull = (text: string) => text.trim() || null;
  return {
    company: company.trim(),
    role: orNull(role),
    how: orNull(how),
    contact: orNull(contact),
    applied: orNull(applied),
  };
}

function restored(kept: unknown): Partial<Typed> {
  const entries = Object.entries((kept ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
}
