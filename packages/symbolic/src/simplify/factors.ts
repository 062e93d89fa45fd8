import { abs, log, Rational, where, type Constant } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import {
  constant,
  extractRoot,
  integerPower,
  isEven,
  isInteger,
  isOne,
  isZero,
  opposite,
  product,
  quotient,
  sign,
  text,
} from './constant.js';
import { cancelPairs, isPaired } from './function-rules.js';
import { inOrderOfAge, type Factor, type Part, type Term } from './term.js';
import { widest } from './widest.js';

const opens = (base: Term): boolean => base.kind === 'product' && base.factors.length <= widest;

/**
 * A product being made: powers of the same base are collected. No rewriting changes the value where the product was defined
 * (real powers: a negative base has whole exponents only).
 */
export class Factors {
  private readonly exponents = new Map<Term, Term>();
  /** Whether there may be something to cancel, and whether collecting may have made something possible. */
  private paired = false;
  private cases = false;
  private open = false;

  constructor(
    private readonly algebra: Algebra,
    private coefficient: Constant,
  ) {}

  multiply(base: Term, exponent: Term): void {
    const { algebra } = this;
    if (exponent === algebra.zero) return;
    const whole = exponent.kind === 'number' && isInteger(exponent.value);
    if (base.kind === 'number') this.number(base, exponent);
    else if (opens(base)) {
      if (exponent === algebra.one) this.coefficient = product(this.coefficient, base.value);
      else if (whole) this.multiply(algebra.number(base.value), exponent);
      if (whole)
        for (const inner of base.factors) this.multiply(inner[0], exponent === algebra.one ? inner[1] : algebra.times(inner[1], exponent));
      else this.rootOfProduct(base, exponent);
    } else if (base.kind === 'sum') this.powerOfSum(base, exponent);
    else if (base === algebra.base) this.exponential(exponent);
    else if (base.fn === abs && whole && isEven(exponent.value)) this.multiply(base.args[0]!, exponent);
    else if (base.fn?.name === 'cbrt' && whole && exponent.value.numerator % 3n === 0n)
      this.multiply(base.args[0]!, algebra.number(exponent.value.over(Rational.of(3))));
    else this.collect(base, exponent);
  }

  /** e^u, in which e^(v·ln w) is w^v. */
  private exponential(exponent: Term): void {
    const { algebra } = this;
    const parts = exponent.kind === 'sum' ? exponent.parts : [algebra.split(exponent)];
    const kept: Part[] = [];
    for (const [term, coefficient] of parts) {
      const logarithm = algebra.factors(term).find((factor) => factor[0].fn === log && factor[1] === algebra.one)?.[0];
      if (logarithm) this.multiply(logarithm.args[0]!, algebra.scale(coefficient, algebra.over(term, logarithm)));
      else kept.push([term, coefficient]);
    }
    // A number before a sum is multiplied in: e^(−(x² + y²)/2) is e^(−x²/2 − y²/2).
    const same = kept.length === parts.length && parts[0]?.[0].kind !== 'sum';
    this.collect(algebra.base, same ? exponent : algebra.sum(kept, exponent.kind === 'sum' ? exponent.value : undefined));
  }

  private collect(base: Term, exponent: Term): void {
    if (exponent === this.algebra.zero) return;
    const known = this.exponents.get(base);
    if (known === undefined) {
      this.exponents.set(base, exponent);
      if (base.kind === 'apply') {
        if (isPaired(base)) this.paired = true;
        if (base.fn === where) this.cases = true;
      } else if (base.kind !== 'symbol') this.open = true;
      return;
    }
    const total = this.algebra.plus(known, exponent);
    if (total === this.algebra.zero) this.exponents.delete(base);
    else this.exponents.set(base, total);
  }

  private number(base: Term, exponent: Term): void {
    const { algebra } = this;
    const { value } = base;
    if (base === algebra.one) return;
    if (exponent.kind !== 'number') {
      const [logarithm, c] = algebra.split(exponent);
      // 10^(c·log10 u) = u^c; (1/q)^u = q^(−u)
      if (logarithm.fn?.name === `log${text(value)}`) this.multiply(logarithm.args[0]!, algebra.number(c));
      else if (typeof value !== 'number' && value.numerator === 1n)
        this.collect(algebra.number(value.denominator === 1n ? value : Rational.of(value.denominator)), algebra.negated(exponent));
      else this.collect(base, exponent);
      return;
    }
    if (isInteger(exponent.value)) {
      const power = integerPower(value, exponent.value);
      if (power === undefined) this.collect(base, exponent);
      else this.coefficient = product(this.coefficient, power);
    } else if (typeof value === 'number' || typeof exponent.value === 'number') {
      if (typeof value === 'number') this.coefficient = product(this.coefficient, constant(value ** Number(exponent.value)));
      else this.collect(base, exponent);
    } else if (value.isZero) this.coefficient = product(this.coefficient, exponent.value.sign > 0 ? value : Infinity);
    else if (value.sign < 0) this.collect(base, exponent);
    else {
      this.root(value.numerator, exponent.value);
      this.root(value.denominator, exponent.value.negated());
    }
  }

  /** n^(p/q) for a whole n > 0: what comes out of the root, then the rest to an exponent between −1 and 1. */
  private root(n: bigint, exponent: Rational): void {
    const { algebra } = this;
    const degree = Number(exponent.denominator);
    const { root, rest } = degree <= 64 ? extractRoot(n, degree) : { root: 1n, rest: n };
    const power = integerPower(Rational.of(root), Rational.of(exponent.numerator));
    if (power === undefined) {
      this.collect(algebra.number(Rational.of(n)), algebra.number(exponent));
      return;
    }
    this.coefficient = product(this.coefficient, power);
    if (rest === 1n) return;
    const whole = Rational.of(exponent.numerator / exponent.denominator);
    const wholePower = integerPower(Rational.of(rest), whole);
    if (wholePower === undefined) {
      this.collect(algebra.number(Rational.of(rest)), algebra.number(exponent));
      return;
    }
    this.coefficient = product(this.coefficient, wholePower);
    this.collect(algebra.number(Rational.of(rest)), algebra.number(exponent.minus(whole)));
  }

  /** (c·Π bᵢ^mᵢ)^u for a u that is no whole number: what cannot be negative comes out. */
  private rootOfProduct(base: Term, exponent: Term): void {
    const { algebra } = this;
    const numeric = exponent.kind === 'number';
    let inner = base.value;
    const kept: Factor[] = [];
    for (const factor of base.factors) {
      const [b, m] = factor;
      const even = m.kind === 'number' && isEven(m.value);
      if (algebra.isNonNegative(b) && (b.kind === 'apply' || b.kind === 'number')) this.multiply(b, algebra.times(m, exponent));
      else if (even) this.multiply(algebra.apply(abs, [b]), algebra.times(m, exponent));
      else kept.push(factor);
    }
    if (typeof inner !== 'number' && !isOne(inner)) {
      const size = algebra.power(algebra.number(inner.sign < 0 ? inner.negated() : inner), exponent);
      if (numeric && size.kind === 'number') {
        this.coefficient = product(this.coefficient, size.value);
        inner = Rational.of(inner.sign);
      }
    }
    if (kept.length === 1 && isOne(inner) && kept[0]![1].kind === 'number')
      this.multiply(kept[0]![0], algebra.times(kept[0]![1], exponent));
    else if (kept.length === 0) this.multiply(algebra.number(inner), exponent);
    else this.collect(algebra.ordered(inner, kept), exponent);
  }

  /** A common divisor of the coefficients comes out; for whole exponents a sign too, so that (1 − x)² is (x − 1)². */
  private powerOfSum(base: Term, exponent: Term): void {
    const { algebra } = this;
    if (exponent.kind !== 'number') {
      this.collect(base, exponent);
      return;
    }
    const whole = isInteger(exponent.value);
    const { content, leading } = algebra.normal(base);
    let divisor: Constant = content;
    if (!whole && !isOne(divisor) && algebra.power(algebra.number(divisor), exponent).kind !== 'number') divisor = algebra.one.value;
    if (whole && leading < 0) divisor = opposite(divisor);
    if (isOne(divisor)) {
      this.collect(base, exponent);
      return;
    }
    this.number(algebra.number(divisor), exponent);
    this.collect(algebra.divided(base, divisor), exponent);
  }

  /** What collecting has made possible for one power; whether something was. */
  private settle(base: Term, exponent: Term): boolean {
    if (exponent.kind !== 'number' || this.exponents.get(base) !== exponent) return false;
    const { value } = exponent;
    if (base.kind === 'number')
      return typeof value !== 'number' && ((needsWork(base, value) && this.reopen(base, exponent)) || this.rationalize(base, value));
    // √(6x)·√(6x)
    if (isInteger(value)) return opens(base) && this.reopen(base, exponent);
    if (base.kind === 'product') return this.meetRoot(base, exponent);
    return base.kind === 'sum' && this.meetWhole(base);
  }
  private reopen(base: Term, exponent: Term): true {
    this.exponents.delete(base);
    this.multiply(base, exponent);
    return true;
  }
  /** 3/√3 is √3. */
  private rationalize(base: Term, exponent: Rational): boolean {
    const { coefficient } = this;
    if (exponent.sign > 0 || isInteger(exponent) || !isInteger(base.value) || typeof coefficient === 'number' || coefficient.isZero)
      return false;
    if (coefficient.numerator % base.value.numerator !== 0n) return false;
    this.coefficient = quotient(coefficient, base.value);
    this.exponents.set(base, this.algebra.number(exponent.plus(Rational.of(1))));
    return true;
  }
  /** √(3x) beside another root of x is √3·√x. */
  private meetRoot(base: Term, exponent: Term): boolean {
    const [inner, m] = base.factors[0]!;
    const other = this.exponents.get(inner);
    if (base.factors.length > 1 || m !== this.algebra.one || sign(base.value) < 0) return false;
    if (other?.kind !== 'number' || isInteger(other.value)) return false;
    this.exponents.delete(base);
    this.multiply(this.algebra.number(base.value), exponent);
    this.multiply(inner, exponent);
    return true;
  }
  /** (x² − 1)ⁿ beside a root of 1 − x² is a power of that. */
  private meetWhole(base: Term): boolean {
    const { algebra, exponents } = this;
    const { content, leading } = algebra.normal(base);
    const factor = leading < 0 ? content.negated() : content;
    const other = isOne(factor) ? base : algebra.divided(base, factor);
    const whole = exponents.get(other);
    if (other === base || whole?.kind !== 'number' || !isInteger(whole.value)) return false;
    exponents.delete(other);
    this.number(algebra.number(factor), algebra.negated(whole));
    this.collect(base, whole);
    return true;
  }

  term(): Term {
    const factors = this.finished();
    return factors instanceof Array ? this.algebra.ordered(this.coefficient, factors) : factors;
  }
  /** The same, the number in front apart. */
  part(): Part {
    const { algebra } = this;
    const factors = this.finished();
    return factors instanceof Array ? [algebra.ordered(algebra.one.value, factors), this.coefficient] : algebra.split(factors);
  }
  /** The factors in order, or what the whole product has become. */
  private finished(): Factor[] | Term {
    const { algebra, exponents } = this;
    if (isZero(this.coefficient)) return algebra.zero;
    if (this.paired) cancelPairs(algebra, exponents, (base, exponent) => this.multiply(base, exponent));
    while (this.open) {
      this.open = false;
      for (const factor of [...exponents]) if (this.settle(factor[0], factor[1])) this.open = true;
    }
    const factors = inOrderOfAge([...exponents]);
    const open = this.cases
      ? factors.findIndex(([base, exponent]) => base.fn === where && exponent === algebra.one && base.args.slice(1).includes(algebra.zero))
      : -1;
    if (open < 0 || (factors.length === 1 && isOne(this.coefficient))) return factors;
    // A case that is 0 in one branch takes the rest in: where(c, 1, 0)·a is where(c, a, 0), also where a is not defined.
    const [condition, yes, no] = factors[open]![0].args as [Term, Term, Term];
    const rest = algebra.ordered(
      this.coefficient,
      factors.filter((_, i) => i !== open),
    );
    return algebra.apply(where, [condition, algebra.times(yes, rest), algebra.times(no, rest)]);
  }
}

/** Whether a collected power of a number can be worked out further. */
function needsWork(base: Term, exponent: Rational): boolean {
  if (isInteger(exponent)) return integerPower(base.value, exponent) !== undefined;
  return (
    typeof base.value !== 'number' &&
    base.value.sign > 0 &&
    exponent.numerator * exponent.numerator > exponent.denominator * exponent.denominator
  );
}
