/** The questions of a draft, each a labelled field. */
import { useId } from "preact/hooks";
import type { SlotView } from "../protocol";
import type { Answers } from "./slots";
import { t } from "./words";

interface Props {
  slots: SlotView[];
  answers: Answers;
  onAnswer(name: string, answer: string): void;
}

export function Slots({ slots, answers, onAnswer }: Props) {
  return (
    <>
      {slots.map((slot) => (
        <Field
          key={slot.name}
          slot={slot}
          answer={answers[slot.name] ?? ""}
          onAnswer={(answer) => onAnswer(slot.name, answer)}
        />
      ))}
    </>
  );
}

interface FieldProps {
  slot: SlotView;
  answer: string;
  onAnswer(answer: string): void;
}

function Field({ slot, answer, onAnswer }: FieldProps) {
  const id = useId();
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
        aria-required={slot.required}
        value={answer}
        onInput={(event) => onAnswer(event.currentTarget.value)}
      />
    </div>
  );
}
