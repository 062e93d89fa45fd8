import { graphlib, layout } from '@dagrejs/dagre';
import type { Graph } from './scene.js';

/** What is to be drawn: boxes of text and what leads to what, by their ids. */
export interface GraphDescription {
  readonly title: string;
  readonly description: string;
  readonly nodes: readonly { readonly id: string; readonly lines: readonly string[]; readonly colour?: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** Default right. */
  readonly direction?: 'right' | 'down';
}

const [letter, lineHeight, padding] = [7.2, 17, 10];

/**
 * A graph with a place for every box and a way for every arrow, in layers so that few arrows cross (Sugiyama, Tagawa and Toda 1981,
 * by dagre). The result is a scene: plain data.
 *
 * @example
 * ```ts
 * import { layoutGraph } from '@chainrule/viz';
 * const { nodes } = layoutGraph({
 *   title: 'A product', description: 'x goes into a product.',
 *   nodes: [{ id: 'x', lines: ['x'] }, { id: 'y', lines: ['x·x'] }],
 *   edges: [{ from: 'x', to: 'y' }],
 * });
 * nodes[0]!.x < nodes[1]!.x; // → true
 * ```
 */
export function layoutGraph({ title, description, nodes, edges, direction = 'right' }: GraphDescription): Graph {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction === 'right' ? 'LR' : 'TB', ranksep: 36, nodesep: 16, marginx: 8, marginy: 8 });
  for (const { id, lines } of nodes) {
    const widest = Math.max(1, ...lines.map((line) => line.length));
    graph.setNode(id, { width: letter * widest + 2 * padding, height: lineHeight * lines.length + padding });
  }
  edges.forEach(({ from, to }, i) => graph.setEdge(from, to, {}, String(i)));
  layout(graph as never);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  type Box = Record<'x' | 'y' | 'width' | 'height', number>;
  return {
    kind: 'graph',
    title,
    description,
    width,
    height,
    nodes: nodes.map((node) => {
      const { x, y, width: w, height: h } = graph.node(node.id) as Box;
      return { ...node, x, y, width: w, height: h };
    }),
    edges: edges.map(({ from, to }, i) => {
      const { points } = graph.edge(from, to, String(i)) as { points: readonly { x: number; y: number }[] };
      return { from, to, points: points.map(({ x, y }) => [x, y] as const) };
    }),
  };
}
