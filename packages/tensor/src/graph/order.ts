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
