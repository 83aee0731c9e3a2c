/** What to say on the phone. */
import type { CallPlanView } from "../../protocol";
import { t } from "../words";

export function CallPlan({ plan }: { plan: CallPlanView | null }) {
  if (!plan) return null;
  return (
    <details>
      <summary>{t("call_plan")}</summary>
      <dl>
        {plan.number ? (
          <>
            <dt>{t("call_number")}</dt>
            <dd>
              <bdi>{plan.number}</bdi>
            </dd>
          </>
        ) : null}
        <dt>{t("call_opening")}</dt>
        <dd dir="auto">{plan.opening}</dd>
        <dt>{t("call_questions")}</dt>
        {plan.questions.map((question) => (
          <dd key={question} dir="auto">
            {question}
          </dd>
        ))}
        <dt>{t("call_if_no")}</dt>
        <dd dir="auto">{plan.if_no}</dd>
        <dt>{t("call_voicemail")}</dt>
        <dd dir="auto">{plan.voicemail}</dd>
      </dl>
    </details>
  );
}
