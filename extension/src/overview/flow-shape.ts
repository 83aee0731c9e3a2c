/** Where the streams of the pipeline picture run; d3-sankey finds the places. */
import { type SankeyLink, type SankeyNode, sankey, sankeyLinkHorizontal } from "d3-sankey";
import type { FigureRow, Overview } from "../protocol";

export type Station = FigureRow["station"];

export const WIDTH = 760;
export const HEIGHT = 340;
const LABELS = 110; // beside the last nodes

/** The order in which an application can pass them; a flow that goes back is none. */
const ORDER: readonly Station[] = [
  "applied",
  "approached",
  "invited",
  "interviewed",
  "offered",
  "refused",
  "silent",
  "withdrawn",
  "open",
];

interface Node {
  station: Station;
}

type Flow = Overview["flows"][number];

export interface FlowShape {
  nodes: { station: Station; count: number; x: number; y: number; width: number; height: number }[];
  streams: { key: string; path: string; width: number; target: Station }[];
}

/** Return the flows that can be drawn, the largest first. */
export function forwardFlows(flows: Flow[]): Flow[] {
  const forward = flows.filter(
    ({ source, target, count }) =>
      count > 0 && placeOf(source) >= 0 && placeOf(target) > placeOf(source),
  );
  return forward.sort((a, b) => b.count - a.count);
}

/** Return how many applications the flows are about: those that come from nowhere else. */
export function beginningsOf(flows: Flow[]): number {
  const reached = new Set(flows.map((flow) => flow.target));
  return flows
    .filter((flow) => !reached.has(flow.source))
    .reduce((sum, flow) => sum + flow.count, 0);
}

/** Return the picture, or null when there is nothing to draw. */
export function shapeOfFlows(flows: Flow[]): FlowShape | null {
  if (flows.length === 0) return null;
  const stations = ORDER.filter((each) =>
    flows.some((flow) => flow.source === each || flow.target === each),
  );
  const layOut = sankey<Node, object>()
    .nodeId((node) => node.station)
    .nodeWidth(12)
    .nodePadding(22)
    .extent([
      [0, 12],
      [WIDTH - LABELS, HEIGHT - 12],
    ]);
  const { nodes, links } = layOut({
    nodes: stations.map((station) => ({ station })),
    links: flows.map(({ source, target, count }) => ({ source, target, value: count })),
  });
  const pathOf = sankeyLinkHorizontal<Node, object>();
  return {
    nodes: nodes.map((node) => ({ station: node.station, count: node.value ?? 0, ...boxOf(node) })),
    streams: links.map((link) => ({
      key: `${stationOf(link.source)}-${stationOf(link.target)}`,
      path: pathOf(link) ?? "",
      width: Math.max(link.width ?? 0, 1),
      target: stationOf(link.target),
    })),
  };
}

function boxOf({ x0 = 0, x1 = 0, y0 = 0, y1 = 0 }: SankeyNode<Node, object>) {
  return { x: x0, y: y0, width: x1 - x0, height: Math.max(y1 - y0, 2) };
}

/** Once laid out, both ends of a link are nodes. */
function stationOf(end: SankeyLink<Node, object>["source"]): Station {
  return (end as SankeyNode<Node, object>).station;
}

function placeOf(station: Station): number {
  return ORDER.indexOf(station);
}
