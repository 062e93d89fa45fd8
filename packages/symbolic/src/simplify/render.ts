import { add, div, Expr, exp, mul, neg, pow, Rational, sqrt, sub, type Constant, type Elementwise, type Pool } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { bottomUp, isLeaf, partsOf } from './bottom-up.js';
import { isEven, isInteger, isOne, opposite, sign } from './constant.js';
import { none } from './sameness.js';
import { inOrder, type Factor, type Part, type Term } from './term.js';

type Powers = readonly (readonly [name: string, exponent: number])[];

/** Terms as formulas, written as a person would write them. */
export class Writer {
  private readonly written = new Map<Term, Expr>();
  private readonly symbols = new Map<Term, Powers>();

  /** `plain` keeps products as they are, negative exponents included: a formula to be differentiated once more. With a pool, equal parts are shared. */
  constructor(
    private readonly algebra: Algebra,
    private readonly plain = false,
    private readonly pool?: Pool,
  ) {}

  private share(node: Expr): Expr {
    return this.pool ? this.pool.shallow(node) : node;
  }
  private number(value: Constant): Expr {
    return this.share(Expr.number(value));
  }
  private join(fn: Elementwise, ...args: readonly Expr[]): Expr {
    return this.share(Expr.apply(fn, args));
  }

  write(root: Term): Expr {
    return bottomUp(root, parts, this.written, (term) => this.one(term));
  }

  /** A term whose parts are written. */
  private one(term: Term): Expr {
    switch (term.kind) {
      case 'number':
        return this.number(term.value);
      case 'symbol':
        return this.share(Expr.variable(term.name));
      case 'apply':
        return this.join(term.fn!, ...term.args.map((arg) => this.write(arg)));
      case 'sum':
        return this.sum(term.parts, term.value);
      case 'product':
        return this.product(term.value, term.factors);
    }
  }

  private sum(unordered: readonly Part[], constant: Constant): Expr {
    const ordered = this.plain ? [...unordered] : this.inOrder(unordered);
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
        result = this.join(add, result, this.product(c, this.algebra.factors(term)));
        continue;
      }
      const size = this.product(negative ? opposite(c) : c, this.algebra.factors(term));
      if (result === undefined) result = negative ? this.join(neg, size) : size;
      else result = this.join(negative ? sub : add, result, size);
    }
    return result!;
  }

  private product(coefficient: Constant, factors: readonly Factor[]): Expr {
    const { algebra } = this;
    if (factors.length === 0) return this.number(coefficient);
    const times = (list: readonly Expr[]): Expr => list.reduce((a, b) => this.join(mul, a, b));
    if (this.plain) {
      const list = factors.map(([base, exponent]) => this.power(base, exponent));
      return times(isOne(coefficient) ? list : [this.number(coefficient), ...list]);
    }
    if (sign(coefficient) < 0) {
      // −(x − 1)³ is (1 − x)³.
      const flip = factors.findIndex(
        ([base, exponent]) =>
          base.kind === 'sum' &&
          exponent.kind === 'number' &&
          isInteger(exponent.value) &&
          !isEven(exponent.value) &&
          base.parts.length <= 64 &&
          [base.value, ...base.parts.map(([, c]) => c)].some((c) => sign(c) < 0),
      );
      if (flip < 0) return this.join(neg, this.product(opposite(coefficient), factors));
      const flipped = factors.map((factor, i): Factor => (i === flip ? [algebra.negated(factor[0]), factor[1]] : factor));
      this.write(flipped[flip]![0]);
      return this.product(opposite(coefficient), flipped);
    }
    const above: Expr[] = [];
    const below: Expr[] = [];
    let numerator = coefficient;
    if (typeof coefficient !== 'number' && !coefficient.isInteger) {
      numerator = Rational.of(coefficient.numerator);
      below.push(this.number(Rational.of(coefficient.denominator)));
    }
    const ordered = factors.length > 1 ? inOrder([...factors], (a, b) => rank(a) - rank(b) || this.compare(a[0], b[0])) : factors;
    for (const [base, exponent] of ordered) {
      const inverted = base !== algebra.base && (exponent.kind === 'product' || exponent.kind === 'number') && sign(exponent.value) < 0;
      (inverted ? below : above).push(this.power(base, inverted ? algebra.negated(exponent) : exponent));
    }
    if (!isOne(numerator) || above.length === 0) above.unshift(this.number(numerator));
    return below.length > 0 ? this.join(div, times(above), times(below)) : times(above);
  }

  private power(base: Term, exponent: Term): Expr {
    const { algebra } = this;
    if (exponent === algebra.one) return this.write(base);
    if (base === algebra.base) return this.join(exp, this.write(exponent));
    if (exponent === algebra.half) return this.join(sqrt, this.write(base));
    return this.join(pow, this.write(base), this.write(exponent));
  }

  /** By degree, then as `compare` has it. */
  private inOrder(parts: readonly Part[]): Part[] {
    const keyed = parts.map((part) => ({ part, degree: degreeOf(part[0]), powers: this.powersOf(part[0]) }));
    inOrder(keyed, (a, b) => b.degree - a.degree || comparePowers(a.powers, b.powers) || a.part[0].id - b.part[0].id);
    return keyed.map(({ part }) => part);
  }
  /** Variables in alphabetical order, of the same one the higher power first; what has none last, by age. */
  private compare(a: Term, b: Term): number {
    if (a.kind === 'symbol' && b.kind === 'symbol') return a.name < b.name ? -1 : 1;
    return comparePowers(this.powersOf(a), this.powersOf(b)) || a.id - b.id;
  }
  private powersOf(term: Term): Powers {
    let powers = this.symbols.get(term);
    if (powers === undefined) {
      const factors = term.kind === 'product' ? term.factors : [[term, this.algebra.one] as const];
      const found: [name: string, exponent: number][] = [];
      for (const [base, x] of factors) if (base.kind === 'symbol') found.push([base.name, Number(x.value)]);
      powers = inOrder(found, ([p], [q]) => (p < q ? -1 : 1));
      this.symbols.set(term, powers);
    }
    return powers;
  }
}

/** The degree in all variables together; of equal ones the degree in functions counts. */
function degreeOf(term: Term): number {
  if (term.kind !== 'product') return term.kind === 'symbol' ? 1 : fraction;
  let degree = 0;
  for (const [base, exponent] of term.factors)
    if (exponent.kind === 'number') degree += Number(exponent.value) * (base.kind === 'symbol' ? 1 : fraction);
  return degree;
}

function comparePowers(p: Powers, q: Powers): number {
  for (let i = 0; i < Math.max(p.length, q.length); i++) {
    const [[name, n], [other, m]] = [p[i] ?? ['~', 0], q[i] ?? ['~', 0]];
    if (name !== other) return name < other ? -1 : 1;
    if (n !== m) return m - n;
  }
  return 0;
}

/** A sum f − 1 with no variable outside of functions. */
const isOneLess = (base: Term): boolean =>
  base.kind === 'sum' &&
  sign(base.value) < 0 &&
  base.parts.every(([part, c]) => sign(c) > 0 && part.kind !== 'symbol' && part.factors.every(([b]) => b.kind === 'apply'));

const fraction = 1 / 1024;

/** What must be written before a term: of a sum's summands only the factors, since the coefficient goes with them. */
function parts(term: Term): readonly Term[] {
  return term.kind === 'sum'
    ? term.parts.flatMap((part) => (part[0].kind === 'product' ? partsOf(part[0]) : isLeaf(part[0]) ? none : part[0]))
    : partsOf(term);
}

/** Numbers, constants, variables, sums, functions, the exponential. */
function rank([base, exponent]: Factor): number {
  if (base.kind === 'number') return 0;
  if (base.kind === 'symbol') return 2;
  if (base.kind === 'apply') return base.args.length > 0 ? 4 : base.fn!.name === 'e' ? 5 : 1;
  return exponent.kind === 'number' && isInteger(exponent.value) ? 3 : 4;
}
