import { Expr, instantiate, type Meaning } from '@chainrule/core';
import { tensor } from '../create.js';
import type { Tensor } from '../tensor.js';
import { backprop, type BackpropNode } from './backprop.js';
import { formulaFunction } from './formula-function.js';

/** One node of a formula's computation. */
export interface FormulaNode extends BackpropNode {
  /** The part of the formula that it computes. */
  readonly part: Expr;
  /** How the node's own value changes with each of its inputs: the local derivatives. */
  readonly slopes: readonly number[];
}

/** A rule of the table as doubles; its variables are bound before. */
const doubles: Meaning<number> = { number: Number, variable: () => NaN, apply: (fn, args) => fn.value(...args) };

/**
 * Every node of a formula's computation at a point, variables first: its value, the gradient of the whole by it, and the local derivatives
 * on the edges that lead to it. The gradient of a node is the sum, over the nodes it leads to, of their gradient times the edge's.
 *
 * Works in float64.
 *
 * @example
 * ```ts
 * import { Expr } from '@chainrule/core';
 * import { backpropFormula } from '@chainrule/tensor';
 * const x = Expr.variable('x');
 * const [first, square] = backpropFormula(x.squared().plus(x), { x: 3 });
 * [square!.value.item(), square!.slopes]; // → [9, [6]]
 * first!.gradient.item(); // → 7
 * ```
 */
export function backpropFormula(expr: Expr, point: Readonly<Record<string, number>>): FormulaNode[] {
  const variables = Object.keys(point);
  const parts = new Map<Tensor['node'], Expr>();
  const f = formulaFunction(expr, variables, (part, value) => void parts.set(value.node, part));
  const found = backprop(f, ...variables.map((name) => tensor(point[name]!, { dtype: 'float64' })));
  return found.map((node) => {
    const part = parts.get(node.value.node) ?? Expr.variable(variables[node.id]!);
    return { ...node, part, slopes: slopesOf(part, node, found) };
  });
}

/** By the table's formulas, at the values of the inputs. A number that is not first among the arguments is no node of its own. */
function slopesOf({ fn, args }: Expr, { inputs, value }: BackpropNode, nodes: readonly BackpropNode[]): number[] {
  if (fn === undefined) return [];
  const isInput = args.map((arg, i) => i === 0 || arg.kind !== 'number');
  let next = 0;
  const numbers = args.map((arg, i) => (isInput[i] ? nodes[inputs[next++]!]!.value.item() : Number(arg.value)));
  return fn.stablePartials.flatMap((rule, i) => {
    if (!isInput[i]) return [];
    return [rule === null ? 0 : instantiate(rule, fn, doubles, numbers, value.item())];
  });
}
