/** What is set on the host: how far back to read, whose holidays, the tone, the numbers. */
import { useEffect, useState } from "preact/hooks";
import { useOwnId } from "../../own-id";
import type { Settings } from "../../protocol";
import type { SettingsChange } from "../../requests";
import { useActions } from "../actions";
import { t } from "../words";
import { Forget } from "./forget";
import { Numbers } from "./numbers";

type Tone = Settings["tone"];

const MONTHS = [3, 6, 12, 18, 24];
const DAYS_A_MONTH = 30;
const TONES = ["as_theirs", "plain", "warm", "formal"] as const satisfies Tone[];

export function HostSettings() {
  const { getSettings, changeSettings, speak } = useActions();
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    void getSettings().then(setSettings);
  }, [getSettings]);
  if (!settings) return null;
  const change = async (part: SettingsChange) => {
    const changed = await changeSettings(part);
    if (!changed) return;
    setSettings(changed);
    speak(t("settings_saved"));
  };
  return (
    <>
      <Fields settings={settings} change={(part) => void change(part)} />
      <Numbers numbers={settings.numbers} change={(numbers) => void change({ numbers })} />
      <Forget kept={settings.kept} />
    </>
  );
}

interface FieldsProps {
  settings: Settings;
  change(part: SettingsChange): void;
}

function Fields({ settings, change }: FieldsProps) {
  const id = useOwnId();
  const months = Math.round(settings.look_back_days / DAYS_A_MONTH);
  const known = MONTHS.includes(months) ? MONTHS : [...MONTHS, months].sort((a, b) => a - b);
  return (
    <>
      <Choice
        label={t("look_back")}
        value={String(months)}
        options={known.map((each) => [
          String(each),
          t("look_back_months", { months: String(each) }),
        ])}
        choose={(value) => change({ look_back_days: Number(value) * DAYS_A_MONTH })}
      />
      <Choice
        label={t("country")}
        value={settings.country}
        options={[["", t("country_none")], ...countriesOf(settings)]}
        choose={(country) => change({ country })}
      />
      <Choice
        label={t("time_zone")}
        value={settings.time_zone}
        options={zonesWith(settings.time_zone).map((zone) => [zone, zone.replaceAll("_", " ")])}
        choose={(time_zone) => change({ time_zone })}
      />
      <Choice
        label={t("tone")}
        value={settings.tone}
        options={TONES.map((tone) => [tone, t(`tone_${tone}`)])}
        choose={(tone) => change({ tone: tone as Tone })}
      />
      <div class="field">
        <label for={id}>{t("sign_off")}</label>
        <input
          id={id}
          type="text"
          dir="auto"
          maxLength={80}
          value={settings.sign_off}
          onChange={(event) => change({ sign_off: event.currentTarget.value.trim() })}
        />
      </div>
    </>
  );
}

function countriesOf({ countries }: Settings): [string, string][] {
  const names = new Intl.DisplayNames("en-GB", { type: "region" });
  const named = countries.map((code): [string, string] => [code, names.of(code) ?? code]);
  return named.sort(([, one], [, other]) => one.localeCompare(other));
}

function zonesWith(zone: string): string[] {
  const zones = Intl.supportedValuesOf("timeZone");
  return zones.includes(zone) ? zones : [zone, ...zones];
}

interface ChoiceProps {
  label: string;
  value: string;
  options: (readonly [string, string])[];
  choose(value: string): void;
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  const id = useOwnId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
