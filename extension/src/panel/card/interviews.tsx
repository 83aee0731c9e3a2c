/** The interviews ahead, in the reader's time and theirs, with who comes and what to take along. */
import type { ApplicationView, Card, PersonView } from "../../protocol";
import { dayOfMoment, theirTimes, timesInWords } from "../days";
import { shortly } from "../shortly";
import { t } from "../words";

/** What somebody said after an interview, for the next one. */
export interface Feedback {
  company: string;
  text: string;
}

/** Return the feedback that the user told Hearback of, newest first. */
export function feedbackIn(cards: Card[]): Feedback[] {
  const told = cards.flatMap(({ application: { company, notes } }) =>
    notes
      .filter((note) => note.verb === "feedback" && note.text)
      .map((note) => ({ at: note.at, company: company ?? t("unknown_company"), text: note.text })),
  );
  told.sort((a, b) => b.at.localeCompare(a.at));
  return told.map(({ company, text }) => ({ company, text: text ?? "" }));
}

interface Props {
  application: ApplicationView;
  group: Card["group"];
  now: string;
  feedback: Feedback[];
}

export function Interviews({ application, group, now, feedback }: Props) {
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
          <TheirTime start={interview.start} end={interview.end} />
        </p>
      ))}
      {ahead.length > 0 ? <WhoComes people={application.people} /> : null}
      {asks.length > 0 ? (
        <>
          <h4>{group === "coming_up" ? t("questions") : t("questions_first")}</h4>
          <ul class="asks">
            {asks.map((ask) => (
              <li key={ask} dir="auto">
                {shortly(ask, 300)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {ahead.length > 0 && feedback.length > 0 ? <Before feedback={feedback} /> : null}
    </>
  );
}

function TheirTime({ start, end }: { start: string; end: string }) {
  const times = theirTimes(start, end);
  return times ? <span class="small theirs">{t("their_time", times)}</span> : null;
}

const COMES = new Set<PersonView["part"]>(["employer", "recruiter", "agency"]);

function WhoComes({ people }: { people: PersonView[] }) {
  const names = people.filter((each) => COMES.has(each.part)).map((each) => each.name);
  const known = names.filter(Boolean).slice(0, 4);
  if (known.length === 0) return null;
  return (
    <p class="small" dir="auto">
      {t("interview_with", { names: shortly(known.join(", "), 160) })}
    </p>
  );
}

function Before({ feedback }: { feedback: Feedback[] }) {
  return (
    <details>
      <summary>{t("feedback_before")}</summary>
      <ul class="asks">
        {feedback.map(({ company, text }) => (
          <li key={`${company} ${text}`} dir="auto">
            {shortly(company, 80)}: {shortly(text, 500)}
          </li>
        ))}
      </ul>
    </details>
  );
}
