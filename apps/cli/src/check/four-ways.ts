import type { Expr } from '@chainrule/core';
import { gradient as measure } from '@chainrule/numeric';
import { compile, evaluate, gradient as byRules } from '@chainrule/symbolic';
import { formulaFunction, grad, jvp, tensor, type Tensor } from '@chainrule/tensor';

/** One partial derivative at a point, found in four ways. */
export interface FourWays {
  readonly variable: string;
  readonly symbolic: number;
  readonly forward: number;
  readonly reverse: number;
  readonly numeric: number;
  readonly errorBound: number;
  readonly verdict: 'agree' | 'disagree' | 'kink' | 'inconclusive';
}

/** A derivative by rules, by forward and by reverse accumulation differ by rounding alone; by more than this, relative to the largest, one is wrong. */
const rounding = 1e-9;

/** The gradient of a formula at a point by rules, forward, reverse, and from values alone. */
export function fourWays(expr: Expr, variables: readonly string[], point: readonly number[]): FourWays[] {
  const place = Object.fromEntries(variables.map((name, i) => [name, point[i]!]));
  const symbolic = byRules(expr, variables).map((part) => evaluate(part, place));
  const inputs = scalars(point);
  const f = formulaFunction(expr, variables);
  const forward = variables.map((_, i) => jvp(f, inputs, scalars(point.map((__, j) => (i === j ? 1 : 0))))[1].item());
  const reverse = grad((all: readonly Tensor[]) => f(...all))(inputs).map((slope) => slope.item());
  const value = compile(expr, variables);
  const numeric = measure((x) => value(...x), point);
  return variables.map((variable, i) => {
    const exact = [symbolic[i]!, forward[i]!, reverse[i]!];
    const [measured, bound] = [numeric.value[i]!, numeric.errorBound[i]!];
    const scale = Math.max(...exact.map(Math.abs), 1e-300);
    const same = exact.every((each) => Math.abs(each - exact[0]!) <= rounding * scale) && exact.every(Number.isFinite);
    const status = numeric.status[i];
    return {
      variable,
      symbolic: exact[0]!,
      forward: exact[1]!,
      reverse: exact[2]!,
      numeric: measured,
      errorBound: bound,
      verdict: !same
        ? exact.every(Number.isFinite)
          ? 'disagree'
          : 'inconclusive'
        : status === 'kink'
          ? 'kink'
          : status === 'undefined' || !Number.isFinite(measured)
            ? 'inconclusive'
            : Math.abs(measured - exact[0]!) <= 10 * bound + rounding * scale
              ? 'agree'
              : bound > 1e-3 * scale
                ? 'inconclusive'
                : 'disagree',
    };
  });
}

/** Numbers as scalars in double precision. */
const scalars = (values: readonly number[]): Tensor[] => values.map((value) => tensor(value, { dtype: 'float64' }));
