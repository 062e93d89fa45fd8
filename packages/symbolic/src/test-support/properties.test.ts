import { dual, evaluate, Expr, fold, isChainruleError, numbers, substitute as replace, where } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collect,
  derivative,
  directional,
  equivalent,
  expand,
  explain,
  factor,
  gradient,
  hessian,
  limit,
  operations,
  simplify,
  simplifyWithReport,
  toText,
} from '../index.js';
import { checkAnswer } from '../explain/check-answer.js';
import { samples } from '../algebra/samples.js';
import { formulas, polynomials } from './random-formulas.js';
import { disagreement } from './same-values.js';

const runs = { numRuns: 120, seed: 20240607 };

/** Holds for a formula unless a stated budget or rule refuses it. */
function unlessRefused(claim: () => void): void {
  try {
    claim();
  } catch (error) {
    if (!isChainruleError(error) || !['limit', 'unsupported'].includes((error as unknown as { code: string }).code)) throw error;
  }
}
const keepsValues = (given: Expr, result: Expr): void =>
  expect(disagreement(given, result), `${toText(given)} became ${toText(result)}`).toBeUndefined();

/** The slope by dual numbers, which share only the table with symbolic differentiation. */
const slopes = (expr: Expr, point: Record<string, number>, variable: string): number =>
  fold(
    expr,
    dual(numbers(point), (name) => (name === variable ? 1 : undefined)),
  ).tangent ?? 0;

function expectSlope(expr: Expr, result: Expr, variable: string): void {
  for (const point of samples(['x', 'y'], 16)) {
    const [expected, value] = [slopes(expr, point, variable), evaluate(result, point)];
    if (
      !Number.isFinite(expected) ||
      !Number.isFinite(evaluate(expr, point)) ||
      Math.abs(expected) > 1e8 ||
      Math.abs(evaluate(expr, point)) > 1e8
    )
      continue;
    // Ill-conditioned points say nothing: a nearby point has quite another slope.
    const nearby = slopes(expr, { x: point['x']! * (1 + 1e-9), y: point['y']! * (1 - 1e-9) }, variable);
    if (!(Math.abs(nearby - expected) <= 1e-5 * Math.max(1e-3, Math.abs(expected)))) continue;
    expect(
      Math.abs(value - expected),
      `∂/∂${variable} ${toText(expr)} = ${toText(result)} at ${JSON.stringify(point)}: ${value}, not ${expected}`,
    ).toBeLessThanOrEqual(1e-4 * Math.max(1e-3, Math.abs(expected)));
  }
}

describe('random formulas', () => {
  const each = (name: string, arbitrary: fc.Arbitrary<Expr>, claim: (expr: Expr) => void): void =>
    it(
      name,
      () =>
        fc.assert(
          fc.property(arbitrary, (expr) => unlessRefused(() => claim(expr))),
          runs,
        ),
      60_000,
    );

  each('simplify keeps the value where there is one', formulas, (expr) => keepsValues(expr, simplify(expr)));
  each('simplify with goal short keeps the value', formulas, (expr) => keepsValues(expr, simplify(expr, { goal: 'short' })));
  each('simplify with goal stable keeps the value', formulas, (expr) => keepsValues(expr, simplify(expr, { goal: 'stable' })));
  each('simplify is never longer', formulas, (expr) => expect(operations(simplify(expr)).tree).toBeLessThanOrEqual(operations(expr).tree));
  each('simplify of a simplified formula is not shorter than a second time', formulas, (expr) => {
    const once = simplify(simplify(expr));
    expect(operations(simplify(once)).tree).toBeLessThanOrEqual(operations(once).tree);
  });
  each('simplifyWithReport gives what simplify gives', formulas, (expr) =>
    expect(toText(simplifyWithReport(expr).expr)).toBe(toText(simplify(expr))),
  );
  each('the derivative is that of dual numbers', formulas, (expr) => expectSlope(expr, derivative(expr, 'x'), 'x'));
  each('the second derivative is the derivative of the derivative', formulas, (expr) =>
    expectSlope(derivative(expr, 'x'), derivative(expr, ['x', 'x']), 'x'),
  );
  each('the fourth derivative is the derivative of the third', polynomials, (expr) =>
    keepsValues(derivative(derivative(expr, ['x', 'y', 'x']), 'y'), derivative(expr, ['x', 'y', 'x', 'y'])),
  );
  each('the gradient is that of dual numbers', formulas, (expr) =>
    gradient(expr, ['x', 'y']).forEach((part, i) => expectSlope(expr, part, i === 0 ? 'x' : 'y')),
  );
  each('the Hessian holds the second derivatives', formulas, (expr) =>
    expectSlope(derivative(expr, 'x'), hessian(expr, ['x', 'y'])[0]![1]!, 'y'),
  );
  each('the directional derivative is the gradient times the direction', formulas, (expr) => {
    const [dx, dy] = gradient(expr, ['x', 'y']) as [Expr, Expr];
    keepsValues(dx.times(3).minus(dy.times(2)), directional(expr, ['x', 'y'], [3, -2]));
  });
  each('kinks have a slope of one of their sides, and elsewhere nothing changes', formulas, (expr) =>
    expectSlope(expr, derivative(expr, 'x', { kinks: 'right' }), 'x'),
  );
  each('expand keeps the value', polynomials, (expr) => keepsValues(expr, expand(expr)));
  each('factor keeps the value', polynomials, (expr) => keepsValues(expr, factor(expr)));
  each('collect keeps the value', polynomials, (expr) => keepsValues(expr, collect(expr, 'x')));
  each('polynomials are expanded to the same formula', polynomials, (expr) =>
    expect(toText(expand(factor(expr)))).toBe(toText(expand(expr))),
  );
  each('equivalent: a formula and its simplification never differ', formulas, (expr) => {
    // A wider domain is no difference; a value lost would be.
    expect(equivalent(expr, simplify(expr)).verdict).not.toBe('different');
  });
  each('equivalent: a formula and itself plus one are never equal', formulas, (expr) =>
    expect(equivalent(expr, expr.plus(1)).verdict).not.toBe('equal'),
  );
  each('explain ends with what derivative gives, and no step fails its check', formulas, (expr) => {
    const { result, steps } = explain(expr, 'x');
    expect(toText(result)).toBe(toText(derivative(expr, 'x')));
    for (const { before, after, check } of steps)
      expect(check.ok, `${toText(before)} → ${toText(after)}: ${JSON.stringify(check)}`).not.toBe(false);
  });
  each('checkAnswer accepts the unsimplified derivative', polynomials, (expr) => {
    const { steps } = explain(expr, 'x');
    const line = steps.filter(({ rule }) => rule !== 'simplify').at(-1)!;
    expect(checkAnswer(expr, 'x', line.after).verdict).toBe('equal');
  });
  each('a limit at a point of a polynomial is its value there', polynomials, (expr) => {
    keepsValues(replace(expr, { x: 2 }), limit(expr, 'x', 2).value!);
  });
  each('a case is differentiated case by case', formulas, (expr) => {
    const both = where.of(Expr.variable('y'), expr, expr.times(2));
    expectSlope(both, derivative(both, 'x'), 'x');
  });
});
