/** In which tone to write, and which of the mails that an action knows. */
import { useEffect, useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import type { AdviceView, DraftView } from "../../protocol";
import { useActions } from "../actions";
import { shortly } from "../shortly";
import { t } from "../words";

type DraftTone = DraftView["tone"];

const TONES = ["plain", "warm", "formal"] as const satisfies DraftTone[];

/** What the user chose; null is what fits. */
export interface Choice {
  tone: DraftTone | null;
  variant: string | null;
}

const FITS: Choice = { tone: null, variant: null };

/** The mails as they were chosen, which is remembered as long as a text that was typed. */
export function useChoice(applicationId: string, advice: AdviceView) {
  const { can, composeDrafts, memory } = useActions();
  const { action } = advice;
  const saveAs = `choice:${applicationId}:${action}`;
  const [choice, setChoice] = useState(choiceOf(memory.get(saveAs)));
  const [composed, setComposed] = useState<{ of: Choice; drafts: DraftView[] } | null>(null);
  const fits = choice.tone === null && choice.variant === null;
  const known = can("compose_drafts");
  // Asked again with each new advice: the facts in the mails may have changed.
  useEffect(() => {
    if (!known || fits) return;
    let stale = false;
    void composeDrafts({ application_id: applicationId, action, ...choice }).then((drafts) => {
      if (stale) return;
      if (drafts) setComposed({ of: choice, drafts });
      else setChoice(FITS);
    });
    return () => {
      stale = true;
    };
  }, [known, fits, choice, action, applicationId, advice]);
  const choose = (part: Partial<Choice>) => {
    const next = { ...choice, ...part };
    setChoice(next);
    memory.put(saveAs, next);
  };
  // Until the new mails are here, the old ones stay, under the choice that they belong to.
  if (!known || fits || !composed)
    return { choice: FITS, wanted: choice, choose, drafts: advice.drafts };
  return { choice: composed.of, wanted: choice, choose, drafts: composed.drafts };
}

function choiceOf(kept: unknown): Choice {
  const { tone = null, variant = null } = (kept ?? {}) as Partial<Choice>;
  return { tone, variant };
}

interface Props {
  advice: AdviceView;
  choice: Choice;
  choose(part: Partial<Choice>): void;
}

export function Choices({ advice, choice, choose }: Props) {
  const id = useOwnId();
  const { alternatives } = advice;
  const usual = advice.drafts[0]?.tone;
  return (
    <div class="choices">
      {alternatives.length > 1 ? (
        <div class="field">
          <label for={`${id}-variant`}>{t("draft_variant")}</label>
          <select
            id={`${id}-variant`}
            value={choice.variant ?? alternatives[0]?.variant}
            onChange={(event) => choose({ variant: event.currentTarget.value })}
          >
            {alternatives.map(({ variant, words }) => (
              <option key={variant} value={variant}>
                {shortly(words, 80)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div class="field">
        <label for={`${id}-tone`}>{t("draft_tone")}</label>
        <select
          id={`${id}-tone`}
          value={choice.tone ?? ""}
          onChange={(event) => choose({ tone: toneOf(event.currentTarget.value) })}
        >
          <option value="">
            {t("draft_tone_fits", { tone: t(`tone_${usual ?? "plain"}`).toLowerCase() })}
          </option>
          {TONES.map((tone) => (
            <option key={tone} value={tone}>
              {t(`tone_${tone}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function toneOf(value: string): DraftTone | null {
  return TONES.find((tone) => tone === value) ?? null;
}
