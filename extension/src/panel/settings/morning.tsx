/** Whether and from when the browser tells in the morning that there is something to do. */
import { useEffect, useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import { useActions } from "../actions";
import { t } from "../words";

const HOURS = [6, 7, 8, 9, 10, 11];
const USUAL_HOUR = 8;

export function Morning() {
  const { morningHour, setMorning, speak } = useActions();
  const [hour, setHour] = useState<number | null>(null);
  const [refused, setRefused] = useState(false);
  const id = useOwnId();
  useEffect(() => {
    morningHour().then(setHour, () => {});
  }, [morningHour]);
  const change = async (wanted: number | null) => {
    const allowed = await setMorning(wanted);
    setHour(allowed ? wanted : null);
    setRefused(!allowed);
    if (!allowed) speak(t("morning_refused"));
  };
  return (
    <div class="morning">
      <label>
        <input
          type="checkbox"
          checked={hour !== null}
          aria-describedby={`${id}-what`}
          onChange={(event) => void change(event.currentTarget.checked ? USUAL_HOUR : null)}
        />
        {t("morning")}
      </label>
      {hour === null ? null : (
        <>
          <label class="visually-hidden" for={id}>
            {t("morning_from")}
          </label>
          <select
            id={id}
            value={hour}
            onChange={(event) => void change(Number(event.currentTarget.value))}
          >
            {HOURS.map((each) => (
              <option key={each} value={each}>
                {t("morning_hour", { hour: String(each) })}
              </option>
            ))}
          </select>
        </>
      )}
      <p id={`${id}-what`} class="small">
        {t(refused ? "morning_refused" : "morning_what")}
      </p>
    </div>
  );
}
