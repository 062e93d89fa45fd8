import { elementwise, instantiate, Rational, type Elementwise } from '@chainrule/core';
import { nothingKnown, tangent } from '../differentiate/tangents.js';
import { canonical } from '../simplify/canonical.js';
import { Writer } from '../simplify/render.js';
import type { Term } from '../simplify/term.js';
import type { Expansion } from './asymptotic.js';
import { errorFunctionAtInfinity } from './error-function-at-infinity.js';
import type { Expander } from './expansion.js';
import { atBranchPoint } from './branch-points.js';
import { atPoleOfGamma, gammaAtInfinity } from './gamma-functions.js';
import { replace } from './names-in-terms.js';
import { undecided } from './undecided.js';

const zero = /* @__PURE__ */ Rational.of(0);

/** A function of arguments that move. */
export function expandCall(expander: Expander, fn: Elementwise, args: readonly Term[]): Expansion {
  const { algebra } = expander;
  const [a, b, c] = args as [Term, Term, Term];
  const meaning = canonical(algebra);
  const side = (u: Term): number => expander.tendency(expander.expand(u));
  switch (fn.name) {
    case 'log':
      return expander.log(expander.expand(a));
    case 'abs':
      return side(a) < 0 ? expander.scaled(expander.expand(a), algebra.number(-1)) : expander.expand(a);
    case 'sign':
      return expander.constant(algebra.number(side(a)));
    case 'heaviside':
      return expander.constant(algebra.number(side(a) > 0 ? 1 : side(a) < 0 ? 0 : Rational.of(1, 2)));
    case 'max':
    case 'min':
      return expander.expand(side(algebra.minus(a, b)) >= 0 === (fn.name === 'max') ? a : b);
    case 'clip':
      return expander.expand(algebra.apply(elementwise.min, [algebra.apply(elementwise.max, [a, b]), c]));
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'eq':
    case 'ne':
      return expander.constant(algebra.number(fn.value(side(algebra.minus(a, b)), 0)));
    case 'where': {
      const condition = expander.expand(a).terms[0]?.coefficient;
      return expander.expand(condition === undefined || condition === algebra.zero ? c : b);
    }
    case 'and':
    case 'or':
    case 'not':
      return expander.constant(
        algebra.number(fn.value(...args.map((arg) => Number(expander.expand(arg).terms[0]?.coefficient.value ?? 0)))),
      );
    case 'floor':
    case 'ceil':
    case 'round':
      return step(expander, fn, a);
  }
  const definition = fn.definition && instantiate(fn.definition, fn, meaning, args, algebra.zero);
  // On which side of a kink the argument is, the definition tells.
  if (definition && (fn.kinks.length > 0 || fn.jumps || isGated.test(fn.name))) return expander.expand(definition);
  if (fn.arity === 1) {
    const whole = expander.expand(a);
    const u = expander.isTiny(whole) ? expander.of([], expander.precision) : whole;
    const lead = u.terms[0];
    if (u.scale === algebra.zero && (lead === undefined || lead.power.sign > 0)) {
      const moved = atPoleOfGamma(algebra, fn, a, algebra.zero) ?? atBranchPoint(algebra, fn, a, algebra.zero);
      return moved ? expander.expand(moved) : taylor(expander, fn, u, algebra.zero);
    }
    if (u.scale === algebra.zero && lead!.power.isZero) {
      const { order, value } = expander.growth(u);
      if (order <= 0) {
        const limit = value ?? lead!.coefficient;
        const moved = atPoleOfGamma(algebra, fn, a, limit) ?? atBranchPoint(algebra, fn, a, limit);
        return moved ? expander.expand(moved) : taylor(expander, fn, u, limit);
      }
      // It comes to its limit no faster than powers of ln h do, and depends smoothly on what is smaller.
      if (/^(erfc?|normcdf)$/.test(fn.name))
        return expander.brokenOff(expander.constant(algebra.call(fn, [lead!.coefficient])), u.terms[1]?.power ?? u.error);
    }
    const sign = expander.tendency(u);
    const large = atInfinity(expander, fn, a, sign);
    if (large) return large;
    const moved = atBranchPoint(algebra, fn, a, a);
    if (moved) return expander.expand(moved);
  }
  return definition ? expander.expand(definition) : undecided(`how ${fn.name} behaves there`);
}

/** x times something with short derivatives: the derivatives of the product are long. */
const isGated = /^(silu|gelu|gelutanh)$/;

/** ∛u where u comes to 0 or to infinity: the power of its size, with its sign. */
function cubeRoot(expander: Expander, u: Expansion): Expansion {
  const sign = expander.algebra.number(expander.tendency(u));
  return expander.scaled(expander.rationalPower(expander.scaled(u, sign), Rational.of(1, 3)), sign);
}

/** Taylor's series of a function at what its argument comes to, or at the argument's first coefficient where that still moves with ln h. */
function taylor(expander: Expander, fn: Elementwise, u: Expansion, limit: Term): Expansion {
  const { algebra } = expander;
  const center = u.terms[0]?.power.isZero ? u.terms[0].coefficient : algebra.zero;
  const pole = quotients[fn.name]?.[1];
  if (pole && expander.settled(algebra.apply(elementwise[pole], [limit])) === algebra.zero) return singular(expander, fn, u, limit);
  const rest = expander.of(
    u.terms.filter(({ power }) => power.sign > 0).map(({ power, coefficient }) => [power, coefficient] as const),
    u.error,
  );
  const writer = new Writer(algebra, true);
  const t = '#t';
  let derivative = algebra.apply(fn, [algebra.symbol(t)]);
  const known = nothingKnown();
  let [factor, result, k] = [expander.constant(algebra.one), expander.of([]), 0];
  do {
    if (k > 0) derivative = tangent(algebra, writer.write(derivative), t, known, 'default');
    const value = expander.value(replace(algebra, derivative, t, limit));
    if (value !== undefined && !Number.isFinite(value)) return singular(expander, fn, u, limit);
    result = expander.plus(result, expander.scaled(factor, replace(algebra, derivative, t, center)));
    factor = expander.scaled(expander.times(factor, rest), algebra.number(Rational.of(1, ++k)));
  } while (expander.matters(rest, k));
  return expander.bounded(result, rest, k);
}
/** A function at a pole: by what it is made of. */
function singular(expander: Expander, fn: Elementwise, u: Expansion, limit: Term): Expansion {
  const { algebra } = expander;
  if (fn === elementwise.cbrt && limit === algebra.zero) return cubeRoot(expander, u);
  if (fn === elementwise.zeta) {
    // ζ(u) = 1/(u − 1) and what is bounded.
    const one = expander.constant(algebra.one);
    return expander.brokenOff(expander.rationalPower(expander.plus(u, expander.scaled(one, algebra.number(-1))), Rational.of(-1)), zero);
  }
  const [above, below] = quotients[fn.name] ?? undecided(`how ${fn.name} behaves at its singularity`);
  const inverse = expander.rationalPower(taylor(expander, elementwise[below], u, limit), Rational.of(-1));
  return above === undefined ? inverse : expander.times(taylor(expander, elementwise[above], u, limit), inverse);
}
function atInfinity(expander: Expander, fn: Elementwise, a: Term, sign: number): Expansion | undefined {
  const { algebra } = expander;
  const e = (u: Term): Term => algebra.power(algebra.base, u);
  const [plus, minus] = [e(a), e(algebra.negated(a))];
  const half = algebra.number(Rational.of(1, 2));
  switch (fn.name) {
    case 'sin':
    case 'cos':
      return expander.constant(expander.oscillation());
    case 'cbrt':
      return cubeRoot(expander, expander.expand(a));
    case 'sinh':
      return expander.expand(algebra.times(algebra.minus(plus, minus), half));
    case 'cosh':
      return expander.expand(algebra.times(algebra.plus(plus, minus), half));
    case 'tanh':
      return expander.expand(algebra.over(algebra.minus(plus, minus), algebra.plus(plus, minus)));
    case 'sigmoid':
      return expander.expand(algebra.over(algebra.one, algebra.plus(algebra.one, minus)));
    case 'atan': {
      const quarter = algebra.scale(Rational.of(sign, 2), algebra.call(elementwise.pi, []));
      return expander.plus(
        expander.constant(quarter),
        expander.scaled(expander.expand(algebra.apply(fn, [algebra.power(a, -1)])), algebra.number(-1)),
      );
    }
    case 'asinh':
    case 'acosh': {
      // ln(u + √(u² ± 1)), for negative u by symmetry.
      if (fn.name === 'acosh' && sign < 0) return undefined;
      const size = algebra.scale(Rational.of(sign), a);
      const root = algebra.power(algebra.plus(algebra.power(size, 2), algebra.number(fn.name === 'asinh' ? 1 : -1)), half);
      return expander.scaled(expander.log(expander.expand(algebra.plus(size, root))), algebra.number(sign));
    }
    case 'erf':
    case 'erfc':
    case 'normcdf':
      return errorFunctionAtInfinity(expander, fn, a, sign);
    case 'gamma':
    case 'loggamma':
    case 'digamma':
      return sign > 0 ? gammaAtInfinity(expander, fn, a) : undefined;
    default:
      return undefined;
  }
}
/** floor, ceil or round, which is constant on the side from which its argument comes. */
function step(expander: Expander, fn: Elementwise, a: Term): Expansion {
  const u = expander.expand(a);
  const value = expander.value(u.terms[0]?.power.isZero ? u.terms[0].coefficient : expander.algebra.zero);
  if (value === undefined || u.scale !== expander.algebra.zero || (u.terms[0] && u.terms[0].power.sign < 0))
    return undecided(`how ${fn.name} behaves there`);
  const next = u.terms.find(({ power }) => power.sign > 0);
  const side = next ? expander.sign(next.coefficient) : 0;
  if (side === 0 && u.error !== undefined && fn.value(value + 1e-9) !== fn.value(value - 1e-9))
    return undecided(`how ${fn.name} behaves there`);
  return expander.constant(expander.algebra.number(fn.value(value + side * 1e-9)));
}

/** Functions with poles as quotients. */
const quotients: Readonly<Record<string, readonly [above: keyof typeof elementwise | undefined, below: keyof typeof elementwise]>> = {
  tan: ['sin', 'cos'],
  cot: ['cos', 'sin'],
  sec: [undefined, 'cos'],
  csc: [undefined, 'sin'],
  coth: ['cosh', 'sinh'],
  csch: [undefined, 'sinh'],
};
