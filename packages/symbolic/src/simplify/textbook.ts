import { Pool, type Expr } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { bottomUp, partsOf } from './bottom-up.js';
import { cancelled } from './division.js';
import { expanded } from './expanded.js';
import { commonFactors } from './generators.js';
import { isOne, product as times } from './constant.js';
import { byFewerFunctions, byRatios, bySquares, type MoreIdentities } from './identities.js';
import { Writer } from './render.js';
import type { Factor, Part, Term } from './term.js';

/** Past this many operations, or this much further work, only what sums have in common is looked for. */
const longest = 400;
const mostWork = 20_000;
/** A sum is multiplied out, to see whether that is shorter, up to this many summands. */
const mostSummands = 40;
const mostSquares = 200;
const mostRounds = 4;

/** The term as a person would write it: of the ways to write each of its sums and products the shortest, and of equally long ones the first. */
export function textbook(algebra: Algebra, root: Term, more?: MoreIdentities, writer: Writer = new Writer(algebra)): Term {
  // What took long to make nobody reads: it is left as it is.
  return algebra.work < mostWork ? new Textbook(algebra, writer, more).simplify(root) : root;
}

/** The same as a formula whose equal parts are shared, in a pool that others may share too. */
export function textbookFormula(algebra: Algebra, root: Term, pool: Pool = new Pool()): Expr {
  const writer = new Writer(algebra, false, pool);
  return writer.write(textbook(algebra, root, undefined, writer));
}

class Textbook {
  private readonly done = new Map<Term, Term>();
  private readonly last: number;

  constructor(
    private readonly algebra: Algebra,
    private readonly writer: Writer,
    private readonly more?: MoreIdentities,
  ) {
    this.last = algebra.work + mostWork;
  }

  simplify(root: Term): Term {
    return bottomUp(root, partsOf, this.done, (term) => this.best(this.rebuilt(term)));
  }

  /** The term with its parts simplified. */
  private rebuilt(term: Term): Term {
    const { algebra } = this;
    const of = (part: Term): Term => this.done.get(part) ?? part;
    if (term.kind === 'apply') return algebra.apply(term.fn!, term.args.map(of));
    if (
      !term.parts.some(([part]) => of(part) !== part) &&
      !term.factors.some(([base, exponent]) => of(base) !== base || of(exponent) !== exponent)
    )
      return term;
    if (term.kind === 'sum')
      return algebra.sum(
        term.parts.map(([part, c]): Part => [of(part), c]),
        term.value,
      );
    if (term.kind === 'product')
      return algebra.product(
        term.factors.map(([base, exponent]): Factor => [of(base), of(exponent)]),
        term.value,
      );
    return term;
  }

  /** The shortest way found to write a term whose parts are simplified. */
  private best(term: Term, depth = 0): Term {
    if (term.kind !== 'sum' && term.kind !== 'product') return term;
    let [best, least] = [term, this.cost(term)];
    for (let round = 0; round < mostRounds; round++) {
      const before = best;
      const short = least <= longest && this.algebra.work < this.last;
      for (const candidate of best.kind === 'sum'
        ? this.sums(best, depth, short)
        : best.kind === 'product' && short
          ? this.products(best, depth)
          : []) {
        const cost = this.cost(candidate);
        if (cost < least) [best, least] = [candidate, cost];
      }
      if (best === before) break;
    }
    return best;
  }

  private cost(term: Term): number {
    return this.writer.write(term).operations;
  }

  /** Other ways to write a sum. */
  private *sums(sum: Term, depth: number, short: boolean): Iterable<Term> {
    if (depth > 1) return;
    const { algebra } = this;
    const content = algebra.content(sum);
    if (!isOne(content)) yield algebra.scale(content, algebra.divided(sum, content));
    const { common, together } = commonFactors(algebra, sum);
    for (const factor of short ? [common, together] : [common]) {
      if (factor !== algebra.one) yield algebra.times(factor, this.best(this.without(sum, factor), depth + 1));
    }
    const open = short ? expanded(algebra, sum, mostSummands) : undefined;
    if (open && open !== sum) yield this.best(open, depth + 1);
    if (short ? depth < 2 : sum.parts.length > 8 && sum.parts.length <= mostSquares)
      for (const other of bySquares(algebra, open ?? sum, mostSummands, this.more?.squares)) yield this.best(other, depth + 1);
    if (short) for (const other of byFewerFunctions(algebra, sum)) yield this.best(other, depth + 1);
  }

  /** The sum divided by a factor of each of its summands. */
  private without(sum: Term, factor: Term): Term {
    const { algebra } = this;
    const inverse = algebra.power(factor, -1);
    return algebra.sum([...sum.parts.map(([part, c]): Part => [algebra.times(part, inverse), c]), [inverse, sum.value]]);
  }

  /** Other ways to write a product. */
  private *products(product: Term, depth: number): Iterable<Term> {
    if (product.factors.some(([base]) => base.kind === 'sum')) yield* this.withSums(product, depth);
    yield* byRatios(this.algebra, product);
    if (this.more) yield* this.more.products(this.algebra, product);
  }
  private *withSums(product: Term, depth: number): Iterable<Term> {
    const { algebra } = this;
    const [[first, power]] = product.factors as [Factor];
    if (product.factors.length === 1 && power === algebra.one)
      yield algebra.sum(
        first.parts.map(([part, c]): Part => [part, times(c, product.value)]),
        times(first.value, product.value),
      );
    const sums = product.factors.filter(([base, exponent]) => base.kind === 'sum' && exponent.kind === 'number');
    const inner = (sum: Term): Term => (depth > 1 ? sum : this.best(sum, depth + 1));
    const together = sums.flatMap(([base, exponent]) => {
      const factor = commonFactors(algebra, base).together;
      if (factor === algebra.one) return [];
      return [{ base, factors: [[factor, exponent], [inner(this.without(base, factor)), exponent]] as Factor[] }]; // prettier-ignore
    });
    const all = new Set(together.map(({ base }) => base));
    for (const { base, factors } of together)
      yield algebra.product([...product.factors.filter(([b]) => b !== base), ...factors], product.value);
    if (all.size > 1)
      yield algebra.product(
        [...product.factors.filter(([b]) => !all.has(b)), ...together.flatMap(({ factors }) => factors)],
        product.value,
      );
    yield* this.multiplied(product, sums);
    const shorter = cancelled(algebra, product);
    if (shorter) yield shorter;
  }
  /** Two sums above or below the line multiplied out, where little is left: (x − 1)(x + 1). */
  private *multiplied(product: Term, sums: readonly Factor[]): Iterable<Term> {
    const { algebra } = this;
    for (const [i, [a, exponent]] of sums.entries())
      for (const [b, other] of sums.slice(i + 1)) {
        if (exponent !== other || Math.abs(Number(exponent.value)) !== 1 || a.parts.length + b.parts.length > 6) continue;
        const open = expanded(algebra, algebra.times(a, b), 3);
        if (open) yield algebra.product([...product.factors.filter(([base]) => base !== a && base !== b), [open, exponent]], product.value);
      }
  }
}
