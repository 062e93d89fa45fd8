import type { Expr } from '@chainrule/core';
import { ChainruleError, elementwise, eq, evaluate, Pool, Rational, variablesOf } from '@chainrule/core';
import { multipliedOut } from '../algebra/expand.js';
import { factored } from '../algebra/factor.js';
import { factorPolynomial } from '../algebra/factor-polynomial.js';
import { degree, primitive, squareFree, trimmed, type Polynomial } from '../algebra/polynomial.js';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter, type Budget } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { summands } from '../simplify/expanded.js';
import { gcd } from '../simplify/constant.js';
import { commonFactors, generators } from '../simplify/generators.js';
import { Writer } from '../simplify/render.js';
import { textbook } from '../simplify/textbook.js';
import type { Factor, Part, Term } from '../simplify/term.js';
import { replace } from './names-in-terms.js';
import { inverses } from './inverses.js';
import { scan } from './scan.js';
import { realRoots } from './solve-polynomial.js';

/** The roots that `solve` found. */
export interface Solution {
  /** Real roots, each once; sorted where they are numbers. */
  readonly roots: Expr[];
  /** Whether the roots are formulas, not rounded numbers. */
  readonly exact: boolean;
  /** Whether there are no further real roots. */
  readonly complete: boolean;
}

const mostDepth = 5;
/** The degree up to which polynomials are factored, and up to which their roots are found. */
const mostDegree = 24;
const mostRoots = 80;

/**
 * The real values of a variable at which a formula is 0, or an equation `a == b` holds. Polynomials to degree 4 and equations that
 * reduce to them by inverse functions are solved exactly; a polynomial of higher degree numerically and completely; anything else
 * by a search for sign changes, and then `complete` is false. Further variables are taken as such that nothing degenerates.
 *
 * Throws `argument` for a condition that is no equation, `limit` past the budget.
 *
 * @example
 * ```ts
 * import { solve, toText } from '@chainrule/symbolic';
 * solve('x^2 - 2', 'x').roots.map((root) => toText(root)); // → ['-sqrt(2)', 'sqrt(2)']
 * solve('exp(2x) - 3exp(x) + 2', 'x').roots.map((root) => toText(root)); // → ['0', 'log(2)']
 * solve('x == cos(x)', 'x').exact; // → false
 * ```
 */
export function solve(expr: Expr | string, variable: string, options: { budget?: Budget } = {}): Solution {
  const given = read(expr);
  if (given.fn?.isCondition && given.fn !== eq)
    throw new ChainruleError('argument', `a condition (${given.fn.rule}) is no equation`, {
      operation: 'solve',
      hint: 'solve the equation at its boundary, a == b',
    });
  const zero = given.fn === eq ? given.args[0]!.minus(given.args[1]!) : given;
  const algebra = new Algebra(meter('solve', options.budget));
  const writer = new Writer(algebra);
  const found = new Solver(algebra, variable).solve(toTerm(algebra, zero), 0);
  const pool = new Pool();
  const written = [...new Set(found.roots.map((root) => textbook(algebra, root)))].map((root) => pool.intern(writer.write(root)));
  const real = written.filter((root) => isRoot(zero, variable, root));
  if (real.every((root) => variablesOf(root).length === 0)) real.sort((a, b) => evaluate(a) - evaluate(b));
  return { roots: real, exact: found.exact, complete: found.complete };
}

/** Whether a root found by algebra lies where the formula has a value: squaring and cancelling may have brought in others. */
export function isRoot(zero: Expr, variable: string, root: Expr): boolean {
  if (variablesOf(zero).some((name) => name !== variable) || variablesOf(root).length > 0) return true;
  const x = evaluate(root);
  const at = (shift: number): number => evaluate(zero, { [variable]: x + shift });
  if (!Number.isFinite(x) || Math.abs(at(0)) < 1e-6) return Number.isFinite(x);
  if (root.kind === 'number' && typeof root.value !== 'number') return false;
  // Rounding may leave the domain or stay far from 0 on a steep slope: then the values still come to 0 from a neighbouring side.
  const unit = Math.max(1, Math.abs(x));
  return [-1, 1].some((side) => Math.abs(at(side * 1e-9 * unit)) < 1e-3 * Math.abs(at(side * 1e-3 * unit)));
}

export interface Found {
  readonly roots: readonly Term[];
  readonly exact: boolean;
  readonly complete: boolean;
}
const none: Found = { roots: [], exact: true, complete: true };

const together = (all: readonly Found[]): Found => ({
  roots: all.flatMap(({ roots }) => roots),
  exact: all.every(({ exact }) => exact),
  complete: all.every(({ complete }) => complete),
});

/** Solves for one variable; roots may be none of the given formula where it has no value. */
export class Solver {
  private readonly x: Term;

  constructor(
    private readonly algebra: Algebra,
    private readonly variable: string,
  ) {
    this.x = algebra.symbol(variable);
  }

  /** The roots of a term. */
  solve(term: Term, depth: number): Found {
    const { algebra } = this;
    if (!this.depends(term)) return term === algebra.zero ? { ...none, complete: false } : none;
    if (depth > mostDepth) return this.search(term);
    if (term === this.x) return { ...none, roots: [algebra.zero] };
    if (term.kind === 'product')
      return together(
        term.factors
          .filter(([base, x]) => this.depends(base) && !algebra.isNegative(x) && base !== algebra.base)
          .map(([base]) => this.solve(base, depth + 1)),
      );
    if (term.kind === 'apply') return this.invert(term, algebra.zero, depth) ?? this.search(term);
    const open = multipliedOut(algebra, term);
    const common = commonFactors(algebra, open).together;
    const inner = multipliedOut(algebra, algebra.sum(summands(algebra, open).map(([part, c]): Part => [algebra.over(part, common), c])));
    // What was divided out may be 0 by itself; where it is a denominator it is not.
    const shared = algebra.factors(common).filter(([base, x]) => this.depends(base) && !algebra.isNegative(x) && base !== algebra.base);
    const outer = shared.map(([base]) => this.solve(base, depth + 1));
    if (inner.kind !== 'sum') return together([...outer, inner === term ? this.search(term) : this.solve(inner, depth + 1)]);
    return together([...outer, this.sum(inner, depth)]);
  }

  private sum(sum: Term, depth: number): Found {
    const { algebra } = this;
    const generator = this.onlyGenerator(sum);
    if (generator === undefined) {
      const product = factored(algebra, sum, mostDegree);
      return product.kind === 'product' && product.factors.length > 1
        ? this.solve(product, depth + 1)
        : (this.quotient(sum, depth) ?? this.squared(sum, depth) ?? this.search(sum));
    }
    const t = generator.term;
    const rows = generator.coefficients;
    const numeric = rows.every(({ kind, value }) => kind === 'number' && typeof value !== 'number');
    const values = numeric ? this.polynomial(rows.map(({ value }) => value as Rational)) : this.symbolic(rows);
    if (values === undefined) return this.search(sum);
    if (t === this.x) return values;
    const inverted = values.roots.map((value) => this.invert(t, value, depth));
    if (inverted.some((found) => found === undefined)) return this.search(sum);
    const all = together(inverted as Found[]);
    return { ...all, exact: all.exact && values.exact, complete: all.complete && values.complete };
  }

  /** a + b = 0 as a/b = −1, where that is a single function: sin(x) = cos(x) is tan(x) = 1. */
  private quotient(sum: Term, depth: number): Found | undefined {
    const { algebra } = this;
    const all = summands(algebra, sum);
    if (all.length !== 2) return undefined;
    const [[a, c], [b, d]] = all as [Part, Part];
    const equation = algebra.sum([[textbook(algebra, algebra.over(a, b)), c]], d);
    return equation.kind === 'sum' && this.onlyGenerator(equation) ? this.sum(equation, depth + 1) : undefined;
  }

  /** a·√r + b = 0 by way of a²·r = b², which may have further roots; those are left out in the end. */
  private squared(sum: Term, depth: number): Found | undefined {
    const { algebra } = this;
    const half = algebra.number(Rational.of(1, 2));
    const all = summands(algebra, sum);
    const root = all.flatMap(([part]) => algebra.factors(part)).find(([base, x]) => x === half && this.depends(base))?.[0];
    if (root === undefined) return undefined;
    const holds = ([part]: Part): boolean => algebra.factors(part).some(([base, x]) => base === root && x === half);
    const side = (parts: readonly Part[]): Term => algebra.power(algebra.sum(parts), 2);
    return this.solve(
      algebra.minus(multipliedOut(algebra, side(all.filter(holds))), multipliedOut(algebra, side(all.filter((part) => !holds(part))))),
      depth + 1,
    );
  }

  /** The sum as a polynomial in one thing that holds the variable: lowest power first. */
  private onlyGenerator(sum: Term): { term: Term; coefficients: Term[] } | undefined {
    const { algebra } = this;
    const rows: { power: Rational; rest: Part }[] = [];
    let generator: Term | undefined;
    for (const [part, c] of summands(algebra, sum)) {
      const moving = [...generators(algebra, part)].filter(([key]) => this.depends(key));
      if (moving.length > 1) return undefined;
      const [key, power] = moving[0] ?? [undefined, Rational.of(0)];
      if (key && generator && key !== generator) return undefined;
      generator ??= key;
      rows.push({ power, rest: [key ? algebra.over(part, algebra.power(key, algebra.number(power))) : part, c] });
    }
    if (generator === undefined || rows.some(({ power }) => power.sign < 0)) return undefined;
    // In the power of which all are whole powers: x⁶ + x³ in x³, √x + x in √x.
    const unit = rows.reduce((d, { power }) => d.commonDivisor(power), Rational.of(0));
    const coefficients: Part[][] = [];
    for (const { power, rest } of rows) (coefficients[Number(power.over(unit))] ??= []).push(rest);
    return {
      term: algebra.power(generator, algebra.number(unit)),
      coefficients: Array.from(coefficients, (parts: Part[] | undefined) => algebra.sum(parts ?? [])),
    };
  }

  private polynomial(coefficients: readonly Rational[]): Found {
    const { algebra } = this;
    const multiple = coefficients.reduce((m, { denominator }) => (m * denominator) / gcd(m, denominator), 1n);
    const whole: Polynomial = trimmed(coefficients.map((c) => c.numerator * (multiple / c.denominator)));
    const size = degree(whole);
    // Beyond, factoring takes long and the factors' roots are numbers all the same.
    const factors = size > mostDegree && size <= mostRoots ? squareFree(primitive(whole)) : factorPolynomial(whole);
    return together(
      factors.map(({ factor }) => {
        const { roots, exact } = realRoots(factor);
        return { roots: roots.map((root) => toTerm(algebra, root)), exact, complete: true };
      }),
    );
  }
  /** Degree 1 or 2 with other variables in the coefficients, or a pure power. */
  private symbolic(rows: readonly Term[]): Found | undefined {
    const { algebra } = this;
    const [c, b, a] = rows as [Term, Term, Term];
    if (rows.length === 2) return { ...none, roots: [algebra.negated(algebra.over(c, b))] };
    if (rows.length !== 3) return undefined;
    const discriminant = algebra.minus(algebra.power(b, 2), algebra.times(algebra.number(4), a, c));
    const root = algebra.power(textbook(algebra, discriminant), algebra.number(Rational.of(1, 2)));
    return {
      ...none,
      roots: [algebra.negated(root), root].map((r) => algebra.over(algebra.minus(r, b), algebra.scale(Rational.of(2), a))),
    };
  }

  /** The roots of f(u) = value. */
  private invert(f: Term, value: Term, depth: number): Found | undefined {
    const { algebra } = this;
    const equal = (u: Term, to: Term): Found => (u === this.x ? { ...none, roots: [to] } : this.solve(algebra.minus(u, to), depth + 1));
    if (f === this.x) return { ...none, roots: [value] };
    const known = this.number(value);
    if (f.kind === 'product' && f.factors.length === 1) {
      const [base, x] = f.factors[0] as Factor;
      const inside = (): Term => algebra.power(value, algebra.power(x, -1));
      if (!this.depends(x) && x.kind === 'number' && typeof x.value !== 'number') {
        const even = x.value.numerator % 2n === 0n;
        if (even || !x.value.isInteger) {
          if (known !== undefined && known < 0) return none;
          return even && known !== 0 ? together([equal(base, inside()), equal(base, algebra.negated(inside()))]) : equal(base, inside());
        }
        // The odd root of something that may be negative.
        if (known === undefined) {
          const size = algebra.number(x.value.sign < 0 ? x.value.negated() : x.value);
          const of = x.value.sign < 0 ? algebra.power(value, -1) : value;
          return equal(
            base,
            size === algebra.number(3) ? algebra.apply(elementwise.cbrt, [of]) : algebra.apply(elementwise.nthroot, [of, size]),
          );
        }
        return known >= 0
          ? equal(base, inside())
          : equal(base, algebra.negated(algebra.power(algebra.negated(value), algebra.power(x, -1))));
      }
      if (this.depends(base)) return undefined;
      // b^u = v
      if (known !== undefined && known <= 0) return none;
      return equal(x, algebra.over(algebra.apply(elementwise.log, [value]), algebra.apply(elementwise.log, [base])));
    }
    if (f.kind !== 'apply' || f.args.length !== 1) return undefined;
    const inverse = inverses[f.fn!.name];
    if (inverse === undefined) return undefined;
    if (
      known !== undefined &&
      (known < (inverse.from ?? -Infinity) ||
        known > (inverse.to ?? Infinity) ||
        (inverse.open && (known === inverse.from || known === inverse.to)))
    )
      return none;
    const found = together(inverse.of(algebra, value).map((u) => equal(f.args[0]!, u)));
    return inverse.periodic ? { ...found, complete: false } : found;
  }

  /** Roots found by looking for changes of sign. */
  private search(term: Term): Found {
    const { algebra } = this;
    const expr = new Writer(algebra).write(term);
    const roots = variablesOf(expr).length === 1 ? scan((x) => evaluate(expr, { [this.variable]: x })) : [];
    return { roots: roots.map((root) => algebra.number(root)), exact: false, complete: false };
  }

  private number(term: Term): number | undefined {
    const expr = new Writer(this.algebra).write(term);
    return variablesOf(expr).length === 0 ? evaluate(expr) : undefined;
  }
  private depends(term: Term): boolean {
    return replace(this.algebra, term, this.variable, this.algebra.symbol('#other')) !== term;
  }
}
