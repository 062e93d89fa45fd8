import { ChainruleError, elementwise, evaluate, instantiate, Rational, type Elementwise, variablesOf } from '@chainrule/core';
import { nothingKnown, tangent } from '../differentiate/tangents.js';
import type { Algebra } from '../simplify/algebra.js';
import { canonical } from '../simplify/canonical.js';
import { summands } from '../simplify/expanded.js';
import { Writer } from '../simplify/render.js';
import { textbook } from '../simplify/textbook.js';
import type { Part, Term } from '../simplify/term.js';
import { multipliedOut } from '../algebra/expand.js';

/**
 * e^scale · Σ coefficient·h^power + O(h^error) for a small positive h. The coefficients are free of h but may hold ln(h), written
 * as the symbol `logarithm`, and symbols for functions that oscillate; the scale is 0 or grows beyond all bounds.
 */
export interface Expansion {
  readonly scale: Term;
  readonly terms: readonly { readonly power: Rational; readonly coefficient: Term }[];
  readonly error: Rational | undefined;
}

export const logarithm = '#ln';
export const oscillating = '#oscillating';

/** Refuses a question that the rules known here do not decide. */
export function undecided(what: string): never {
  throw new ChainruleError('unsupported', `cannot tell ${what}`, {
    operation: 'limit',
    hint: 'simplify the formula first, or look at its values near the point',
  });
}

const zero = /* @__PURE__ */ Rational.of(0);
const one = /* @__PURE__ */ Rational.of(1);
const less = (a: Rational, b: Rational | undefined): boolean => b === undefined || a.compare(b) < 0;
const least = (a: Rational | undefined, b: Rational | undefined): Rational | undefined =>
  a === undefined ? b : b === undefined || a.compare(b) < 0 ? a : b;

/** Expands terms as a variable comes to a point from one side, to so many powers of the distance beyond the leading one. */
export class Expander {
  private readonly known = new Map<Term, Expansion>();
  private readonly logarithm: Term;
  private readonly precision: Rational;
  private oscillations = 0;

  /** The variable is `center` + `direction`·h, or `direction`/h where the center is infinite. */
  constructor(
    private readonly algebra: Algebra,
    private readonly variable: string,
    private readonly center: Term | undefined,
    private readonly direction: 1 | -1,
    precision: number,
  ) {
    this.logarithm = algebra.symbol(logarithm);
    this.precision = Rational.of(precision);
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

  private of(terms: readonly (readonly [Rational, Term])[], error?: Rational, scale: Term = this.algebra.zero): Expansion {
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
  private settled(coefficient: Term): Term {
    if (coefficient.kind === 'number' || coefficient.kind === 'symbol') return coefficient;
    const short = textbook(this.algebra, multipliedOut(this.algebra, coefficient), 'short');
    const value = this.value(short);
    return value !== undefined && Math.abs(value) < 1e-11 && short.kind !== 'number'
      ? undecided(`whether a coefficient near ${value} is 0`)
      : short;
  }
  constant(coefficient: Term): Expansion {
    return this.of([[zero, coefficient]]);
  }
  private scaled(a: Expansion, by: Term): Expansion {
    return { ...a, terms: a.terms.map(({ power, coefficient }) => ({ power, coefficient: this.algebra.times(coefficient, by) })) };
  }
  private plus(a: Expansion, b: Expansion): Expansion {
    if (a.scale !== b.scale) {
      if (a.terms.length === 0 && a.error === undefined) return b;
      if (b.terms.length === 0 && b.error === undefined) return a;
      // e^(big) outweighs all powers: the other is beyond every order kept, but not nothing.
      const larger = this.tendency(this.expand(this.algebra.minus(a.scale, b.scale))) > 0 ? a : b;
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
    return scale === this.algebra.zero ? scale : textbook(this.algebra, multipliedOut(this.algebra, scale));
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
  private rationalPower(base: Expansion, exponent: Rational): Expansion {
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
    if (u.scale !== algebra.zero) return { scale: original, terms: [{ power: zero, coefficient: algebra.one }], error: undefined };
    const growing = u.terms.filter(({ power }) => power.sign < 0);
    const constant = u.terms.find(({ power }) => power.isZero)?.coefficient ?? algebra.zero;
    if (!less(zero, u.error)) return undecided('an exponential of something known too roughly');
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
    for (const [part, c] of summands(algebra, multipliedOut(algebra, constant))) {
      if (part === this.logarithm && typeof c !== 'number') power = power.plus(c);
      else if (mentions(part, this.logarithm)) undecided('an exponential of logarithms');
      else others.push([part, c]);
    }
    const h = this.h;
    const scale = algebra.plus(...growing.map((g) => algebra.times(g.coefficient, algebra.power(h, algebra.number(g.power)))));
    return this.times(
      this.of([[power, algebra.power(algebra.base, algebra.sum(others))]], undefined, growing.length > 0 ? scale : algebra.zero),
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
  private log(u: Expansion): Expansion {
    const { algebra } = this;
    const lead = this.lead(u);
    if (!this.mayBePositive(lead.coefficient)) return undecided('the logarithm of something negative');
    if (mentions(lead.coefficient, this.logarithm)) return undecided('a logarithm of a logarithm');
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
  private matters(rest: Expansion, k: number): boolean {
    const first = rest.terms[0]?.power;
    return first !== undefined && less(first.times(Rational.of(k)), least(rest.error, this.precision));
  }
  /** A power series in rest, broken off before rest^k. */
  private bounded(sum: Expansion, rest: Expansion, k: number): Expansion {
    const first = rest.terms[0]?.power;
    const error = least(least(sum.error, rest.error), first?.times(Rational.of(k)));
    return this.of(pairs(sum), error, sum.scale);
  }
  private lead(u: Expansion): { power: Rational; coefficient: Term } {
    return u.terms[0] ?? undecided(u.error === undefined ? 'a quotient by 0' : 'what remains after everything cancels');
  }

  // Functions

  private call(fn: Elementwise, args: readonly Term[]): Expansion {
    const { algebra } = this;
    if (!args.some((arg) => this.depends(arg))) return this.constant(algebra.call(fn, args));
    const [a, b, c] = args as [Term, Term, Term];
    const meaning = canonical(algebra);
    const side = (u: Term): number => this.tendency(this.expand(u));
    switch (fn.name) {
      case 'log':
        return this.log(this.expand(a));
      case 'abs':
        return side(a) < 0 ? this.scaled(this.expand(a), algebra.number(-1)) : this.expand(a);
      case 'sign':
        return this.constant(algebra.number(side(a)));
      case 'heaviside':
        return this.constant(algebra.number(side(a) > 0 ? 1 : side(a) < 0 ? 0 : Rational.of(1, 2)));
      case 'max':
      case 'min':
        return this.expand(side(algebra.minus(a, b)) >= 0 === (fn.name === 'max') ? a : b);
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge':
      case 'eq':
      case 'ne':
        return this.constant(algebra.number(fn.value(side(algebra.minus(a, b)), 0)));
      case 'where': {
        const condition = this.expand(a).terms[0]?.coefficient;
        return this.expand(condition === undefined || condition === algebra.zero ? c : b);
      }
      case 'and':
      case 'or':
      case 'not':
        return this.constant(algebra.number(fn.value(...args.map((arg) => Number(this.expand(arg).terms[0]?.coefficient.value ?? 0)))));
      case 'floor':
      case 'ceil':
        return this.step(fn, a);
    }
    if (fn.arity === 1) {
      const u = this.expand(a);
      const finite =
        u.scale === algebra.zero &&
        (u.terms[0] === undefined || u.terms[0].power.sign >= 0) &&
        !mentions(u.terms[0]?.coefficient, this.logarithm);
      if (finite) return this.taylor(fn, u);
      const sign = this.tendency(u);
      const large = this.atInfinity(fn, a, sign);
      if (large) return large;
    }
    return fn.definition
      ? this.expand(instantiate(fn.definition, fn, meaning, args, algebra.zero))
      : undecided(`how ${fn.name} behaves there`);
  }

  /** Taylor's series of a function at the limit of its argument. */
  private taylor(fn: Elementwise, u: Expansion): Expansion {
    const { algebra } = this;
    const center = u.terms[0]?.power.isZero ? u.terms[0].coefficient : algebra.zero;
    const pole = quotients[fn.name]?.[1];
    if (pole && this.settled(algebra.apply(elementwise[pole], [center])) === algebra.zero) return this.singular(fn, u);
    const rest = this.of(
      u.terms.filter(({ power }) => power.sign > 0).map(({ power, coefficient }) => [power, coefficient] as const),
      u.error,
    );
    const writer = new Writer(algebra, true);
    const t = '#t';
    let derivative = algebra.apply(fn, [algebra.symbol(t)]);
    const known = nothingKnown();
    let [factor, result, k] = [this.constant(algebra.one), this.of([]), 0];
    do {
      if (k > 0) derivative = tangent(algebra, writer.write(derivative), t, known, 'default');
      const at = replace(algebra, derivative, t, center);
      const value = this.value(at);
      if (value !== undefined && !Number.isFinite(value)) return this.singular(fn, u);
      result = this.plus(result, this.scaled(factor, at));
      factor = this.scaled(this.times(factor, rest), algebra.number(Rational.of(1, ++k)));
    } while (this.matters(rest, k));
    return this.bounded(result, rest, k);
  }
  /** A function at a pole: by what it is made of. */
  private singular(fn: Elementwise, u: Expansion): Expansion {
    const [above, below] = quotients[fn.name] ?? undecided(`how ${fn.name} behaves at its singularity`);
    const inverse = this.rationalPower(this.taylor(elementwise[below], u), Rational.of(-1));
    return above === undefined ? inverse : this.times(this.taylor(elementwise[above], u), inverse);
  }
  private atInfinity(fn: Elementwise, a: Term, sign: number): Expansion | undefined {
    const { algebra } = this;
    const e = (u: Term): Term => algebra.power(algebra.base, u);
    const [plus, minus] = [e(a), e(algebra.negated(a))];
    const half = algebra.number(Rational.of(1, 2));
    switch (fn.name) {
      case 'sin':
      case 'cos':
        return this.constant(algebra.symbol(`${oscillating}${this.oscillations++}`));
      case 'sinh':
        return this.expand(algebra.times(algebra.minus(plus, minus), half));
      case 'cosh':
        return this.expand(algebra.times(algebra.plus(plus, minus), half));
      case 'tanh':
        return this.expand(algebra.over(algebra.minus(plus, minus), algebra.plus(plus, minus)));
      case 'sigmoid':
        return this.expand(algebra.over(algebra.one, algebra.plus(algebra.one, minus)));
      case 'atan': {
        const quarter = algebra.scale(Rational.of(sign, 2), algebra.call(elementwise.pi, []));
        return this.plus(this.constant(quarter), this.scaled(this.expand(algebra.apply(fn, [algebra.power(a, -1)])), algebra.number(-1)));
      }
      case 'asinh': {
        // ln(u + √(u² + 1)), for negative u by symmetry.
        const size = algebra.scale(Rational.of(sign), a);
        const root = algebra.power(algebra.plus(algebra.power(size, 2), algebra.one), half);
        return this.scaled(this.log(this.expand(algebra.plus(size, root))), algebra.number(sign));
      }
      case 'erf':
        // It comes to ±1 faster than any power.
        return this.of([[zero, algebra.number(sign)]], this.precision);
      case 'erfc':
        return sign > 0 ? this.of([], this.precision) : this.of([[zero, algebra.number(2)]], this.precision);
      case 'normcdf':
        return this.of(sign > 0 ? [[zero, algebra.one]] : [], this.precision);
      default:
        return undefined;
    }
  }
  /** floor or ceil, which is constant on the side from which its argument comes. */
  private step(fn: Elementwise, a: Term): Expansion {
    const u = this.expand(a);
    const value = this.value(u.terms[0]?.power.isZero ? u.terms[0].coefficient : this.algebra.zero);
    if (value === undefined || (u.terms[0] && u.terms[0].power.sign < 0)) return undecided(`how ${fn.name} behaves there`);
    const next = u.terms.find(({ power }) => power.sign > 0);
    const side = next ? this.sign(next.coefficient) : 0;
    return this.constant(this.algebra.number(fn.value(value + side * 1e-9)));
  }

  // Signs and limits

  private depends(term: Term): boolean {
    return mentions(term, this.algebra.symbol(this.variable));
  }
  /** The number a coefficient is, if it is one. */
  value(term: Term): number | undefined {
    const expr = new Writer(this.algebra).write(term);
    return variablesOf(expr).length === 0 ? evaluate(expr) : undefined;
  }
  private sign(coefficient: Term): number {
    const value = this.value(coefficient);
    if (value !== undefined && !Number.isNaN(value)) return Math.sign(value);
    if (mentions(coefficient, this.logarithm)) {
      const degree = degreeIn(coefficient, this.logarithm);
      const top = this.topInLogarithm(coefficient, degree);
      // ln h is negative.
      return this.sign(top) * (Number.isInteger(degree) && degree % 2 !== 0 ? -1 : 1);
    }
    return this.algebra.isNonNegative(coefficient) ? 1 : undecided('the sign of a coefficient');
  }
  /** Whether a coefficient is positive, or holds variables: where its root or logarithm is defined, it is then positive. */
  private mayBePositive(coefficient: Term): boolean {
    const value = this.value(coefficient);
    return value === undefined ? !mentions(coefficient, this.logarithm) || this.sign(coefficient) > 0 : value > 0;
  }
  private topInLogarithm(coefficient: Term, degree: number): Term {
    const { algebra } = this;
    const parts = summands(algebra, multipliedOut(algebra, coefficient)).filter(([part]) => degreeIn(part, this.logarithm) === degree);
    return textbook(algebra, algebra.sum(parts.map(([part, c]): Part => [algebra.over(part, algebra.power(this.logarithm, degree)), c])));
  }
  /** The sign of an expansion for small h; 0 when it is 0. */
  tendency(u: Expansion): number {
    if (u.terms.length === 0) return u.error === undefined ? 0 : undecided('the sign of what remains after everything cancels');
    return this.sign(u.terms[0]!.coefficient);
  }

  /** What an expansion comes to: a term without h, ±infinity as a number, or `undefined` where it oscillates. */
  limit(u: Expansion): Term | undefined {
    const { algebra } = this;
    const lead = u.terms[0];
    if (lead === undefined)
      return u.error === undefined || u.error.sign > 0 ? algebra.zero : undecided('what remains after everything cancels');
    const growth = u.scale === algebra.zero ? 0 : this.tendency(this.expand(u.scale));
    const wild = (term: Term): boolean => [...names(term)].some((name) => name.startsWith(oscillating));
    if (growth < 0 || (growth === 0 && lead.power.sign > 0)) return algebra.zero;
    if (growth > 0 || lead.power.sign < 0)
      return u.terms.some(({ coefficient }) => wild(coefficient)) ? undefined : algebra.number(this.sign(lead.coefficient) * Infinity);
    if (wild(lead.coefficient)) return undefined;
    const degree = degreeIn(lead.coefficient, this.logarithm);
    if (degree < 0) return algebra.zero;
    return degree > 0
      ? algebra.number(this.sign(lead.coefficient) * Infinity)
      : mentions(lead.coefficient, this.logarithm)
        ? this.topInLogarithm(lead.coefficient, 0)
        : lead.coefficient;
  }
}

const pairs = (u: Expansion): (readonly [Rational, Term])[] => u.terms.map(({ power, coefficient }) => [power, coefficient] as const);

/** Functions with poles as quotients. */
const quotients: Readonly<Record<string, readonly [above: keyof typeof elementwise | undefined, below: keyof typeof elementwise]>> = {
  tan: ['sin', 'cos'],
  cot: ['cos', 'sin'],
  sec: [undefined, 'cos'],
  csc: [undefined, 'sin'],
  coth: ['cosh', 'sinh'],
  csch: [undefined, 'sinh'],
};

function* names(term: Term): Iterable<string> {
  if (term.kind === 'symbol') yield term.name;
  for (const inner of [...term.args, ...term.parts.map(([part]) => part), ...term.factors.flat()]) yield* names(inner);
}
function mentions(term: Term | undefined, symbol: Term): boolean {
  return term !== undefined && [...names(term)].includes(symbol.name);
}
/** The degree of a term in a symbol that grows beyond bounds. */
function degreeIn(term: Term, symbol: Term): number {
  if (term === symbol) return 1;
  if (term.kind === 'sum') return Math.max(0, ...term.parts.map(([part]) => degreeIn(part, symbol)));
  if (term.kind === 'product')
    return term.factors.reduce(
      (sum, [base, x]) =>
        sum +
        (x.kind === 'number' ? Number(x.value) * degreeIn(base, symbol) : mentions(x, symbol) ? undecided('a power of a logarithm') : 0),
      0,
    );
  return mentions(term, symbol) ? undecided('a function of a logarithm') : 0;
}
/** The term with a variable replaced. */
export function replace(algebra: Algebra, term: Term, name: string, by: Term): Term {
  const of = (inner: Term): Term => replace(algebra, inner, name, by);
  if (term.kind === 'symbol') return term.name === name ? by : term;
  if (term.kind === 'apply') return algebra.apply(term.fn!, term.args.map(of));
  if (term.kind === 'sum')
    return algebra.sum(
      term.parts.map(([part, c]): Part => [of(part), c]),
      term.value,
    );
  return term.kind === 'product'
    ? algebra.product(
        term.factors.map(([base, x]) => [of(base), of(x)] as const),
        term.value,
      )
    : term;
}
