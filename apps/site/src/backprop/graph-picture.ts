import { graphToSvg, type ComputationNode, type Graph } from '@chainrule/viz';
import type { Drawings, Picture } from '../engine/picture.js';

/** Text is not drawn smaller than this share of its size; a drawing that needs more room than the page has is scrolled. */
const smallest = 0.85;

/** Draws a computation as its figure has room: to the right where it is wide, else downwards. */
export function drawGraph<N extends string>(
  name: N,
  nodes: readonly ComputationNode[],
  { sizes, theme }: Drawings,
  graphOf: (direction: 'right' | 'down') => Graph,
): { readonly [Name in N]?: Picture } {
  const size = sizes[name];
  if (size === undefined) return {};
  const graph = graphOf(size.width < 600 ? 'down' : 'right');
  const scale = Math.min(1, Math.max(smallest, (size.width - 16) / graph.width));
  const [width, height] = [Math.max(size.width, Math.ceil(scale * graph.width) + 16), Math.max(160, Math.ceil(scale * graph.height) + 16)];
  const picture: Picture = {
    svg: graphToSvg(graph, { width, height, theme, id: name, styles: false }),
    title: graph.title,
    description: graph.description,
    table: {
      columns: ['node', 'operation', 'inputs', 'local derivatives', 'value', 'gradient'],
      rows: nodes.map(({ expression, operation, inputs, slopes, value, gradient }) => [
        expression,
        operation,
        inputs.map((id) => nodes[id]!.expression).join('; '),
        slopes.join('; '),
        value,
        gradient,
      ]),
      of: nodes.length,
    },
  };
  return { [name]: picture } as { [Name in N]?: Picture };
}
