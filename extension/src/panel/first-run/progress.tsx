/** How far the reading of Gmail is, with the way to stop it. Nothing once it is done. */
import type { SyncProgress } from "../../protocol";
import { useActions } from "../actions";
import type { Shown } from "../model/shown";
import { t } from "../words";

const PHASES = {
  listing: "reading_listing",
  reading: "reading_likely",
  rest: "reading_rest",
  elsewhere: "reading_elsewhere",
} as const;

export function Progress({ shown }: { shown: Shown }) {
  const { pauseReading } = useActions();
  const { account } = shown.page ?? {};
  const { progress, paused, problem } = shown.reading;
  if (account?.source !== "gmail" || !account.signed_in || problem) return null;
  if (progress?.phase === "done" || (!progress && !paused)) return null;
  return (
    <section class="banner reading" aria-label={t("reading_bar")}>
      <p role="status">
        {paused ? t("reading_paused") : t(PHASES[progress?.phase as keyof typeof PHASES])}
      </p>
      {progress && progress.phase !== "elsewhere" ? (
        <Counts progress={progress} paused={paused} />
      ) : null}
      <button type="button" onClick={() => pauseReading(!paused)}>
        {t(paused ? "reading_go_on" : "reading_stop")}
      </button>
    </section>
  );
}

function Counts({ progress, paused }: { progress: SyncProgress; paused: boolean }) {
  const { phase, read, jobs, likely, rest, seconds_left } = progress;
  const left = phase === "rest" ? rest : likely;
  return (
    <>
      {phase === "listing" ? null : (
        <progress aria-label={t("reading_bar")} max={read + left} value={read} />
      )}
      <p class="small">
        {t("reading_counts", { read: countInWords(read), jobs: countInWords(jobs) })}{" "}
        {phase === "listing" || paused ? null : timeLeft(seconds_left)}
      </p>
    </>
  );
}

export function countInWords(count: number): string {
  return new Intl.NumberFormat("en-GB").format(count);
}

/** Return how long it takes still, as roughly as it is known. */
export function timeLeft(seconds: number): string {
  if (seconds < 50) return t("time_seconds");
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return t("time_minute");
  if (minutes < 50) return t("time_minutes", { minutes: String(minutes) });
  const hours = Math.round(seconds / 3600);
  return hours <= 1 ? t("time_hour") : t("time_hours", { hours: String(hours) });
}
