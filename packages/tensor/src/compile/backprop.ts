import { Source, type Node } from '../graph/node.js';
import { topologicalOrder } from '../graph/order.js';
import { realize } from '../graph/realize.js';
import { aliasOf } from '../primitives/alias.js';
import type { Tensor } from '../tensor.js';
import { leavesOf, placeText } from '../transform/arguments.js';
import { pullback } from '../transform/pullback.js';
import { nameOf } from './check-operations.js';

/** One node of a computation, with what flows through it forwards and backwards. */
export interface BackpropNode {
  readonly id: number;
  /** The operation, or the argument's path, or `constant`. */
  readonly label: string;
  readonly inputs: readonly number[];
  readonly value: Tensor;
  /** How the result changes with this node's value; 0 where it does not. */
  readonly gradient: Tensor;
}

/**
 * Every node of a scalar function's graph with its value and gradient, in the order of computation: what the backpropagation views show.
 *
 * @example
 * ```ts
 * import { backprop, tensor, Tensor } from '@chainrule/tensor';
 * const nodes = backprop((w: Tensor, x: Tensor) => w.mul(x).sub(1).pow(2), tensor(3), tensor(2));
 * nodes.map(({ label, value, gradient }) => `${label} ${value.item()} ${gradient.item()}`); // → ['argument 0 3 20', 'argument 1 2 30', 'mul 6 10', 'sub 5 10', 'mul 25 1']
 * ```
 */
export function backprop<Args extends readonly unknown[]>(f: (...args: Args) => Tensor, ...args: Args): BackpropNode[] {
  const source = new Source();
  const given = leavesOf([...args], 'backprop');
  const inputs = given.tensors.map((x) => aliasOf(x, source));
  const result = f(...given.rebuild<Args>(inputs));
  const own = new Set<Node>(inputs.map(({ node }) => node));
  const order = [...own, ...topologicalOrder([result.node], (node) => own.has(node))];
  const tensors = order.flatMap((node) => node.types.map((_, index) => result.sibling(node, index)));
  const gradients = tensors.map((x) => pullback([result], [result.constant(1)], [x])[0] ?? x.fill(0));
  const nodes = tensors.map((value, id): BackpropNode => ({
    id,
    label: own.has(value.node) ? placeText([...args], id) : nameOf(value.node),
    inputs: own.has(value.node)
      ? []
      : value.node.inputs.map((input) => tensors.findIndex(({ node, index }) => node === input.node && index === input.index)),
    value,
    gradient: gradients[id]!,
  }));
  realize([...tensors, ...gradients]);
  source.open = false;
  return nodes;
}
