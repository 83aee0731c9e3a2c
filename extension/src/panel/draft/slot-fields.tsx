/** The questions of a draft, each a labelled field. */
import { useOwnId } from "../../own-id";
import type { SlotView } from "../../protocol";
import { t } from "../words";
import type { Answers } from "./slots";

interface Props {
  slots: SlotView[];
  answers: Answers;
  onAnswer(name: string, answer: string): void;
  /** Whether the mail was to be used while something was missing. */
  tried: boolean;
}

export function Slots({ slots, answers, onAnswer, tried }: Props) {
  return (
    <>
      {slots.map((slot) => (
        <Field
          key={slot.name}
          slot={slot}
          answer={answers[slot.name] ?? ""}
          onAnswer={(answer) => onAnswer(slot.name, answer)}
          tried={tried}
        />
      ))}
    </>
  );
}

interface FieldProps {
  slot: SlotView;
  answer: string;
  onAnswer(answer: string): void;
  tried: boolean;
}

function Field({ slot, answer, onAnswer, tried }: FieldProps) {
  const id = useOwnId();
  const missing = tried && slot.required && !answer.trim();
  return (
    <div class="field">
      <label for={id}>
        <span dir="auto">{slot.ask}</span>{" "}
        <span class="small">({slot.required ? t("slot_required") : t("slot_optional")})</span>
      </label>
      <textarea
        id={id}
        rows={1}
        dir="auto"
        data-slot={slot.name}
        aria-required={slot.required}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-missing` : undefined}
        value={answer}
        onInput={(event) => onAnswer(event.currentTarget.value)}
      />
      {missing ? (
        <p id={`${id}-missing`} class="small wrong">
          {t("slot_missing")}
        </p>
      ) : null}
    </div>
  );
}
