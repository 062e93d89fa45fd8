import { Expr, type Elementwise, type Rules } from '../../expression/expr.js';
import { dual, type Dual } from '../../expression/dual.js';
import { fold } from '../../expression/fold.js';
import { evaluate, numbers } from '../../expression/meanings.js';
import type { Samples } from '../samples.js';
import { distance } from './distance.js';
import { fault, type Fault } from './fault.js';
import type { Recorded, Row } from './recorded.js';
import { named } from './values.js';

/** A derivative's formula at a point; NaN where there is none. */
export const slope = (fn: Elementwise, rule: Expr | null, args: readonly number[]): number =>
  rule === null ? NaN : evaluate(rule, { ...named(fn, args), y: fn.value(...args) });

function* rules(check: string, fn: Elementwise, partials: Rules, rows: readonly Row[], bound: number): Generator<Fault> {
  for (const { args, partials: exact } of rows)
    for (const [i, rule] of partials.entries()) {
      const expected = exact[i] ?? null;
      if (expected === null) continue;
      const got = slope(fn, rule, args);
      if (distance(got, expected) > bound)
        yield fault(
          check,
          `∂${fn.name}/∂${fn.parameters[i]!} at (${args.join(', ')}) is ${got}, not ${expected}: ${distance(got, expected)} doubles away`,
        );
    }
}

/** The textbook derivatives at ordinary points, the stable ones everywhere, against recorded exact ones. */
export function* partials(fn: Elementwise, { bounds }: Samples, { points, edges }: Recorded): Generator<Fault> {
  for (const formulas of [fn.partials, fn.stablePartials])
    if (formulas.length !== fn.arity) yield fault('partials', `${fn.name} has ${formulas.length} derivatives for ${fn.arity} arguments`);
  yield* rules('partials', fn, fn.partials, points, bounds.partials);
  yield* rules('stable', fn, fn.stablePartials, [...points, ...edges], bounds.stable);
}

/** What the derivatives are where the mathematics leaves a choice, or a 0/0 in the textbook formula. */
export function* conventions(fn: Elementwise, { conventions }: Samples): Generator<Fault> {
  for (const [args, slopes] of conventions)
    for (const [i, expected] of slopes.entries()) {
      const stable = slope(fn, fn.stablePartials[i] ?? null, args);
      const textbook = slope(fn, fn.partials[i] ?? null, args);
      const agrees = Object.is(textbook + 0, expected + 0) || (!Number.isFinite(textbook) && fn.partials !== fn.stablePartials);
      if (!Object.is(stable + 0, expected + 0) || !agrees)
        yield fault(
          'convention',
          `∂${fn.name}/∂${fn.parameters[i]!} at (${args.join(', ')}) is ${stable}, by the textbook ${textbook}, not ${expected}`,
        );
    }
}

const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];

/** The textbook derivatives against central differences of eighth order of the value. */
export function* differences(fn: Elementwise, _samples: Samples, { points }: Recorded): Generator<Fault> {
  for (const { args, partials: exact } of points)
    for (const [i, rule] of fn.partials.entries()) {
      if (rule === null || (exact[i] ?? null) === null) continue;
      const h = 0.002 * Math.max(1, Math.abs(args[i]!));
      const at = (step: number): number => fn.value(...args.map((x, k) => (k === i ? x + step * h : x)));
      const difference = weights.reduce((sum, weight, k) => sum + (weight * (at(k + 1) - at(-k - 1))) / h, 0);
      const got = slope(fn, rule, args);
      const scale = Math.max(Math.abs(got), Math.abs(at(0)), 1e-3);
      if (!(Math.abs(got - difference) <= 1e-7 * scale))
        yield fault('differences', `∂${fn.name}/∂${fn.parameters[i]!} at (${args.join(', ')}) is ${got}, by differences ${difference}`);
    }
}

/** ∂²f/∂aᵢ∂aⱼ by differentiating the table's derivative with the table. */
function second(fn: Elementwise, args: readonly number[], i: number, j: number): number {
  const [outer, inner] = [fn.parameters[i]!, fn.parameters[j]!];
  const formula = Expr.apply(
    fn,
    fn.parameters.map((name) => Expr.variable(name)),
  );
  const once = dual(numbers(named(fn, args)), (name) => (name === inner ? 1 : undefined));
  const twice = dual<Dual<number>>(once, (name) => (name === outer ? { primal: 1 } : undefined));
  return fold(formula, twice).tangent?.tangent ?? 0;
}

/** The second derivatives: the table's rules, stable and textbook, differentiated by the table's rules. */
export function* secondDerivatives(fn: Elementwise, _samples: Samples, { points }: Recorded): Generator<Fault> {
  const textbook = Object.create(fn, { stablePartials: { value: fn.partials } }) as Elementwise;
  for (const entry of fn.partials === fn.stablePartials ? [fn] : [fn, textbook])
    for (const { args, second: exact } of points)
      for (const [i, line] of exact.entries())
        for (const [j, expected] of line.entries()) {
          if (expected === null) continue;
          const got = second(entry, args, i, j);
          if (!(Math.abs(got - expected) <= 1e-11 * Math.max(1e-2, Math.abs(expected))))
            yield fault(
              'second',
              `∂²${fn.name}/∂${fn.parameters[i]!}∂${fn.parameters[j]!} at (${args.join(', ')}) is ${got}, not ${expected}`,
            );
        }
}
