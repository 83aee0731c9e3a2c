/** The numbers of the playbook: how many days to wait, how often to ask. */
import { useOwnId } from "../../own-id";
import type { ChangeSettings, NumberView } from "../../protocol";
import { t } from "../words";

interface Props {
  numbers: NumberView[];
  change(numbers: ChangeSettings["numbers"]): void;
}

export function Numbers({ numbers, change }: Props) {
  const moved = numbers.filter((each) => each.value !== each.usual);
  return (
    <details>
      <summary>{t("numbers")}</summary>
      {numbers.map((each) => (
        <Field
          key={each.name}
          number={each}
          change={(value) => change([{ name: each.name, value }])}
        />
      ))}
      {moved.length > 0 ? (
        <button
          type="button"
          onClick={() => change(moved.map(({ name }) => ({ name, value: null })))}
        >
          {t("numbers_reset")}
        </button>
      ) : null}
    </details>
  );
}

interface FieldProps {
  number: NumberView;
  change(value: number): void;
}

function Field({ number, change }: FieldProps) {
  const id = useOwnId();
  return (
    <div class="field number">
      <label for={id}>
        {number.words}{" "}
        <span class="small">({t("numbers_usual", { usual: String(number.usual) })})</span>
      </label>
      <input
        id={id}
        type="number"
        min={number.least}
        max={number.most}
        value={number.value}
        onChange={({ currentTarget: field }) => {
          // What does not fit is put back, as the browser has said why.
          if (field.value !== "" && field.reportValidity()) change(field.valueAsNumber);
          else field.value = String(number.value);
        }}
      />
    </div>
  );
}
