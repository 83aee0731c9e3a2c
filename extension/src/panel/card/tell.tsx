/** *Tell Hearback…*: what no mail says, or says wrong, one kind at a time. */
import { useId, useState } from "preact/hooks";
import type { ApplicationView } from "../../protocol";
import { useActions } from "../actions";
import { isoDay } from "../days";
import { t } from "../words";
import { useOthers } from "./others";
import { noteOf, TELLABLE, type Tellable } from "./tellable";

export function Tell({ application, now }: { application: ApplicationView; now: string }) {
  const { memory, addNote, speak } = useActions();
  const saveAs = `tell:${application.id}`;
  const [typed, setTyped] = useState(restored(memory.get(saveAs)));
  const [wrong, setWrong] = useState("");
  const ids = { what: useId(), value: useId(), wrong: useId() };
  const kind = TELLABLE[typed.verb];
  const others = useOthers(application);
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    setWrong("");
    memory.put(saveAs, next);
  };
  const tell = async () => {
    const note = noteOf(typed.verb, typed.value);
    if (typeof note === "string") {
      setWrong(note);
      speak(note);
    } else if (await addNote(application.id, note)) {
      memory.forget(saveAs);
      setTyped({ ...typed, value: "" });
    }
  };
  const field = {
    id: ids.value,
    value: typed.value,
    "aria-invalid": wrong !== "",
    "aria-describedby": wrong ? ids.wrong : undefined,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
      change({ value: event.currentTarget.value }),
  };
  return (
    <details class="tell">
      <summary>{t("tell")}</summary>
      <div class="field">
        <label for={ids.what}>{t("tell_what")}</label>
        <select
          id={ids.what}
          value={typed.verb}
          onChange={(event) => change({ verb: event.currentTarget.value as Tellable, value: "" })}
        >
          {Object.entries(TELLABLE).map(([verb, { words }]) => (
            <option key={verb} value={verb}>
              {words}
            </option>
          ))}
        </select>
      </div>
      {kind.ask ? (
        <div class="field">
          <label for={ids.value}>{kind.ask}</label>
          {kind.takes === "application" ? (
            <select {...field}>
              <option value="">{t("tell_joined_choose")}</option>
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          ) : kind.takes === "day" ? (
            <input type="date" min={isoDay(new Date(now))} {...field} />
          ) : (
            <input type="text" maxLength={2000} dir="auto" {...field} />
          )}
          {wrong ? (
            <p id={ids.wrong} class="small wrong">
              {wrong}
            </p>
          ) : null}
        </div>
      ) : null}
      <button type="button" onClick={() => void tell()}>
        {t("tell_do")}
      </button>
    </details>
  );
}

interface Typed {
  verb: Tellable;
  value: string;
}

function restored(kept: unknown): Typed {
  const { verb, value } = (kept ?? {}) as Partial<Typed>;
  if (typeof value !== "string" || typeof verb !== "string" || !Object.hasOwn(TELLABLE, verb)) {
    return { verb: "promised", value: "" };
  }
  return { verb, value };
}
