import { functions, Rational } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { isInteger, sign } from './constant.js';
import { replaceSquare, summands } from './expanded.js';
import { replaced } from './replaced.js';
import { sineAndCosine, type Circular } from './sine-and-cosine.js';
import type { Factor, Term } from './term.js';

/** f² = a + b·g². */
type Squares = readonly (readonly [f: Name, a: number, b: number, g: Name])[];
const squares: Squares = [
  ['sin', 1, -1, 'cos'],
  ['cos', 1, -1, 'sin'],
  ['tan', -1, 1, 'sec'],
  ['sec', 1, 1, 'tan'],
  ['cot', -1, 1, 'csc'],
  ['csc', 1, 1, 'cot'],
  ['cosh', 1, 1, 'sinh'],
  ['sinh', -1, 1, 'cosh'],
  ['coth', 1, 1, 'csch'],
  ['csch', -1, 1, 'coth'],
];
type Name = keyof typeof functions;

/** What is tried beside for the fewest operations. */
export interface MoreIdentities {
  readonly squares: Squares;
  /** Other ways to write a product. */
  readonly products: (algebra: Algebra, product: Term) => Term[];
}

/** The sum with one square written through another function, for each way by which summands meet: c·f²·r with r or g²·r. */
export function bySquares(algebra: Algebra, sum: Term, most: number, more: Squares = []): Term[] {
  const rules = [...squares, ...more];
  let present: Set<Term> | undefined;
  const found: Term[] = [];
  const tried = new Set<string>();
  for (const [part] of sum.parts)
    for (const [base, exponent] of algebra.factors(part)) {
      if (
        base.kind !== 'apply' ||
        base.args.length !== 1 ||
        exponent.kind !== 'number' ||
        !isInteger(exponent.value) ||
        Number(exponent.value) < 2
      )
        continue;
      for (const [f, a, b, g] of rules) {
        if (f !== base.fn!.name || tried.has(`${f}${base.id}`)) continue;
        const other = algebra.power(algebra.call(functions[g], base.args), 2);
        present ??= new Set(summands(algebra, sum).map(([each]) => each));
        const rest = algebra.product([[part, algebra.one], [base, algebra.number(-2)]]); // prettier-ignore
        if (!present.has(rest) && !present.has(algebra.times(rest, other))) continue;
        tried.add(`${f}${base.id}`);
        const result = replaceSquare(algebra, sum, base, algebra.sum([[other, Rational.of(b)]], Rational.of(a)), most);
        if (result) found.push(result);
      }
    }
  return found;
}

/** The product with sine and cosine of one argument, or functions made of them, written as one function. */
export function byRatios(algebra: Algebra, product: Term): Term[] {
  const groups = new Map<string, { u: Term; h: '' | 'h'; sine: number; cosine: number; factors: Factor[] }>();
  for (const factor of product.factors) {
    const [base, exponent] = factor;
    const powers = base.fn && sineAndCosine.get(base.fn.name);
    if (powers === undefined || exponent.kind !== 'number' || !isInteger(exponent.value)) continue;
    const { h } = powers;
    const [u] = base.args as [Term];
    const key = `${h}${u.id}`;
    const n = Number(exponent.value);
    const { sine, cosine, factors } = groups.get(key) ?? { sine: 0, cosine: 0, factors: [] };
    groups.set(key, { u, h, sine: sine + n * powers.sine, cosine: cosine + n * powers.cosine, factors: [...factors, factor] });
  }
  const found: Term[] = [];
  for (const { u, h, sine, cosine, factors } of groups.values()) {
    // A power of sine or cosine is written so already.
    if (factors.length === 1 && sine >= 0 && cosine >= 0 && sign(factors[0]![1].value) > 0) continue;
    const others = product.factors.filter((factor) => !factors.includes(factor));
    const write = (...powers: readonly (readonly [Circular, number])[]): void =>
      void found.push(
        algebra.product(
          [...others, ...powers.map(([f, n]): Factor => [algebra.apply(functions[`${f}${h}`], [u]), algebra.number(n)])],
          product.value,
        ),
      );
    write(['sin', sine], ['cos', cosine]);
    // tan takes as much of both as it can; what is left is a power of one of the others.
    if (sine > 0 && cosine < 0) write(['tan', sine], ['sec', -cosine - sine]);
    if (sine < 0 && cosine > 0) write(['cot', cosine], ['csc', -sine - cosine]);
    if (sine === 0 && cosine < 0) write(['sec', -cosine]);
    if (sine < 0 && cosine === 0) write(['csc', -sine]);
  }
  return found;
}

/** The sum with all functions made of sine and cosine of the same argument written as those, and with σ(−u) beside σ(u) as 1 − σ(u). */
export function byFewerFunctions(algebra: Algebra, sum: Term): Term[] {
  const calls = outerCalls(sum, new Set());
  if (calls.size < 2) return [];
  const found: Term[] = [];
  const groups = new Map<string, Term[]>();
  for (const call of calls) {
    const [u] = call.args as [Term];
    const powers = sineAndCosine.get(call.fn!.name);
    const key = powers && `${powers.h}${u.id}`;
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), call]);
    else if (call.fn === functions.sigmoid) {
      const mirrored = [...calls].find(({ fn, args }) => fn === call.fn && args[0] === algebra.negated(u));
      if (mirrored && call.id < mirrored.id) found.push(replaced(algebra, sum, mirrored, algebra.minus(algebra.one, call)));
    }
  }
  for (const same of groups.values()) {
    if (same.length < 2 || same.every(({ fn }) => /^(sin|cos)/.test(fn!.name))) continue;
    const written = ({ fn, args }: Term): Term => {
      const { sine, cosine, h } = sineAndCosine.get(fn!.name)!;
      const power = (name: 'sin' | 'cos', n: number): Factor => [algebra.call(functions[`${name}${h}`], args), algebra.number(n)];
      return algebra.product([power('sin', sine), power('cos', cosine)]);
    };
    found.push(same.reduce((term, call) => replaced(algebra, term, call, written(call)), sum));
  }
  return found;
}

/** The calls of one argument among the factors of a sum's summands, and of the sums among these. */
function outerCalls(sum: Term, found: Set<Term>): Set<Term> {
  for (const [part] of sum.parts)
    for (const [base] of part.kind === 'product' ? part.factors : [[part] as const]) {
      if (base.kind === 'apply' && base.args.length === 1) found.add(base);
      else if (base.kind === 'sum') outerCalls(base, found);
    }
  return found;
}
