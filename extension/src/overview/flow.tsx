/** The pipeline as a picture, with the same numbers in a table beside it. */
import { useOwnId } from "../own-id";
import { t } from "../panel/words";
import type { Overview } from "../protocol";
import { beginningsOf, forwardFlows, HEIGHT, shapeOfFlows, WIDTH } from "./flow-shape";

export function Flow({ overview }: { overview: Overview }) {
  const id = useOwnId();
  const flows = forwardFlows(overview.flows);
  const shape = shapeOfFlows(flows);
  if (!shape) return null;
  const words = t("flow_words", { count: String(beginningsOf(flows)) });
  return (
    <section aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`}>{t("flow_title")}</h2>
      <div class="beside">
        <svg class="flow" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
          <title>{words}</title>
          {shape.streams.map((stream) => (
            <path
              key={stream.key}
              class={stream.target}
              d={stream.path}
              stroke-width={stream.width}
            />
          ))}
          {shape.nodes.map(({ station, count, ...box }) => (
            <g key={station}>
              <rect class={station} rx="2" {...box} />
              <text x={box.x + box.width + 6} y={box.y + box.height / 2}>
                {t("flow_node", { station: t(`station_${station}`), count: String(count) })}
              </text>
            </g>
          ))}
        </svg>
        <table>
          <caption class="visually-hidden">{t("flow_title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("flow_from")}</th>
              <th scope="col">{t("flow_to")}</th>
              <th scope="col" class="number">
                {t("flow_count")}
              </th>
            </tr>
          </thead>
          <tbody>
            {flows.map(({ source, target, count }) => (
              <tr key={`${source}-${target}`}>
                <td>{t(`station_${source}`)}</td>
                <td>{t(`station_${target}`)}</td>
                <td class="number">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
