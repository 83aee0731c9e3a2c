/** One application: what to do, what it rests on, and the mail for it. */
import { useEffect, useRef } from "preact/hooks";
import type { MailPlace } from "../../gmail-tab";
import type { ApplicationView, Card } from "../../protocol";
import { dayInWords, dayOfMoment } from "../days";
import { OpenInGmail } from "../draft/copy";
import { Drafts, OtherDrafts } from "../draft/drafts";
import { shortly } from "../shortly";
import { ACTION_WORDS, STAGE_WORDS, t } from "../words";
import { CallPlan } from "./call-plan";
import { Connections } from "./connections";
import { Quote } from "./evidence";
import { History } from "./history";
import { type Feedback, Interviews } from "./interviews";
import { answeredAfterAll, takenUpAgain } from "./late-answer";
import { More } from "./more";
import { Notes } from "./notes";
import { Timeline } from "./timeline";
import { TookPlace } from "./took-place";

const LONGEST_NAME = 120;
const LONGEST_HEADLINE = 400;

interface Props {
  card: Card;
  first: boolean;
  now: string;
  focus: string | null;
  canSave: boolean;
  feedback: Feedback[];
  /** Something was typed or chosen in it. */
  onWork?(): void;
}

export function ApplicationCard(props: Props) {
  const { card, first, now, focus, canSave, feedback } = props;
  const application = card.application;
  const advice = application.advice;
  const heading = useFocus(focus === application.id);
  const id = `card-${application.id}`;
  const late = answeredAfterAll(application);
  const again = takenUpAgain(application);
  return (
    <article
      aria-labelledby={id}
      class={advice?.urgent ? "card urgent" : "card"}
      onInput={props.onWork}
    >
      <header>
        <h3 id={id} ref={heading} tabIndex={-1}>
          <bdi>{shortly(application.company ?? t("unknown_company"), LONGEST_NAME)}</bdi>
          {application.role ? (
            <>
              {" "}
              <span class="role" dir="auto">
                {shortly(application.role, LONGEST_NAME)}
              </span>
            </>
          ) : null}
        </h3>
        <Marks application={application} group={card.group} now={now} />
      </header>
      <p class="headline" dir="auto">
        {shortly(advice?.headline ?? STAGE_WORDS[application.stage], LONGEST_HEADLINE)}
      </p>
      {late ? (
        <p class="small">{t("answered_after_all", { day: dayOfMoment(late, now) })}</p>
      ) : null}
      {again ? <p class="small">{t("reopened", { day: dayOfMoment(again, now) })}</p> : null}
      <Interviews application={application} group={card.group} now={now} feedback={feedback} />
      <Quote application={application} now={now} />
      <Timeline application={application} now={now} />
      {advice?.action === "thank_you" ? <TookPlace application={application} /> : null}
      {advice && advice.drafts.length > 0 ? (
        <Drafts
          application={application}
          advice={advice}
          open={first}
          now={now}
          canSave={canSave}
        />
      ) : (
        <OpenInGmail place={newestPlace(application)} />
      )}
      <NoDraft application={application} />
      <OtherDrafts application={application} />
      <div class="foot">
        <More application={application} now={now} />
        <Why application={application} />
        <CallPlan plan={advice?.call_plan ?? null} />
        <Connections application={application} now={now} />
        <History application={application} now={now} />
        <Notes application={application} now={now} />
      </div>
    </article>
  );
}

function NoDraft({ application: { advice, uncertain } }: { application: ApplicationView }) {
  return (
    <>
      {advice?.no_draft ? (
        <p class="small" dir="auto">
          {t("no_draft", { why: shortly(advice.no_draft, LONGEST_HEADLINE) })}
        </p>
      ) : null}
      {uncertain ? <p class="small">{t("uncertain")}</p> : null}
    </>
  );
}

function newestPlace({ threads, evidence }: ApplicationView): MailPlace {
  return { thread: threads.at(-1) ?? null, messageId: evidence[0]?.message_id ?? null };
}

function Marks({
  application,
  group,
  now,
}: {
  application: ApplicationView;
  group: Card["group"];
  now: string;
}) {
  const { advice, agency } = application;
  const waits = group === "waiting" && advice !== null;
  if (!advice?.urgent && !waits && !agency) return null;
  return (
    <p class="marks">
      {advice?.urgent ? <strong class="mark">{t("urgent")}</strong> : null}
      {waits ? <span>{t("wait_ends", { day: dayInWords(advice.due, now) })}</span> : null}
      {agency ? (
        <span dir="auto">{t("via_agency", { agency: shortly(agency, LONGEST_NAME) })}</span>
      ) : null}
    </p>
  );
}

function Why({ application }: { application: ApplicationView }) {
  const advice = application.advice;
  if (!advice) return null;
  return (
    <details>
      <summary>{t("why")}</summary>
      <ul>
        {advice.because.map((reason) => (
          <li key={reason} dir="auto">
            {shortly(reason, LONGEST_HEADLINE)}
          </li>
        ))}
      </ul>
      {advice.options.length > 0 ? (
        <p>
          {t("could_also", {
            actions: advice.options.map((each) => ACTION_WORDS[each]).join(", "),
          })}
        </p>
      ) : null}
      <p class="small">{t("whose_advice", { source: advice.source })}</p>
    </details>
  );
}

function useFocus(wanted: boolean) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wanted) ref.current?.focus();
  }, [wanted]);
  return ref;
}
