/** Where the data lies and how much of it, and the way to be rid of all of it. */
import { useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import type { Settings } from "../../protocol";
import { useActions } from "../actions";
import { t } from "../words";

export function Forget({ kept }: { kept: Settings["kept"] }) {
  const { forget } = useActions();
  const [typed, setTyped] = useState("");
  const id = useOwnId();
  const word = t("forget_word");
  const confirmed = typed.trim().toLowerCase() === word;
  return (
    <details class="forget">
      <summary>{t("forget")}</summary>
      <p class="small" dir="auto">
        {t("kept", {
          mails: new Intl.NumberFormat("en-GB").format(kept.mails),
          size: sizeInWords(kept.bytes),
          folder: kept.folder,
        })}
      </p>
      <p>{t("forget_what")}</p>
      <div class="field">
        <label for={id}>{t("forget_type", { word })}</label>
        <input
          id={id}
          type="text"
          autocomplete="off"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <button
        type="button"
        class="danger"
        disabled={!confirmed}
        onClick={() => forget(typed.trim())}
      >
        {t("forget")}
      </button>
    </details>
  );
}

function sizeInWords(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat("en-GB", {
    style: "unit",
    unit: unit as string,
    maximumFractionDigits: Number(size) < 10 ? 1 : 0,
  }).format(Number(size));
}
