import type { Tensor } from '../tensor.js';
import type { Node } from './node.js';

/** Every node that the given ones are computed from, each after its inputs, without what lies beyond nodes that `stop` says are known. */
export function topologicalOrder(roots: readonly Node[], stop: (node: Node) => boolean): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const stack: { node: Node; next: number }[] = [];
  const enter = (node: Node): void => {
    if (seen.has(node) || stop(node)) return;
    seen.add(node);
    stack.push({ node, next: 0 });
  };
  for (const root of roots) {
    enter(root);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const input = top.node.inputs[top.next++];
      if (input !== undefined) enter(input.node);
      else {
        order.push(top.node);
        stack.pop();
      }
    }
  }
  return order;
}

/** The nodes from which the outputs are computed and which depend on the sources, in order; the sources' own nodes are left out, and so is what depends on them only through nodes that let nothing pass. */
export function between(sources: readonly Tensor[], outputs: readonly Tensor[], passes: (node: Node) => boolean = () => true): Node[] {
  const from = new Set(sources.map(({ node }) => node));
  const dependent = new Set<Node>(from);
  const order = topologicalOrder(
    outputs.map(({ node }) => node),
    (node) => from.has(node),
  );
  return order.filter((node) => {
    if (!passes(node) || !node.inputs.some((input) => dependent.has(input.node))) return false;
    dependent.add(node);
    return true;
  });
}

/** The same for derivatives, which do not pass where they are stopped. */
export const differentiableBetween = (sources: readonly Tensor[], outputs: readonly Tensor[]): Node[] =>
  between(sources, outputs, (node) => !node.primitive?.stops);
