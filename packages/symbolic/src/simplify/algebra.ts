import { e, Rational, where, type Constant, type Elementwise } from '@chainrule/core';
import { isEven, isInteger, isOne, isZero, product, quotient, sign, sum } from './constant.js';
import { Factors } from './factors.js';
import { simplifyCall } from './function-rules.js';
import { hashOf, isSame, lengthOf, none } from './sameness.js';
import { inOrderOfAge, type Factor, type Part, type Term } from './term.js';
import { widest } from './widest.js';

const minusOne = /* @__PURE__ */ Rational.of(-1);

/**
 * Makes terms: sums and products in which like parts are collected, numbers worked out exactly, and equal terms the same
 * object. It lives for one operation.
 */
export class Algebra {
  /** All terms by hash; of different ones with one hash the later ones come under the numbers after it. */
  private readonly terms = new Map<number, Term>();
  private made = 0;
  /** How much has been made so far. */
  work = 0;
  readonly zero: Term;
  readonly one: Term;
  readonly half: Term;

  /** `count` is called for each term made and may throw. */
  constructor(readonly count: (made?: number) => void = () => {}) {
    this.zero = this.number(Rational.of(0));
    this.one = this.number(Rational.of(1));
    this.half = this.number(Rational.of(1, 2));
  }

  /** The term made before that is the same as this one, or else this one; long sums, products and numbers are more work. */
  private term(
    kind: Term['kind'],
    value: Constant,
    name = '',
    fn?: Elementwise,
    args: readonly Term[] = none,
    parts: readonly Part[] = none,
    factors: readonly Factor[] = none,
  ): Term {
    const term: Term = { kind, id: this.made, value, name, fn, args, parts, factors };
    let key = hashOf(term);
    for (let found = this.terms.get(key); found; found = this.terms.get(++key)) if (isSame(found, term)) return found;
    this.made++;
    const work = 1 + (lengthOf(term) >> 4);
    this.work += work;
    this.count(work);
    this.terms.set(key, term);
    return term;
  }
  number(value: Constant | number): Term {
    const exact = typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0) ? Rational.of(value) : value;
    return this.term('number', exact);
  }
  symbol(name: string): Term {
    return this.term('symbol', NaN, name);
  }
  /** fn(args), rewritten where a rule of the function says so. */
  apply(fn: Elementwise, args: readonly Term[]): Term {
    return simplifyCall(this, fn, args) ?? this.call(fn, args);
  }
  /** fn(args) as it stands. */
  call(fn: Elementwise, args: readonly Term[]): Term {
    return this.term('apply', NaN, '', fn, args);
  }

  /** constant + Σ coefficient·term. */
  sum(parts: Iterable<Part>, constant: Constant = this.zero.value): Term {
    const all: Part[] = [];
    let cases: Map<Term, Part[]> | undefined;
    const add = (term: Term, coefficient: Constant): void => {
      if (term.kind === 'number') constant = sum(constant, product(term.value, coefficient));
      else if (term.kind === 'sum' && term.parts.length <= widest) {
        constant = sum(constant, product(term.value, coefficient));
        for (const part of term.parts) add(part[0], product(part[1], coefficient));
      } else if (term.kind === 'product' && !isOne(term.value)) add(this.monic(term), product(coefficient, term.value));
      else if (term.fn === where) {
        const same = (cases ??= new Map<Term, Part[]>()).get(term.args[0]!);
        if (same) same.push([term, coefficient]);
        else cases.set(term.args[0]!, [[term, coefficient]]);
      } else all.push([term, coefficient]);
    };
    for (const part of parts) add(part[0], part[1]);
    for (const [condition, same] of cases ?? []) {
      // Cases under the same condition are one case of sums.
      const branch = (i: number): Term => this.sum(same.map(([term, c]): Part => [term.args[i]!, c]));
      const one = same.length === 1 ? same[0]! : this.split(this.apply(where, [condition, branch(1), branch(2)]));
      if (one[0].fn === where) all.push(one);
      else add(one[0], one[1]);
    }
    const kept = collected(all);
    if (kept.length === 0) return this.number(constant);
    if (kept.length === 1 && isZero(constant)) return this.scale(kept[0]![1], kept[0]![0]);
    return this.term('sum', constant, '', undefined, none, kept);
  }
  plus(...terms: readonly Term[]): Term {
    return this.sum(terms.map((term): Part => [term, this.one.value]));
  }
  minus(a: Term, b: Term): Term {
    return this.sum([[a, this.one.value], [b, minusOne]]); // prettier-ignore
  }
  negated(a: Term): Term {
    return a.kind === 'sum' ? this.sum([[a, minusOne]]) : this.scale(minusOne, a);
  }
  scale(coefficient: Constant, term: Term): Term {
    if (isOne(coefficient)) return term;
    if (term.kind === 'number') return this.number(product(coefficient, term.value));
    // Of factors in order only a number or a case has to do with the coefficient.
    const free = term.kind === 'product' && term.factors.every((factor) => factor[0].kind !== 'number' && factor[0].fn !== where);
    if (free) return this.ordered(product(coefficient, term.value), term.factors);
    const plain = term.kind === 'symbol' || (term.kind === 'apply' && term.fn !== where);
    return plain ? this.ordered(coefficient, [[term, this.one]]) : this.product([[term, this.one]], coefficient);
  }

  /** coefficient · Π base^exponent. */
  product(factors: Iterable<Factor>, coefficient: Constant = this.one.value): Term {
    const product = new Factors(this, coefficient);
    for (const factor of factors) product.multiply(factor[0], factor[1]);
    return product.term();
  }
  /** A product as a summand, the number in front apart. */
  part(factors: readonly Term[]): Part {
    return this.multiplied(factors).part();
  }
  private multiplied(factors: readonly Term[]): Factors {
    const product = new Factors(this, this.one.value);
    for (const base of factors) product.multiply(base, this.one);
    return product;
  }
  times(...terms: readonly Term[]): Term {
    if (terms.length === 2) {
      if (terms[0] === this.one) return terms[1]!;
      if (terms[1] === this.one) return terms[0]!;
      if (terms[0]!.kind === 'number') return this.scale(terms[0]!.value, terms[1]!);
    }
    return this.multiplied(terms).term();
  }
  over(a: Term, b: Term): Term {
    return this.product([[a, this.one], [b, this.number(-1)]]); // prettier-ignore
  }
  power(base: Term, exponent: Term | number): Term {
    const power = typeof exponent === 'number' ? this.number(exponent) : exponent;
    if (power === this.one) return base;
    return base.kind === 'symbol' && power !== this.zero ? this.ordered(this.one.value, [[base, power]]) : this.product([[base, power]]);
  }
  /** The base of the exponential function; as old as its first use, since products are in order of age. */
  get base(): Term {
    return (this.e ??= this.call(e, none));
  }
  private e?: Term;
  /** A product as it stands, its factors already in order. */
  ordered(coefficient: Constant, factors: readonly Factor[]): Term {
    if (isZero(coefficient)) return this.zero;
    if (factors.length === 0) return this.number(coefficient);
    const first = factors[0]!;
    if (factors.length === 1 && first[1] === this.one && isOne(coefficient)) return first[0];
    return this.term('product', coefficient, '', undefined, none, none, factors);
  }
  /** A product without its coefficient. */
  monic(term: Term): Term {
    return term.kind === 'product' ? this.ordered(this.one.value, term.factors) : term;
  }
  /** The number in front and the rest. */
  split(term: Term): Part {
    if (term.kind === 'number') return [this.one, term.value];
    return term.kind === 'product' ? [this.monic(term), term.value] : [term, this.one.value];
  }
  factors(term: Term): readonly Factor[] {
    return term.kind === 'product' ? term.factors : term.kind === 'number' ? none : [[term, this.one]];
  }

  /** The content of a sum, and the sign of its leading summand: of the highest degree, of several the oldest, so that a sum and its negative agree. */
  normal(sum: Term): { content: Rational; leading: number } {
    let known = this.normals.get(sum);
    if (known === undefined) this.normals.set(sum, (known = { content: this.content(sum), leading: sign(leadingPart(sum.parts)[1]) }));
    return known;
  }
  private readonly normals = new Map<Term, { content: Rational; leading: number }>();

  /** The positive rational number that leaves a sum with whole coefficients without a common divisor; 1 for other terms. */
  content(term: Term): Rational {
    const one = this.one.value as Rational;
    if (term.kind !== 'sum') return one;
    if (typeof term.value === 'number') return one;
    let divisor = term.value;
    for (const [, c] of term.parts) {
      if (typeof c === 'number') return one;
      divisor = divisor.commonDivisor(c);
    }
    return divisor;
  }
  /** The sum divided by a number. */
  divided(term: Term, by: Constant): Term {
    return this.sum(
      term.parts.map(([part, c]): Part => [part, quotient(c, by)]),
      quotient(term.value, by),
    );
  }
  /** Whether the term is written with a minus first: a number or product with a negative coefficient, or a sum of such. */
  isNegative(term: Term): boolean {
    if (term.kind === 'number' || term.kind === 'product') return sign(term.value) < 0;
    return term.kind === 'sum' && sign(term.value) <= 0 && term.parts.every(([, c]) => sign(c) < 0);
  }
  /** Whether the term is known to be at least 0 wherever it is defined. */
  isNonNegative(term: Term): boolean {
    if (term.kind === 'number') return sign(term.value) >= 0;
    if (term.kind === 'sum') return sign(term.value) >= 0 && term.parts.every(([part, c]) => sign(c) > 0 && this.isNonNegative(part));
    if (term.kind === 'product')
      return (
        sign(term.value) > 0 &&
        term.factors.every(
          ([base, exponent]) =>
            this.isNonNegative(base) || (exponent.kind === 'number' && (!isInteger(exponent.value) || isEven(exponent.value))),
        )
      );
    return term.kind === 'apply' && nonNegative.test(term.fn!.name);
  }
}

const nonNegative =
  /^(abs|e|pi|cosh|sech|acosh|relu6?|sigmoid|softplus|hypot|heaviside|normpdf|normcdf|erfc|lt|le|gt|ge|eq|ne|and|or|not|acos)$/;

/** Like parts, which stand next to each other in order of age, become one, and those that cancel none. */
function collected(parts: Part[]): Part[] {
  const result: Part[] = [];
  for (const part of inOrderOfAge(parts)) {
    const last = result[result.length - 1];
    if (last?.[0] === part[0]) result[result.length - 1] = [part[0], sum(last[1], part[1])];
    else result.push(part);
  }
  return result.filter((part) => !isZero(part[1]));
}

function leadingPart(parts: readonly Part[]): Part {
  let [best, most] = [parts[0]!, -Infinity];
  for (const part of parts.length > widest ? [best] : parts) {
    let degree = part[0].kind === 'product' ? 0 : 1;
    for (const [, exponent] of part[0].factors) if (exponent.kind === 'number') degree += Number(exponent.value);
    if (degree > most) [best, most] = [part, degree];
  }
  return best;
}
