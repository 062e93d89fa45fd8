import { layoutGraph, type Graph } from '@chainrule/viz';
import type { TraceNode } from './nodes.js';

const short = (x: number): string => String(Number(x.toPrecision(4)));
const cut = (text: string): string => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

/** The computation as a graph. With a step, only what is known then: values of the forward pass first, then gradients back. */
export function traceGraph(nodes: readonly TraceNode[], known?: { readonly values: number; readonly gradients: number }): Graph {
  const { values, gradients } = known ?? { values: nodes.length, gradients: nodes.length };
  const last = nodes.at(-1)!;
  return layoutGraph({
    title: 'Computation graph',
    description: `Each part of the formula with its value and the gradient of the result by it. The result is ${short(last.value)}.`,
    nodes: nodes.map(({ id, expression, operation, value, gradient }) => ({
      id: String(id),
      lines: [
        cut(expression),
        id < values ? `value ${short(value)}` : 'value …',
        nodes.length - 1 - id < gradients ? `gradient ${short(gradient)}` : 'gradient …',
      ],
      ...(operation === 'variable' && { colour: 0 }),
      ...(id === last.id && { colour: 1 }),
    })),
    edges: nodes.flatMap(({ id, inputs }) => inputs.map((from) => ({ from: String(from), to: String(id) }))),
  });
}
