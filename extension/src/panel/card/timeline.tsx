/** An application as a small picture: two lanes of mail, interviews, the promised days, and today. */
import { useOwnId } from "../../own-id";
import type { ApplicationView } from "../../protocol";
import { t } from "../words";
import { shapeOf, type TimelineShape } from "./timeline-shape";

const LANES = { theirs: 11, mine: 33 } as const;
const MIDDLE = 22;
const BOTTOM = 44;

interface Props {
  application: ApplicationView;
  now: string;
}

export function Timeline({ application, now }: Props) {
  const id = useOwnId();
  const shape = shapeOf(application, now);
  if (!shape) return null;
  return (
    <div class="timeline">
      <p class="lanes small" aria-hidden="true">
        <span>{t("lane_theirs")}</span>
        <span>{t("lane_mine")}</span>
      </p>
      <svg role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-words`}>
        <title id={`${id}-title`}>{t("timeline_title")}</title>
        <desc id={`${id}-words`}>{shape.words}</desc>
        <Picture shape={shape} />
      </svg>
    </div>
  );
}

/** Lengths in percent, so that dots stay round and words stay readable at any width. */
function Picture({ shape }: { shape: TimelineShape }) {
  const { promise, today } = shape;
  return (
    <>
      {promise ? (
        <rect
          class="window"
          x={percent(promise.from)}
          width={percent(promise.to - promise.from)}
          y="0"
          height={BOTTOM}
          rx="4"
        />
      ) : null}
      {Object.values(LANES).map((y) => (
        <line key={y} class="track" x1="0" x2="100%" y1={y} y2={y} />
      ))}
      {shape.dots.map((dot) => (
        <circle
          key={dot.key}
          class={dot.quiet ? `${dot.lane} quiet` : dot.lane}
          cx={percent(dot.at)}
          cy={LANES[dot.lane]}
          r={dot.quiet ? 2.5 : 4}
        />
      ))}
      {shape.interviews.map((each) => (
        <rect
          key={each.key}
          class={each.ahead ? "interview ahead" : "interview"}
          x={percent(each.at)}
          y={MIDDLE - 5}
          width="10"
          height="10"
        />
      ))}
      <line class="today" x1={percent(today)} x2={percent(today)} y1="-2" y2={BOTTOM + 3} />
      {today > 30 ? (
        <text x="0" y="58">
          {shape.begins}
        </text>
      ) : null}
      <text x={percent(today)} y="58" class={anchorOf(today)}>
        {t("timeline_now")}
      </text>
    </>
  );
}

function percent(part: number): string {
  return `${part.toFixed(2)}%`;
}

/** A label near an edge grows away from it. */
function anchorOf(at: number): string {
  if (at > 90) return "to-left";
  return at < 10 ? "to-right" : "centred";
}
