/** *Tell Hearback…*: what no mail says, or says wrong, one kind at a time. */
import { useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import type { ApplicationView } from "../../protocol";
import { useActions } from "../actions";
import { isoDay } from "../days";
import { t } from "../words";
import { conversationsOf, useOthers } from "./others";
import { noteOf, STAGES, TELLABLE, type Tellable, type Typed, tellableOf } from "./tellable";
import { ToldTime } from "./told-time";

export function Tell({ application, now }: { application: ApplicationView; now: string }) {
  const { memory, addNote, can, speak } = useActions();
  const saveAs = `tell:${application.id}`;
  const verbs = tellableOf(application, can("tell_interview"));
  const [typed, setTyped] = useState(restored(memory.get(saveAs), verbs));
  const [wrong, setWrong] = useState("");
  const ids = { what: useOwnId(), value: useOwnId(), wrong: useOwnId() };
  const kind = TELLABLE[typed.verb];
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    setWrong("");
    memory.put(saveAs, next);
  };
  const tell = async () => {
    const note = noteOf(typed);
    if (typeof note === "string") {
      setWrong(note);
      speak(note);
    } else if (await addNote(application.id, note)) {
      memory.forget(saveAs);
      setTyped({ verb: typed.verb, value: "" });
    }
  };
  return (
    <details class="tell">
      <summary>{t("tell")}</summary>
      <div class="field">
        <label for={ids.what}>{t("tell_what")}</label>
        <select
          id={ids.what}
          value={typed.verb}
          onChange={(event) =>
            change({ verb: event.currentTarget.value as Tellable, value: "", until: "", was: "" })
          }
        >
          {verbs.map((verb) => (
            <option key={verb} value={verb}>
              {TELLABLE[verb].words}
            </option>
          ))}
        </select>
      </div>
      {kind.ask ? (
        <div class="field">
          <label for={ids.value}>{kind.ask}</label>
          <Field
            application={application}
            now={now}
            typed={typed}
            id={ids.value}
            change={change}
            wrong={wrong ? ids.wrong : undefined}
          />
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

interface FieldProps {
  application: ApplicationView;
  now: string;
  typed: Typed;
  id: string;
  change: (part: Partial<Typed>) => void;
  wrong: string | undefined;
}

function Field(props: FieldProps) {
  const { application, now, typed, id, change, wrong } = props;
  const others = useOthers(application);
  const today = isoDay(new Date(now));
  const field = {
    id,
    value: typed.value,
    "aria-invalid": wrong !== undefined,
    "aria-describedby": wrong,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
      change({ value: event.currentTarget.value }),
  };
  switch (TELLABLE[typed.verb].takes) {
    case "application":
      return <Choice field={field} from={others} />;
    case "conversation":
      return <Choice field={field} from={conversationsOf(application, now)} />;
    case "stage":
      return <Choice field={field} from={STAGES} />;
    case "time":
      return <ToldTime {...props} />;
    case "day":
      // A promise that was read wrong may have been for a day that lies behind.
      return (
        <input type="date" {...(typed.verb === "promised" ? { min: today } : {})} {...field} />
      );
    case "past_day":
      return <input type="date" max={today} {...field} />;
    default:
      return <input type="text" maxLength={2000} dir="auto" {...field} />;
  }
}

function Choice({ field, from }: { field: object; from: readonly { id: string; name: string }[] }) {
  return (
    <select {...field}>
      <option value="">{t("tell_joined_choose")}</option>
      {from.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function restored(kept: unknown, verbs: Tellable[]): Typed {
  const { verb, value, until, was } = (kept ?? {}) as Partial<Typed>;
  if (typeof value !== "string" || !verb || !verbs.includes(verb)) {
    return { verb: "promised", value: "" };
  }
  const text = (each: unknown) => (typeof each === "string" ? each : "");
  return { verb, value, until: text(until), was: text(was) };
}
