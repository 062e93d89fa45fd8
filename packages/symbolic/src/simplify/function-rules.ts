import {
  abs,
  and,
  eq,
  ge,
  gt,
  heaviside,
  le,
  log,
  lt,
  ne,
  or,
  Rational,
  sign as signum,
  where,
  type Constant,
  type Elementwise,
} from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { compare, integerPower, isInteger, isOne, sameConstant, sign } from './constant.js';
import { ofInverse } from './of-inverses.js';
import { atMultipleOfPi, specialAngle } from './special-angles.js';
import type { Term } from './term.js';

const odd = /^(a?(sin|tan|csc|cot)h?|erf|sign|Si|cbrt|softsign|hardtanh|tanhshrink|round)$/;
const even = /^((cos|sec)h?|abs|sinc|normpdf)$/;
/** f(u)·g(u) = 1. */
const reciprocal: Readonly<Record<string, string>> = { csc: 'sin', sec: 'cos', cot: 'tan', csch: 'sinh', sech: 'cosh', coth: 'tanh' };

/** What fn(args) is by a rule of the function, or `undefined`. None changes the value where fn(args) is defined. */
export function simplifyCall(algebra: Algebra, fn: Elementwise, args: readonly Term[]): Term | undefined {
  const [a, b] = args as [Term, Term];
  if (args.length > 0 && args.every((arg) => arg.kind === 'number')) {
    const known = onNumbers(algebra, fn, args);
    if (known) return known;
  }
  if (args.length === 1) {
    if (a.fn) {
      // A function undoes its inverse; the inverse undoes a function that takes no value twice.
      const inner = a.fn.name;
      if (inner === `a${fn.name}` || (/^(sin|tan)h$/.test(inner) && fn.name === `a${inner}`)) return a.args[0];
      const plain = ofInverse(algebra, fn.name, a);
      if (plain) return plain;
    }
    if (algebra.isNegative(a)) {
      if (odd.test(fn.name)) return algebra.negated(algebra.apply(fn, [algebra.negated(a)]));
      if (even.test(fn.name)) return algebra.apply(fn, [algebra.negated(a)]);
    }
    return special[fn.name]?.(algebra, a) ?? atMultipleOfPi(algebra, fn.name, a) ?? specialAngle(algebra, fn.name, a);
  }
  if (fn === where) return caseOf(algebra, args as [Term, Term, Term]);
  if (isComparison(fn) && a === b) return algebra.number(fn.value(0, 0));
  if ((fn === and || fn === or) && a === b && a.fn?.isCondition) return a;
  if ((fn.name === 'max' || fn.name === 'min') && a === b) return a;
  if (fn.name === 'nthroot' && b.kind === 'number') return exactRoot(algebra, a, Number(b.value));
  if (fn.name === 'hypot' && a.kind === 'number' && b.kind === 'number') {
    return exactRoot(algebra, algebra.plus(algebra.power(a, 2), algebra.power(b, 2)), 2);
  }
  if (fn.name === 'besselj' && a.kind === 'number' && isInteger(a.value) && a.value.sign < 0) {
    const order = a.value.negated();
    return algebra.scale(Rational.of(order.numerator % 2n === 0n ? 1 : -1), algebra.apply(fn, [algebra.number(order), b]));
  }
  return undefined;
}

const special: Readonly<Record<string, (algebra: Algebra, a: Term) => Term | undefined>> = {
  abs: (algebra, a) => {
    if (algebra.isNonNegative(a)) return a;
    const [rest, coefficient] = algebra.split(a);
    if (!isOne(coefficient))
      return algebra.scale(
        typeof coefficient === 'number' ? Math.abs(coefficient) : coefficient.sign < 0 ? coefficient.negated() : coefficient,
        algebra.apply(abs, [rest]),
      );
    return undefined;
  },
  sign: (algebra, a) => {
    const [rest, coefficient] = algebra.split(a);
    if (isOne(coefficient) || sign(coefficient) === 0) return undefined;
    return algebra.scale(Rational.of(sign(coefficient)), algebra.apply(signum, [rest]));
  },
  log2: (algebra, a) => logarithmTo(algebra, 2, a),
  log10: (algebra, a) => logarithmTo(algebra, 10, a),
  cbrt: (algebra, a) => exactRoot(algebra, a, 3),
  log: (algebra, a) => {
    if (a === algebra.base) return algebra.one;
    if (a.kind === 'number' && typeof a.value !== 'number' && a.value.numerator === 1n)
      return algebra.negated(algebra.apply(log, [algebra.number(Rational.of(a.value.denominator))]));
    if (a.kind !== 'product' || a.factors.length !== 1 || !isOne(a.value)) return undefined;
    const [base, exponent] = a.factors[0]!;
    if (base === algebra.base) return exponent;
    // A root has a value only where its base is not negative.
    if (exponent.kind === 'number' && !isInteger(exponent.value)) return algebra.scale(exponent.value, algebra.apply(log, [base]));
    return base.kind === 'number' && sign(base.value) > 0 ? algebra.times(exponent, algebra.apply(log, [base])) : undefined;
  },
};

/** log_b(bᵘ) = u; of a number where that is exact. */
function logarithmTo(algebra: Algebra, base: number, a: Term): Term | undefined {
  const b = Rational.of(base);
  const known = a.kind === 'number' && logarithmRatio(a.value, b);
  if (known) return algebra.number(known);
  const [factor, ...others] = algebra.factors(a);
  return factor && others.length === 0 && isOne(a.value) && factor[0] === algebra.number(b) ? factor[1] : undefined;
}

/** The most times one of two numbers is multiplied by itself to compare their logarithms. */
const mostPowers = 12;

/** ln a/ln b where it is a fraction of a small denominator. */
export function logarithmRatio(a: Constant, b: Constant): Rational | undefined {
  if (typeof a === 'number' || typeof b === 'number') return undefined;
  const ratio = Math.log(Number(a)) / Math.log(Number(b));
  if (!Number.isFinite(ratio)) return undefined;
  for (let d = 1; d <= mostPowers; d++) {
    const n = Rational.of(Math.round(ratio * d));
    if (Math.abs(ratio * d - Number(n)) > 1e-9 * Math.max(1, Math.abs(ratio * d))) continue;
    const [p, q] = [integerPower(a, Rational.of(d)), integerPower(b, n)];
    if (p !== undefined && q !== undefined && sameConstant(p, q)) return n.over(Rational.of(d));
  }
  return undefined;
}

/** The n-th root of a number where it is rational. */
function exactRoot(algebra: Algebra, a: Term, n: number): Term | undefined {
  if (a.kind !== 'number' || typeof a.value === 'number' || !Number.isInteger(n) || n < 1) return undefined;
  const negative = a.value.sign < 0;
  const root = algebra.power(algebra.number(negative ? a.value.negated() : a.value), algebra.number(Rational.of(1, n)));
  if (root.kind !== 'number' || (negative && n % 2 === 0)) return undefined;
  return negative ? algebra.negated(root) : root;
}

const isComparison = (fn: Elementwise): boolean => [lt, le, gt, ge, eq, ne].includes(fn);

function onNumbers(algebra: Algebra, fn: Elementwise, args: readonly Term[]): Term | undefined {
  const values = args.map((arg) => Number(arg.value));
  const [a, b] = args as [Term, Term];
  if (isComparison(fn)) return algebra.number(fn.value(compare(a.value, b.value), 0));
  // Values that are apart are not asked for: a simplified formula must not depend on what else is imported.
  const result = fn.exact ? fn.exact[values[0]!] : fn.value(...values);
  if (result === undefined) return undefined;
  if (args.some((arg) => typeof arg.value === 'number')) return algebra.number(result);
  const small = values.every((value) => Number.isSafeInteger(value)) && Number.isSafeInteger(result);
  if (fn.keepsIntegers || fn.isCondition) {
    if (small || /^(floor|ceil|round|sign)$/.test(fn.name)) return algebra.number(result);
    if (fn.name === 'max' || fn.name === 'min') return values[0] === result ? a : b;
    if (fn === abs) return algebra.number((a.value as Rational).sign < 0 ? (a.value as Rational).negated() : a.value);
    return undefined;
  }
  // At 0 and ±1 a value that is a multiple of one half is exact.
  if (args.length > 1 || Math.abs(values[0]!) > 1) return undefined;
  return small ? algebra.number(result) : values[0] === 0 && result === 0.5 ? algebra.half : undefined;
}

function caseOf(algebra: Algebra, [condition, yes, no]: readonly [Term, Term, Term]): Term | undefined {
  if (yes === no) return yes;
  if (condition.kind === 'number') return sign(condition.value) === 0 ? no : yes;
  // 1 if a > b, ½ at a = b, else 0: the step function at a − b.
  const tie = no.fn === where ? no.args[0]! : undefined;
  if (yes !== algebra.one || tie?.fn !== eq || no.args[2] !== algebra.zero || Number(no.args[1]!.value) !== 0.5) return undefined;
  const [a, b] = condition.args as [Term, Term];
  if ((condition.fn !== gt && condition.fn !== lt) || !tie.args.includes(a) || !tie.args.includes(b)) return undefined;
  return algebra.apply(heaviside, [condition.fn === gt ? algebra.minus(a, b) : algebra.minus(b, a)]);
}

/** Whether `cancelPairs` may have something to do with a base. */
export const isPaired = ({ fn, args }: Term): boolean => pairs.has(fn!.name) || (fn === log && args[0]!.kind === 'number');
const pairs: ReadonlySet<string> = /* @__PURE__ */ (() => new Set(['sign', 'abs', ...Object.keys(reciprocal)]))();

/** Cancels f(u) against 1/f(u), ln a against the logarithm of a power of a, and |u| and sign(u) against u, in a product of powers. */
export function cancelPairs(algebra: Algebra, exponents: Map<Term, Term>, multiply: (base: Term, exponent: Term) => void): void {
  for (const [base, exponent] of [...exponents]) {
    const name = base.fn?.name;
    if (name === undefined || base.args.length !== 1 || exponents.get(base) !== exponent) continue;
    const u = base.args[0]!;
    if (Object.hasOwn(reciprocal, name)) {
      const other = [...exponents.keys()].find((key) => key.fn?.name === reciprocal[name] && key.args[0] === u);
      if (other) {
        exponents.delete(base);
        multiply(other, algebra.negated(exponent));
      }
    } else if (name === 'log' && u.kind === 'number') {
      // ln 8/ln 2 is 3.
      for (const [other, n] of [...exponents]) {
        if (other === base || other.fn !== log || other.args[0]!.kind !== 'number' || sign(exponent.value) * sign(n.value) >= 0) continue;
        const ratio = logarithmRatio(u.value, other.args[0]!.value);
        if (ratio === undefined) continue;
        exponents.delete(base);
        multiply(algebra.number(ratio), exponent);
        multiply(other, exponent);
        break;
      }
    } else if (name === 'sign' || name === 'abs') cancelSign(algebra, exponents, base, exponent, multiply);
  }
}

function cancelSign(
  algebra: Algebra,
  exponents: Map<Term, Term>,
  base: Term,
  exponent: Term,
  multiply: (base: Term, exponent: Term) => void,
): void {
  const u = base.args[0]!;
  // Not a number where the exponent is none.
  const numberOf = (term: Term | undefined): number => (term?.kind === 'number' ? Number(term.value) : NaN);
  const power = numberOf(exponent);
  if (!Number.isSafeInteger(power)) return;
  const partner = u.kind === 'product' ? NaN : numberOf(exponents.get(u));
  /** Adds to exponents. */
  const change = (...changes: readonly (readonly [Term, number])[]): void => {
    const totals = changes.map(([key, by]) => [key, algebra.plus(exponents.get(key) ?? algebra.zero, algebra.number(by))] as const);
    for (const [key] of totals) exponents.delete(key);
    for (const [key, total] of totals) multiply(key, total);
  };
  const size = algebra.call(abs, [u]);
  const paired = Number.isSafeInteger(partner) && partner >= 1;
  if (base.fn === signum && power >= 1) {
    // sign(u)^n is sign(u) or its square.
    const left = (power % 2 === 1 ? 0 : 1) - power;
    if (paired) change([base, left], [u, -1], [size, 1]);
    else if (exponents.has(size)) change([base, left], [size, -1], [u, 1]);
    else if (power > 2) change([base, left + 1]);
  } else if (base.fn === abs && power < 0 && paired) {
    if (partner % 2 === 0) change([base, partner], [u, -partner]);
    else change([base, 1], [u, -1], [algebra.call(signum, [u]), 1]);
  }
}
