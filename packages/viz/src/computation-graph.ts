import { layoutGraph, type GraphDescription } from './layout-graph.js';
import type { Graph } from './scene.js';

/** One node of a computation, in the order of computation. */
export interface ComputationNode {
  readonly id: number;
  /** What it computes. */
  readonly expression: string;
  readonly operation: string;
  /** The ids of what it is made of, and how its value changes with each. */
  readonly inputs: readonly number[];
  readonly slopes: readonly number[];
  readonly value: number;
  /** How the result changes with it. */
  readonly gradient: number;
}

/** How far a computation has come: so many values from the first node on, so many gradients from the last one back. */
export interface Known {
  readonly values: number;
  readonly gradients: number;
}

/** A number in a box or a sentence about a computation. */
export const shortNumber = (x: number): string => String(Number(x.toPrecision(4)));
const cut = (text: string): string => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

/**
 * A computation as a graph: boxes with value and gradient, arrows with local derivatives. With `known`, only what is known then: values of
 * the forward pass first, then gradients back; the node that is computed last and the arrows it is computed by are coloured. Places do not
 * depend on what is known.
 *
 * @example
 * ```ts
 * import { computationGraph } from '@chainrule/viz';
 * const x = { id: 0, expression: 'x', operation: 'variable', inputs: [], slopes: [], value: 3, gradient: 6 };
 * const square = { id: 1, expression: 'x²', operation: 'pow', inputs: [0], slopes: [6], value: 9, gradient: 1 };
 * const graph = computationGraph([x, square], { known: { values: 2, gradients: 1 } });
 * graph.nodes[0]!.lines; // → ['x', 'value 3', 'gradient …']
 * graph.edges[0]!.label!.text; // → '6'
 * ```
 */
export function computationGraph(
  nodes: readonly ComputationNode[],
  { known, direction }: { readonly known?: Known; readonly direction?: GraphDescription['direction'] } = {},
): Graph {
  const count = nodes.length;
  const { values, gradients } = known ?? { values: count, gradients: count };
  const last = nodes.at(-1)!;
  const current = known === undefined ? undefined : nodes[gradients > 0 ? count - gradients : values - 1];
  const knownEdge = ({ to }: { readonly to: string }): boolean => Number(to) < values;
  const graph = layoutGraph({
    title: 'Computation graph',
    description: `Each part of the formula with its value and the gradient of the result by it; on the arrows, local derivatives. The result is ${shortNumber(last.value)}.`,
    ...(direction && { direction }),
    nodes: nodes.map(({ id, expression, operation, value, gradient }) => ({
      id: String(id),
      lines: [cut(expression), `value ${shortNumber(value)}`, `gradient ${shortNumber(gradient)}`],
      ...(operation === 'variable' && { colour: 0 }),
      ...((current === undefined ? id === last.id : id === current.id) && { colour: 1 }),
    })),
    edges: nodes.flatMap(({ id, inputs, slopes }) =>
      inputs.map((from, i) => ({
        from: String(from),
        to: String(id),
        label: shortNumber(slopes[i]!),
        ...(current !== undefined && (gradients > 0 ? from : id) === current.id && { colour: 1 }),
      })),
    ),
  });
  return {
    ...graph,
    nodes: graph.nodes.map(({ lines: [name, value, gradient], ...box }) => ({
      ...box,
      lines: [name!, Number(box.id) < values ? value! : 'value …', count - 1 - Number(box.id) < gradients ? gradient! : 'gradient …'],
    })),
    edges: graph.edges.map(({ label, ...edge }) => ({ ...edge, ...(label && knownEdge(edge) && { label }) })),
  };
}
