import { elementwise, evaluate, Rational, type Elementwise, variablesOf } from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import { summands } from '../simplify/expanded.js';
import { Writer } from '../simplify/render.js';
import { everyIdentity } from '../simplify/more-identities.js';
import { textbook } from '../simplify/textbook.js';
import type { Part, Term } from '../simplify/term.js';
import { least, less, pairs, type Expansion } from './asymptotic.js';
import { expandCall } from './expansion-functions.js';
import { mentions, names } from './names-in-terms.js';
import { logarithm, oscillating } from './placeholders.js';
import { undecided } from './undecided.js';
import { multipliedOut } from '../algebra/expand.js';

/** How deep logarithms of logarithms are followed. */
const mostLogarithms = 5;

const zero = /* @__PURE__ */ Rational.of(0);
const one = /* @__PURE__ */ Rational.of(1);

/** Expands terms as a variable comes to a point from one side, to so many powers of the distance beyond the leading one. */
export class Expander {
  private readonly known = new Map<Term, Expansion>();
  readonly logarithm: Term;
  readonly precision: Rational;
  /** How many functions were found to oscillate. */
  private oscillations = 0;

  /** The variable is `center` + `direction`·h, or `direction`/h where the center is infinite. */
  constructor(
    readonly algebra: Algebra,
    private readonly variable: string,
    private readonly center: Term | undefined,
    private readonly direction: 1 | -1,
    precision: number,
    private readonly level = 0,
  ) {
    this.logarithm = algebra.symbol(level === 0 ? logarithm : `${logarithm}${level}`);
    this.precision = Rational.of(precision);
  }

  /** Expands coefficients, as ln h comes to −∞: what they hold of it is expanded in powers of 1/ln h, logarithms of that, and so on. */
  get inner(): Expander {
    if (this.level === mostLogarithms) undecided('so many logarithms of one another');
    const { algebra, logarithm, precision, level } = this;
    return (this.within ??= new Expander(algebra, logarithm.name, undefined, -1, Number(precision), level + 1));
  }
  private within?: Expander;
  /** Refuses for want of precision: more powers may decide. */
  private tooRough(what: string): never {
    this.rough = true;
    return undecided(what);
  }
  private rough = false;
  /** Whether more precision may decide what was refused. */
  get wasTooRough(): boolean {
    return this.rough || this.within?.wasTooRough === true;
  }
  /** A symbol for a function that oscillates. */
  oscillation(): Term {
    return this.algebra.symbol(`${oscillating}${this.level}.${this.oscillations++}`);
  }

  expand(term: Term): Expansion {
    let result = this.known.get(term);
    if (result === undefined) this.known.set(term, (result = this.fresh(term)));
    return result;
  }

  private fresh(term: Term): Expansion {
    const { algebra } = this;
    if (term.kind === 'number') return this.constant(term);
    if (term.kind === 'symbol') {
      if (term.name !== this.variable) return this.constant(term);
      const step = algebra.number(this.direction);
      return this.center === undefined ? this.of([[Rational.of(-1), step]]) : this.of([[zero, this.center], [one, step]]); // prettier-ignore
    }
    if (term.kind === 'sum')
      return summands(algebra, term)
        .map(([part, c]) => this.scaled(this.expand(part), algebra.number(c)))
        .reduce((a, b) => this.plus(a, b));
    if (term.kind === 'product')
      return term.factors
        .map(([base, exponent]) => this.power(base, exponent))
        .reduce((a, b) => this.times(a, b), this.constant(algebra.number(term.value)));
    return this.call(term.fn!, term.args);
  }

  // Arithmetic

  of(terms: readonly (readonly [Rational, Term])[], error?: Rational, scale: Term = this.algebra.zero): Expansion {
    const collected = new Map<string, { power: Rational; parts: Term[] }>();
    for (const [power, coefficient] of terms) {
      if (!less(power, error)) continue;
      const known = collected.get(power.toString());
      if (known) known.parts.push(coefficient);
      else collected.set(power.toString(), { power, parts: [coefficient] });
    }
    let kept = [...collected.values()]
      .map(({ power, parts }) => ({ power, coefficient: this.settled(this.algebra.plus(...parts)) }))
      .filter(({ coefficient }) => coefficient !== this.algebra.zero);
    kept = kept.sort((a, b) => a.power.compare(b.power));
    const lead = kept[0]?.power;
    const end = lead && lead.plus(this.precision);
    const cut = end && kept.some(({ power }) => !less(power, end)) ? least(error, end) : error;
    return { scale, terms: kept.filter(({ power }) => less(power, cut)), error: cut };
  }
  /** The coefficient, 0 if it is 0. */
  settled(coefficient: Term): Term {
    if (coefficient.kind === 'symbol') return coefficient;
    const short =
      coefficient.kind === 'number' ? coefficient : textbook(this.algebra, multipliedOut(this.algebra, coefficient), everyIdentity);
    const value = this.value(short) ?? 1;
    if (!Number.isFinite(value)) return undecided('what follows where a part has no finite value');
    return Math.abs(value) < 1e-11 && short.kind !== 'number' ? undecided(`whether a coefficient near ${value} is 0`) : short;
  }
  constant(coefficient: Term): Expansion {
    return this.of([[zero, coefficient]]);
  }
  scaled(a: Expansion, by: Term): Expansion {
    return { ...a, terms: a.terms.map(({ power, coefficient }) => ({ power, coefficient: this.algebra.times(coefficient, by) })) };
  }
  plus(a: Expansion, b: Expansion): Expansion {
    if (a.scale !== b.scale) {
      if (a.terms.length === 0 && a.error === undefined) return b;
      if (b.terms.length === 0 && b.error === undefined) return a;
      // e^(big) outweighs all powers: the other is beyond every order kept, but not nothing.
      const larger = this.outweighs(this.algebra.minus(a.scale, b.scale)) > 0 ? a : b;
      const first = larger.terms[0]?.power ?? larger.error;
      return { ...larger, error: least(larger.error, first?.plus(this.precision)) };
    }
    return this.of([...pairs(a), ...pairs(b)], least(a.error, b.error), a.scale);
  }
  times(a: Expansion, b: Expansion): Expansion {
    const [p, q] = [a.terms[0]?.power ?? a.error ?? zero, b.terms[0]?.power ?? b.error ?? zero];
    const error = least(a.error && a.error.plus(q), b.error && b.error.plus(p));
    const terms = a.terms.flatMap((x) =>
      b.terms.map((y) => [x.power.plus(y.power), this.algebra.times(x.coefficient, y.coefficient)] as const),
    );
    return this.of(terms, error, this.scaleOf(this.algebra.plus(a.scale, b.scale)));
  }
  private scaleOf(scale: Term): Term {
    if (scale === this.algebra.zero) return scale;
    const short = textbook(this.algebra, multipliedOut(this.algebra, scale));
    if (short !== this.algebra.zero) this.outweighs(short);
    return short;
  }
  /** The sign of an exponent whose exponential outweighs all powers of h, one way or the other; others are refused. */
  private outweighs(exponent: Term): number {
    const u = this.expand(exponent);
    const { order, sign } = this.growth(this.over(u, this.expand(this.logarithm)));
    // ln h is negative.
    return order > 0 ? -sign : undecided('which of two exponentials is larger');
  }
  private over(a: Expansion, b: Expansion): Expansion {
    return this.times(a, this.rationalPower(b, Rational.of(-1)));
  }

  private power(base: Term, exponent: Term): Expansion {
    const { algebra } = this;
    if (base === algebra.base) return this.exponential(this.expand(exponent), exponent);
    if (exponent.kind === 'number' && typeof exponent.value !== 'number') return this.rationalPower(this.expand(base), exponent.value);
    if (!this.depends(exponent) && !this.depends(base)) return this.constant(algebra.power(base, exponent));
    const log = algebra.apply(elementwise.log, [base]);
    return this.exponential(
      this.times(this.expand(exponent), this.depends(base) ? this.log(this.expand(base)) : this.constant(log)),
      algebra.times(exponent, log),
    );
  }
  rationalPower(base: Expansion, exponent: Rational): Expansion {
    const { algebra } = this;
    if (exponent.isInteger && exponent.sign >= 0 && exponent.compare(Rational.of(6)) <= 0) {
      let result = this.constant(algebra.one);
      for (let i = 0n; i < exponent.numerator; i++) result = this.times(result, base);
      return result;
    }
    const lead = this.lead(base);
    const coefficient =
      exponent.isInteger || this.mayBePositive(lead.coefficient)
        ? algebra.power(lead.coefficient, algebra.number(exponent))
        : undecided('a root of something negative');
    const rest = this.rest(base, lead);
    let [term, binomial, k] = [this.constant(algebra.one), one, 0];
    let result = term;
    while (this.matters(rest, ++k)) {
      binomial = binomial.times(exponent.minus(Rational.of(k - 1))).over(Rational.of(k));
      if (binomial.isZero) break;
      term = this.times(term, rest);
      result = this.plus(result, this.scaled(term, algebra.number(binomial)));
    }
    return this.times(
      this.of([[lead.power.times(exponent), coefficient]], undefined, this.scaleOf(algebra.scale(exponent, base.scale))),
      this.bounded(result, rest, k),
    );
  }
  private exponential(u: Expansion, original: Term): Expansion {
    const { algebra } = this;
    if (u.scale !== algebra.zero) {
      if (this.isTiny(u)) return this.of([[zero, algebra.one]], this.precision);
      return { scale: original, terms: [{ power: zero, coefficient: algebra.one }], error: undefined };
    }
    const growing = u.terms.filter(({ power }) => power.sign < 0);
    const constant = u.terms.find(({ power }) => power.isZero)?.coefficient ?? algebra.zero;
    if (!less(zero, u.error)) return this.tooRough('an exponential of something known too roughly');
    const rest = this.of(
      u.terms.filter(({ power }) => power.sign > 0).map(({ power, coefficient }) => [power, coefficient] as const),
      u.error,
    );
    let [term, k] = [this.constant(algebra.one), 0];
    let result = term;
    while (this.matters(rest, ++k)) {
      term = this.scaled(this.times(term, rest), algebra.number(Rational.of(1, k)));
      result = this.plus(result, term);
    }
    // e^(c·ln h) is h^c.
    let power = zero;
    const others: Part[] = [];
    const large: Part[] = [];
    for (const [part, c] of summands(algebra, multipliedOut(algebra, constant))) {
      if (part === this.logarithm && typeof c !== 'number') power = power.plus(c);
      else if (!mentions(part, this.logarithm)) others.push([part, c]);
      else {
        // Against ln h: what outgrows it outweighs all powers of h, what stays behind is outweighed by all.
        const { order } = this.inner.growth(this.inner.expand(algebra.over(part, this.logarithm)));
        if (order === 0) undecided('an exponential of logarithms');
        (order > 0 ? large : others).push([part, c]);
      }
    }
    const h = this.h;
    for (const g of growing) large.push([algebra.times(g.coefficient, algebra.power(h, algebra.number(g.power))), algebra.one.value]);
    return this.times(
      this.of([[power, algebra.power(algebra.base, algebra.sum(others))]], undefined, algebra.sum(large)),
      this.bounded(result, rest, k),
    );
  }
  /** h in terms of the variable. */
  private get h(): Term {
    const { algebra } = this;
    const x = algebra.symbol(this.variable);
    const step = algebra.number(this.direction);
    return this.center === undefined ? algebra.over(step, x) : algebra.times(algebra.minus(x, this.center), step);
  }
  log(u: Expansion): Expansion {
    const { algebra } = this;
    const lead = this.lead(u);
    if (!this.mayBePositive(lead.coefficient)) return undecided('the logarithm of something negative');
    const rest = this.rest(u, lead);
    let result = this.of([
      [zero, algebra.plus(algebra.apply(elementwise.log, [lead.coefficient]), algebra.scale(lead.power, this.logarithm))],
    ]);
    let [term, k] = [this.constant(algebra.one), 0];
    while (this.matters(rest, ++k)) {
      term = this.times(term, rest);
      result = this.plus(result, this.scaled(term, algebra.number(Rational.of(k % 2 === 1 ? 1 : -1, k))));
    }
    const own = this.bounded(result, rest, k);
    return u.scale === algebra.zero ? own : this.plus(own, this.expand(u.scale));
  }

  /** u = lead·(1 + rest). */
  private rest(u: Expansion, lead: { power: Rational; coefficient: Term }): Expansion {
    const inverse = this.algebra.power(lead.coefficient, -1);
    return this.of(
      u.terms.slice(1).map(({ power, coefficient }) => [power.minus(lead.power), this.algebra.times(coefficient, inverse)] as const),
      u.error?.minus(lead.power),
    );
  }
  /** Whether rest^k is within the precision. */
  matters(rest: Expansion, k: number): boolean {
    const first = rest.terms[0]?.power;
    return first !== undefined && less(first.times(Rational.of(k)), least(rest.error, this.precision));
  }
  /** A power series in rest, broken off before rest^k. */
  bounded(sum: Expansion, rest: Expansion, k: number): Expansion {
    const first = rest.terms[0]?.power;
    return this.brokenOff(sum, least(rest.error, first?.times(Rational.of(k))));
  }
  /** An expansion known to some order only. */
  brokenOff(u: Expansion, error: Rational | undefined): Expansion {
    return this.of(pairs(u), least(u.error, error), u.scale);
  }
  private lead(u: Expansion): { power: Rational; coefficient: Term } {
    return u.terms[0] ?? (u.error === undefined ? undecided('a quotient by 0') : this.tooRough('what remains after everything cancels'));
  }

  private call(fn: Elementwise, args: readonly Term[]): Expansion {
    return args.some((arg) => this.depends(arg)) ? expandCall(this, fn, args) : this.constant(this.algebra.call(fn, args));
  }

  // Signs and limits

  depends(term: Term): boolean {
    return mentions(term, this.algebra.symbol(this.variable));
  }
  /** The number a coefficient is, if it is one. */
  value(term: Term): number | undefined {
    const expr = new Writer(this.algebra).write(term);
    return variablesOf(expr).length === 0 ? evaluate(expr) : undefined;
  }
  sign(coefficient: Term): number {
    const value = this.value(coefficient);
    if (value !== undefined && !Number.isNaN(value)) return Math.sign(value);
    if (mentions(coefficient, this.logarithm)) return this.inner.tendency(this.inner.expand(coefficient));
    return this.algebra.isNonNegative(coefficient) ? 1 : undecided('the sign of a coefficient');
  }
  /** Whether a coefficient is positive, or holds variables: where its root or logarithm is defined, it is then positive. */
  private mayBePositive(coefficient: Term): boolean {
    const value = this.value(coefficient);
    return value === undefined ? !mentions(coefficient, this.logarithm) || this.sign(coefficient) > 0 : value > 0;
  }
  /**
   * What an expansion comes to: `order` −1 for 0, 1 for ±∞ by `sign`, else 0 and the `value`, which has none where it oscillates.
   */
  growth(u: Expansion): { readonly order: -1 | 0 | 1; readonly sign: number; readonly value?: Term } {
    const nothing = { order: -1, sign: 0, value: this.algebra.zero } as const;
    const lead = u.terms[0];
    if (lead === undefined && u.error === undefined) return nothing;
    const growth = u.scale === this.algebra.zero ? 0 : this.tendency(this.expand(u.scale));
    // What is left out may be as large as the error times the exponential.
    if (lead === undefined)
      return growth < 0 || (growth === 0 && u.error!.sign > 0) ? nothing : this.tooRough('what remains after everything cancels');
    const { power, coefficient } = lead;
    if (growth < 0 || (growth === 0 && power.sign > 0)) return nothing;
    const wild = u.terms.some((term) => [...names(term.coefficient)].some((name) => name.startsWith(oscillating)));
    if (growth > 0 || power.sign < 0) return wild ? { order: 0, sign: 0 } : { order: 1, sign: this.sign(coefficient) };
    if (mentions(coefficient, this.logarithm)) return this.inner.growth(this.inner.expand(coefficient));
    return [...names(coefficient)].some((name) => name.startsWith(oscillating))
      ? { order: 0, sign: 0 }
      : { order: 0, sign: 0, value: coefficient };
  }
  /** Whether it comes to 0 faster than any power. */
  isTiny(u: Expansion): boolean {
    return u.scale !== this.algebra.zero && this.tendency(this.expand(u.scale)) < 0;
  }
  /** The sign of an expansion for small h; 0 when it is 0. */
  tendency(u: Expansion): number {
    if (u.terms.length === 0) return u.error === undefined ? 0 : this.tooRough('the sign of what remains after everything cancels');
    return this.sign(u.terms[0]!.coefficient);
  }
}
