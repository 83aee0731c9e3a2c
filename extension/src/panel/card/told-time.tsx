/** The fields for the time of an interview: which one, from when, until when. */
import type { ApplicationView } from "../../protocol";
import { dayOfMoment, timesInWords } from "../days";
import { t } from "../words";
import type { Typed } from "./tellable";

interface Props {
  application: ApplicationView;
  now: string;
  typed: Typed;
  id: string;
  change: (part: Partial<Typed>) => void;
  wrong: string | undefined;
}

export function ToldTime({ application, now, typed, id, change, wrong }: Props) {
  const ids = { start: `${id}-start`, until: `${id}-until` };
  return (
    <>
      <select
        id={id}
        value={typed.was ?? ""}
        onChange={(event) => change({ was: event.currentTarget.value })}
      >
        <option value="">{t("tell_interview_other")}</option>
        {application.interviews.map(({ start, end }) => (
          <option key={start} value={start}>
            {t("at_time", { day: dayOfMoment(start, now), time: timesInWords(start, end) })}
          </option>
        ))}
      </select>
      <label for={ids.start}>{t("tell_interview_start")}</label>
      <input
        id={ids.start}
        type="datetime-local"
        value={typed.value}
        aria-describedby={wrong}
        onInput={(event) => change({ value: event.currentTarget.value })}
      />
      <label for={ids.until}>{t("tell_interview_end")}</label>
      <input
        id={ids.until}
        type="time"
        value={typed.until ?? ""}
        aria-describedby={wrong}
        onInput={(event) => change({ until: event.currentTarget.value })}
      />
    </>
  );
}
