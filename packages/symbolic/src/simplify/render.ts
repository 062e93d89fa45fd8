import { div, Expr, exp, neg, Rational, sqrt, type Constant } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { isInteger, isOne, opposite, sign } from './constant.js';
import type { Factor, Part, Term } from './term.js';

const number = (value: Constant): Expr => Expr.number(value);

/** Terms as formulas, written as a person would write them. */
export class Writer {
  private readonly written = new Map<Term, Expr>();
  private readonly powers = new Map<string, Expr>();
  private readonly degrees = new Map<Term, number>();

  /** `plain` keeps products as they are, negative exponents included: a formula to be differentiated once more. */
  constructor(
    private readonly algebra: Algebra,
    private readonly plain = false,
  ) {}

  write(root: Term): Expr {
    const stack = [root];
    while (stack.length > 0) {
      const term = stack[stack.length - 1]!;
      const waiting = this.written.has(term) ? [] : parts(term).filter((part) => !this.written.has(part));
      if (waiting.length > 0) stack.push(...waiting);
      else {
        stack.pop();
        if (!this.written.has(term)) this.written.set(term, this.one(term));
      }
    }
    return this.written.get(root)!;
  }

  /** A term whose parts are written. */
  private one(term: Term): Expr {
    switch (term.kind) {
      case 'number':
        return number(term.value);
      case 'symbol':
        return Expr.variable(term.name);
      case 'apply':
        return Expr.apply(
          term.fn!,
          term.args.map((arg) => this.write(arg)),
        );
      case 'sum':
        return this.sum(term.parts, term.value);
      case 'product':
        return this.product(term.value, term.factors);
    }
  }

  private sum(unordered: readonly Part[], constant: Constant): Expr {
    const ordered = this.plain ? [...unordered] : [...unordered].sort(([a], [b]) => this.degree(b) - this.degree(a) || compareNames(a, b));
    const all: Part[] = sign(constant) !== 0 || Number.isNaN(constant) ? [...ordered, [this.algebra.one, constant]] : ordered;
    // A minus first costs an operation: some positive summand goes first.
    const first = all.findIndex(([, c]) => !(sign(c) < 0));
    if (first > 0) all.unshift(...all.splice(first, 1));
    let result: Expr | undefined;
    for (const [term, c] of all) {
      const negative = sign(c) < 0;
      if (
        negative &&
        result !== undefined &&
        !this.plain &&
        this.algebra.factors(term).some(([base, exponent]) => exponent === this.algebra.one && isOneLess(base))
      ) {
        // … − (f − 1)·g reads … + (1 − f)·g.
        result = result.plus(this.product(c, this.algebra.factors(term)));
        continue;
      }
      const size = this.product(negative ? opposite(c) : c, this.algebra.factors(term));
      if (result === undefined) result = negative ? size.negated() : size;
      else result = negative ? result.minus(size) : result.plus(size);
    }
    return result!;
  }

  private product(coefficient: Constant, factors: readonly Factor[]): Expr {
    const { algebra } = this;
    if (factors.length === 0) return number(coefficient);
    const times = (list: readonly Expr[]): Expr => list.reduce((a, b) => a.times(b));
    if (this.plain) {
      const list = factors.map(([base, exponent]) => this.power(base, exponent));
      return times(isOne(coefficient) ? list : [number(coefficient), ...list]);
    }
    if (sign(coefficient) < 0) {
      // −(x − 1)³ is (1 − x)³.
      const flip = factors.findIndex(
        ([base, exponent]) =>
          base.kind === 'sum' &&
          exponent.kind === 'number' &&
          isInteger(exponent.value) &&
          exponent.value.numerator % 2n !== 0n &&
          base.parts.length <= 64 &&
          [base.value, ...base.parts.map(([, c]) => c)].some((c) => sign(c) < 0),
      );
      if (flip < 0) return neg.of(this.product(opposite(coefficient), factors));
      const flipped = factors.map((factor, i): Factor => (i === flip ? [algebra.negated(factor[0]), factor[1]] : factor));
      this.write(flipped[flip]![0]);
      return this.product(opposite(coefficient), flipped);
    }
    const above: Expr[] = [];
    const below: Expr[] = [];
    const exact = typeof coefficient !== 'number';
    const numerator = exact ? Rational.of(coefficient.numerator) : coefficient;
    if (exact && !coefficient.isInteger) below.push(number(Rational.of(coefficient.denominator)));
    const ordered = factors.length > 1 ? [...factors].sort((a, b) => rank(a) - rank(b) || compareNames(a[0], b[0])) : factors;
    for (const [base, exponent] of ordered) {
      const inverted = base !== algebra.base && (exponent.kind === 'product' || exponent.kind === 'number') && sign(exponent.value) < 0;
      (inverted ? below : above).push(this.power(base, inverted ? algebra.negated(exponent) : exponent));
    }
    if (!isOne(numerator) || above.length === 0) above.unshift(number(numerator));
    return below.length > 0 ? div.of(times(above), times(below)) : times(above);
  }

  private power(base: Term, exponent: Term): Expr {
    const key = `${base.id}^${exponent.id}`;
    let power = this.powers.get(key);
    if (power === undefined) this.powers.set(key, (power = this.newPower(base, exponent)));
    return power;
  }
  private newPower(base: Term, exponent: Term): Expr {
    const { algebra } = this;
    if (base === algebra.base) return exponent === algebra.one ? this.write(base) : exp.of(this.write(exponent));
    if (exponent === algebra.one) return this.write(base);
    if (
      exponent.kind === 'number' &&
      typeof exponent.value !== 'number' &&
      exponent.value.numerator === 1n &&
      exponent.value.denominator === 2n
    )
      return sqrt.of(this.write(base));
    return this.write(base).power(this.write(exponent));
  }

  /** The degree in all variables together; of equal ones the degree in functions counts. */
  private degree(term: Term): number {
    if (term.kind !== 'product') return term.kind === 'symbol' ? 1 : fraction;
    let degree = this.degrees.get(term);
    if (degree === undefined) {
      degree = 0;
      for (const [base, exponent] of term.factors)
        if (exponent.kind === 'number') degree += Number(exponent.value) * (base.kind === 'symbol' ? 1 : fraction);
      this.degrees.set(term, degree);
    }
    return degree;
  }
}

/** A sum f − 1 with no variable outside of functions. */
const isOneLess = (base: Term): boolean =>
  base.kind === 'sum' &&
  sign(base.value) < 0 &&
  base.parts.every(([part, c]) => sign(c) > 0 && part.kind !== 'symbol' && part.factors.every(([b]) => b.kind === 'apply'));

const fraction = 1 / 1024;

function parts(term: Term): Term[] {
  if (term.kind === 'apply') return [...term.args];
  const factors =
    term.kind === 'sum'
      ? term.parts.flatMap(([part]) => (part.kind === 'product' ? part.factors : [[part, part] as Factor]))
      : term.factors;
  return factors.flatMap(([base, exponent]) => (base === exponent ? [base] : [base, exponent]));
}

/** Numbers, constants, variables, sums, functions, the exponential. */
function rank([base, exponent]: Factor): number {
  if (base.kind === 'number') return 0;
  if (base.kind === 'symbol') return 2;
  if (base.kind === 'apply') return base.args.length > 0 ? 4 : base.fn!.name === 'e' ? 5 : 1;
  return exponent.kind === 'number' && isInteger(exponent.value) ? 3 : 4;
}

/** By the first name in each term, then by age. */
function compareNames(a: Term, b: Term): number {
  const [p, q] = [firstName(a), firstName(b)];
  return p < q ? -1 : p > q ? 1 : a.id - b.id;
}
function firstName(term: Term): string {
  let name = '';
  for (const [base] of term.kind === 'product' ? term.factors : [[term] as const])
    if (base.kind === 'symbol' && (name === '' || base.name < name)) name = base.name;
  return name || '~';
}
