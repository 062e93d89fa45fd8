import { elementwise, evaluate, Expr, fold, isChainruleError, variablesOf } from '@chainrule/core';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter, type Budget } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { Writer } from '../simplify/render.js';
import { everyIdentity } from '../simplify/more-identities.js';
import { textbook } from '../simplify/textbook.js';
import type { Term } from '../simplify/term.js';
import type { Expansion } from './asymptotic.js';
import { Expander } from './expansion.js';
import { replace } from './names-in-terms.js';

/** The limits that `limit` found, from both sides and from each. */
export interface Limit {
  /** The limit from both sides, where they agree; infinite limits are the numbers ±Infinity. */
  readonly value?: Expr;
  /** The limit from below; absent where there is none, and at −∞. */
  readonly left?: Expr;
  /** The limit from above; absent where there is none, and at ∞. */
  readonly right?: Expr;
  /** Whether the limit exists: the sides on which the formula is defined agree. An infinite limit counts as one. */
  readonly exists: boolean;
}

/** Tried one after the other: how many powers beyond the leading one are kept. */
const precisions = [3, 8, 16];

/**
 * The limit of a formula as a variable comes to a point, from both sides; the point may be `Infinity` or `-Infinity`. It is found by
 * expanding the formula in powers, logarithms and exponentials of the distance to the point.
 *
 * Throws `unsupported` where these rules do not decide, rather than guess, and `limit` past the budget.
 *
 * Source: D. Gruntz, On Computing Limits in a Symbolic Manipulation System, ETH Zürich (1996).
 *
 * @example
 * ```ts
 * import { limit, toText } from '@chainrule/symbolic';
 * toText(limit('sin(x)/x', 'x', 0).value!); // → '1'
 * limit('abs(x)/x', 'x', 0).exists; // → false
 * toText(limit('((x + h)^2 - x^2)/h', 'h', 0).value!); // → '2x'
 * ```
 */
export function limit(expr: Expr | string, variable: string, point: Expr | string | number, options: { budget?: Budget } = {}): Limit {
  const algebra = new Algebra(meter('limit', options.budget));
  const term = toTerm(algebra, read(expr));
  const center = toTerm(algebra, typeof point === 'number' ? Expr.number(point) : read(point));
  const writer = new Writer(algebra);
  const write = (value: Term): Expr => writer.write(textbook(algebra, value));
  if (center.kind === 'number' && Math.abs(Number(center.value)) === Infinity) {
    const above = Number(center.value) > 0;
    const value = oneSided(algebra, term, variable, undefined, above ? 1 : -1);
    return value === undefined ? { exists: false } : { value: write(value), [above ? 'left' : 'right']: write(value), exists: true };
  }
  const formula = writer.write(term);
  const at = writer.write(center);
  const side = (direction: 1 | -1): Term | undefined =>
    isDefinedNear(formula, variable, at, direction) ? oneSided(algebra, term, variable, center, direction) : undefined;
  const [left, right] = [side(-1), side(1)];
  // Where the formula is defined on one side only, that side decides.
  if (left && !isDefinedNear(formula, variable, at, 1)) return { value: write(left), left: write(left), exists: true };
  if (right && !isDefinedNear(formula, variable, at, -1)) return { value: write(right), right: write(right), exists: true };
  const sides = { ...(left && { left: write(left) }), ...(right && { right: write(right) }) };
  const same = left && right && (left === right || textbook(algebra, algebra.minus(left, right), everyIdentity) === algebra.zero);
  return same ? { value: write(left), ...sides, exists: true } : { ...sides, exists: false };
}

/** How often the variable is replaced by a logarithm, which makes an exponential of it a power. */
const mostLogarithms = 3;

/**
 * From one side. What is left out beside an exponential may be what remains when all else cancels: then the variable becomes the logarithm
 * of another, and the exponential a power of that, as in Gruntz 1996, "On computing limits in a symbolic manipulation system".
 */
function oneSided(
  algebra: Algebra,
  term: Term,
  variable: string,
  center: Term | undefined,
  direction: 1 | -1,
  depth = 0,
): Term | undefined {
  try {
    return byExpansion(algebra, term, variable, center, direction);
  } catch (error) {
    if (depth === mostLogarithms || !isChainruleError(error) || error.code !== 'unsupported') throw error;
    const name = `#e${depth}`;
    const log = algebra.apply(elementwise.log, [algebra.symbol(name)]);
    const signed = algebra.times(algebra.number(direction), log);
    const moved = center === undefined ? signed : algebra.plus(center, algebra.power(signed, -1));
    const further = replace(algebra, term, variable, moved);
    try {
      return oneSided(algebra, further, name, undefined, 1, depth + 1);
    } catch (again) {
      // The first refusal is about what was asked.
      throw isChainruleError(again) && again.code === 'unsupported' ? error : again;
    }
  }
}

function byExpansion(algebra: Algebra, term: Term, variable: string, center: Term | undefined, direction: 1 | -1): Term | undefined {
  for (const precision of precisions) {
    const expander = new Expander(algebra, variable, center, direction, precision);
    try {
      return limitOf(expander, expander.expand(term));
    } catch (error) {
      if (
        !expander.wasTooRough ||
        precision === precisions[precisions.length - 1] ||
        !isChainruleError(error) ||
        error.code !== 'unsupported'
      )
        throw error;
    }
  }
  return undefined;
}

/** Whether a formula has values close to a point on one side; with further variables, or where a part of it overflows, it is taken to have. */
function isDefinedNear(expr: Expr, variable: string, point: Expr, direction: 1 | -1): boolean {
  if (variablesOf(expr).some((name) => name !== variable) || variablesOf(point).length > 0) return true;
  const center = evaluate(point);
  return [1e-3, 1e-5, 1e-7].some((h) => {
    const x = center + direction * h * Math.max(1, Math.abs(center));
    const parts: number[] = [];
    const value = fold<number>(expr, {
      number: Number,
      variable: () => x,
      apply: (fn, args) => {
        const part = fn.value(...args);
        parts.push(part);
        return part;
      },
    });
    return !Number.isNaN(value) || parts.some((part) => Math.abs(part) === Infinity);
  });
}

/** What an expansion comes to: a term without h, ±infinity as a number, or `undefined` where it oscillates. */
function limitOf(expander: Expander, u: Expansion): Term | undefined {
  const { order, sign, value } = expander.growth(u);
  return order > 0 ? expander.algebra.number(sign * Infinity) : value;
}
