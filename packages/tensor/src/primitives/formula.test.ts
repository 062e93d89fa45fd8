import { elementwise, emptyArray, instantiate, numbers, Expr, type ArrayData, type Elementwise } from '@chainrule/core';
import { inputVariable } from '@chainrule/program';
import { describe, expect, it } from 'vitest';
import type { Primitive } from '../graph/primitive.js';
import { formula } from './formula.js';
import { adjoint, tangent } from './laws/derivatives.js';
import { single } from './laws/values.js';

const candidates = [0.37, 1.63, -0.72, 2.41, -1.84, 0.11, 3.9, -3.3];

/** An argument that cannot be differentiated by is a number, an order say. */
const operands = (fn: Elementwise): Expr[] => {
  let next = 0;
  return fn.parameters.map((_, i) => (fn.partials[i] === null ? Expr.number(1) : inputVariable(next++)));
};

/** Points at which the function is defined, no two arguments alike. */
function points(fn: Elementwise): number[][] {
  const given = operands(fn);
  const free = given.filter(({ kind }) => kind === 'variable').length;
  // Parameters that may be left out (slopes, thresholds) are positive.
  const required = fn.parameters.length - fn.defaults.length;
  const offered = candidates.map((_, k) =>
    Array.from({ length: free }, (_, i) => candidates[(k + 3 * i) % candidates.length]! + 0.01 * i).map((x, i) =>
      i < required ? x : Math.abs(x),
    ),
  );
  return offered.filter((point) => {
    let next = 0;
    const args = given.map((arg) => (arg.kind === 'variable' ? point[next++]! : Number(arg.value)));
    const inside = fn.domain === undefined || instantiate(fn.domain, fn, numbers({}), args, 0) !== 0;
    return inside && Number.isFinite(fn.value(...args)) && Math.abs(fn.value(...args)) < 50;
  });
}

describe('the laws hold for every function of the table', () => {
  const differentiable = Object.values(elementwise).filter((fn: Elementwise) => !fn.isCondition && fn.arity > 0 && fn.name !== 'where');
  it.each(differentiable.map((fn) => [fn.name, fn] as const))('%s', (_, fn: Elementwise) => {
    const found = points(fn);
    expect(found.length).toBeGreaterThan(1);
    const given = operands(fn);
    const inputs = (): ArrayData[] =>
      given.flatMap((arg, i) => {
        if (arg.kind !== 'variable') return [];
        const x = emptyArray('float64', [found.length]);
        const at = given.slice(0, i).filter(({ kind }) => kind === 'variable').length;
        x.data.set(found.map((point) => point[at]!));
        return [x];
      });
    const sample = { parameters: { formula: fn.of(...given) }, inputs };
    for (const law of [tangent, adjoint, single]) law.check(formula as Primitive, sample);
  });
});
