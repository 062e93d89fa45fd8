import { functionName, type FormulaParameters } from '@chainrule/program';
import { foldIn, isFloat, key, normal, type Key } from '@chainrule/core';
import { Source, type Node } from '../graph/node.js';
import { differentiableBetween } from '../graph/order.js';
import { isLinearIn } from '../graph/primitive.js';
import { aliasOf } from '../primitives/alias.js';
import { apply, leaf, type Tensor } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { pullback } from '../transform/pullback.js';

/** What was found out about the derivative of one operation of a computation. */
export interface OperationCheck {
  /** The operation, as a person calls it. */
  readonly operation: string;
  readonly verdict: 'ok' | 'wrong' | 'inconclusive';
  /** ⟨u, Jv⟩ along random directions: by the operation's rules, and measured with an error bound. */
  readonly analytic: number;
  readonly numeric: number;
  readonly errorBound: number;
}

/**
 * Checks the derivative of every operation in a function's graph by itself, along random directions, against differences of its
 * reference value: when a gradient is wrong, it names the operation whose rule is. Computes in float64 whatever the arguments are.
 *
 * @example
 * ```ts
 * import { checkOperations, customDerivative, tensor, Tensor } from '@chainrule/tensor';
 * const square = customDerivative({ value: (x: Tensor) => x.mul(x), jvp: ([x], [t]: readonly [Tensor]) => x.mul(t) });
 * const checks = checkOperations((x: Tensor) => square(x.sin()).sum(), tensor([1, 2]));
 * checks.filter(({ verdict }) => verdict === 'wrong').map(({ operation }) => operation); // → ['customJvp']
 * ```
 */
export function checkOperations<Args extends readonly unknown[]>(f: (...args: Args) => Tensor, ...args: Args): OperationCheck[] {
  const source = new Source();
  const given = leavesOf([...args], 'checkOperations');
  const inputs = given.tensors.map((x) => aliasOf(isFloat(x.dtype) ? x.cast('float64') : x, source));
  const nodes = differentiableBetween(inputs, [f(...given.rebuild<Args>(inputs))]);
  const found = nodes.filter(({ primitive }) => !primitive?.forwards).map((node, i) => checkNode(node, foldIn(key(0), i)));
  source.open = false;
  return found;
}

function checkNode(node: Node, random: Key): OperationCheck {
  const primitive = node.primitive!;
  const source = new Source();
  const moves = (i: number): boolean =>
    isFloat(node.inputs[i]!.dtype) && (primitive.linearity !== 'point' || isLinearIn(primitive, i, node.parameters));
  const points = node.inputs.map((x, i) => (moves(i) ? aliasOf(x, source) : x));
  const moving = points.map((_, i) => i).filter(moves);
  const run = (inputs: readonly Tensor[]): readonly Tensor[] =>
    primitive.again?.(inputs, node.parameters) ?? apply(primitive, inputs, node.parameters);
  const outputs = apply(primitive, points, node.parameters);
  const draw = (like: Tensor, name: string): Tensor => leaf(normal(foldIn(random, name), like.shape)).cast(like.dtype as 'float64');
  const weights = outputs.map((y, k) => (isFloat(y.dtype) ? draw(y, `u${k}`) : undefined));
  const directions = moving.map((i) => draw(points[i]!, `v${i}`));
  const inner = (tensors: readonly (Tensor | undefined)[], others: readonly (Tensor | undefined)[]): number =>
    tensors.reduce((total, x, k) => total + (x && others[k] ? x.mul(others[k]).sum().item() : 0), 0);

  const back = pullback(
    outputs,
    weights,
    moving.map((i) => points[i]!),
  );
  const analytic = inner(back, directions);
  const along = (h: number): number => {
    const moved = points.map((x, i) => (moving.includes(i) ? x.add(directions[moving.indexOf(i)]!.mul(h)) : x));
    return inner(run(moved), weights);
  };
  // Central differences, once extrapolated; two such estimates disagree by about what they are wrong.
  const difference = (h: number): number => (4 * (along(h / 2) - along(-h / 2))) / (3 * (h / 2) * 2) - (along(h) - along(-h)) / (3 * 2 * h);
  const [coarse, numeric] = [difference(2e-3), difference(1e-3)];
  const errorBound = 10 * Math.abs(coarse - numeric) + 1e-9 * (Math.abs(numeric) + Math.abs(along(0)));
  source.open = false;
  const scale = Math.max(Math.abs(analytic), Math.abs(numeric));
  const verdict =
    !Number.isFinite(numeric) || errorBound > 1e-2 * scale + 1e-6
      ? 'inconclusive'
      : Math.abs(analytic - numeric) <= errorBound + 1e-7 * scale
        ? 'ok'
        : 'wrong';
  return { operation: nameOf(node), verdict, analytic, numeric, errorBound };
}

/** The name of a node's operation; of a formula, the function it ends with. */
export function nameOf({ primitive, parameters }: Node): string {
  if (primitive === undefined) return 'constant';
  return primitive.name === 'formula' ? functionName((parameters as FormulaParameters).formula) : primitive.name;
}
