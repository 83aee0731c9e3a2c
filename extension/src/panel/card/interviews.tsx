/** The interviews ahead in the reader's own time, with the questions to take along. */
import type { ApplicationView, Card } from "../../protocol";
import { dayOfMoment, timesInWords } from "../days";
import { t } from "../words";

interface Props {
  application: ApplicationView;
  group: Card["group"];
  now: string;
}

export function Interviews({ application, group, now }: Props) {
  const ahead = application.interviews.filter((each) => each.took_place === "ahead");
  const asks = application.advice?.asks ?? [];
  return (
    <>
      {ahead.map((interview) => (
        <p key={interview.start} class="time">
          <time dateTime={interview.start}>
            {t("at_time", {
              day: dayOfMoment(interview.start, now),
              time: timesInWords(interview.start, interview.end),
            })}
          </time>
        </p>
      ))}
      {asks.length > 0 ? (
        <>
          <h4>{group === "coming_up" ? t("questions") : t("questions_first")}</h4>
          <ul class="asks">
            {asks.map((ask) => (
              <li key={ask} dir="auto">
                {ask}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
