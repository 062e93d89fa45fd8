import { typeText } from '@chainrule/program';
import type { BackpropNode } from './backprop.js';

/** What stands in a node's box: the operation, and its value and gradient where they are single numbers. */
function lines({ label, value, gradient }: BackpropNode): string[] {
  if (value.shape.length > 0) return [label, typeText(value.type)];
  const short = (x: number): string => String(Number(x.toPrecision(4)));
  return [label, `value ${short(value.item())}`, `gradient ${short(gradient.item())}`];
}

/** What flows from where to where, in the order of computation. */
const edges = (nodes: readonly BackpropNode[]): (readonly [number, number])[] =>
  nodes.flatMap(({ id, inputs }) => inputs.map((input) => [input, id] as const));

/**
 * The graph of a computation, values and gradients in its nodes, in Graphviz's language.
 *
 * @example
 * ```ts
 * import { backprop, graphToDot, tensor, Tensor } from '@chainrule/tensor';
 * graphToDot(backprop((x: Tensor) => x.mul(x), tensor(3))).includes('"mul\\nvalue 9\\ngradient 1"'); // → true
 * ```
 */
export function graphToDot(nodes: readonly BackpropNode[]): string {
  return [
    'digraph backprop {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...nodes.map((node) => `  n${node.id} [label=${JSON.stringify(lines(node).join('\n'))}];`),
    ...edges(nodes).map(([from, to]) => `  n${from} -> n${to};`),
    '}',
  ].join('\n');
}

/**
 * The same as a Mermaid flowchart, which Markdown pages show.
 *
 * @example
 * ```ts
 * import { backprop, graphToMermaid, tensor, Tensor } from '@chainrule/tensor';
 * graphToMermaid(backprop((x: Tensor) => x.mul(x), tensor(3))).split('\n')[0]; // → 'flowchart LR'
 * ```
 */
export function graphToMermaid(nodes: readonly BackpropNode[]): string {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return [
    'flowchart LR',
    ...nodes.map((node) => `  n${node.id}["${lines(node).map(escaped).join('<br/>')}"]`),
    ...edges(nodes).map(([from, to]) => `  n${from} --> n${to}`),
  ].join('\n');
}
