import { add, ChainruleError, Expr, formulas, instantiate, mul, postOrder, substitute, type Elementwise } from '@chainrule/core';
import { inputIndex, inputVariable, withoutNoise } from '@chainrule/program';

/**
 * ∂formula/∂input for every input, as formulas in the inputs #0 … and the result, which is the variable after them.
 * A reverse sweep over the formula with the table's stable rules; null for an input it cannot be differentiated by.
 */
export function partialFormulas(expr: Expr, count: number): readonly (Expr | null)[] {
  const known = partialsOf.get(expr);
  if (known !== undefined) return known;
  const adjoint = new Map<Expr, Expr | null>([[expr, Expr.number(1)]]);
  for (const node of postOrder(expr).reverse()) {
    const above = adjoint.get(node);
    if (above === undefined || node.kind !== 'apply') continue;
    const result = node === expr ? inputVariable(count) : node;
    node.args.forEach((arg, i) => {
      if (arg.kind === 'number') return;
      const part = times(above, node.fn!, i, node.args, result);
      const sofar = adjoint.get(arg);
      adjoint.set(
        arg,
        sofar === undefined
          ? part
          : sofar === null || part === null
            ? null
            : sofar.isNumber(0)
              ? part
              : part.isNumber(0)
                ? sofar
                : add.of(sofar, part),
      );
    });
  }
  const found = Array.from({ length: count }, () => Expr.number(0) as Expr | null);
  for (const [node, slope] of adjoint)
    if (node.kind === 'variable') found[inputIndex(node.name)] = sum(found[inputIndex(node.name)]!, slope && withoutNoise(slope));
  partialsOf.set(expr, found);
  return found;
}
const partialsOf = new WeakMap<Expr, readonly (Expr | null)[]>();

/** One variable may stand in a formula as several nodes. */
const sum = (a: Expr | null, b: Expr | null): Expr | null =>
  a === null || b === null ? null : a.isNumber(0) ? b : b.isNumber(0) ? a : add.of(a, b);

function times(above: Expr | null, fn: Elementwise, i: number, args: readonly Expr[], result: Expr): Expr | null {
  const rule = fn.stablePartials[i] ?? null;
  if (rule === null || above === null) return null;
  const slope = withoutNoise(instantiate(rule, fn, formulas, args, result));
  if (slope.isNumber(0) || above.isNumber(0)) return Expr.number(0);
  return above.isNumber(1) ? slope : slope.isNumber(1) ? above : mul.of(above, slope);
}

/** A formula and which of the offered tensors its inputs #0, #1 … are. */
export interface Rule {
  readonly formula: Expr;
  readonly slots: readonly number[];
}

/** slope·t for the slope by input i, t being the variable after the result; undefined where the slope is 0. Throws `not-differentiable`. */
export function scaledBySlope(expr: Expr, count: number, i: number): Rule | undefined {
  const rules = rulesOf.get(expr) ?? [];
  rulesOf.set(expr, rules);
  return (rules[i] ??= { rule: make(expr, count, i) }).rule;
}
const rulesOf = new WeakMap<Expr, { rule: Rule | undefined }[]>();

function make(expr: Expr, count: number, i: number): Rule | undefined {
  const slope = partialFormulas(expr, count)[i] ?? null;
  if (slope === null)
    throw new ChainruleError('not-differentiable', `${expr.fn?.name ?? 'the formula'} has no derivative by its argument ${i + 1}`, {
      operation: 'grad',
      hint: 'hold that argument fixed with stopGradient',
    });
  return slope.isNumber(0) ? undefined : compact(withoutNoise(mul.of(slope, inputVariable(count + 1))));
}

/** The formula with its variables renumbered to those it uses. */
export function compact(expr: Expr): Rule {
  const slots: number[] = [];
  for (const node of postOrder(expr))
    if (node.kind === 'variable' && !slots.includes(inputIndex(node.name))) slots.push(inputIndex(node.name));
  return { formula: substitute(expr, Object.fromEntries(slots.map((slot, at) => [`#${slot}`, inputVariable(at)]))), slots };
}
