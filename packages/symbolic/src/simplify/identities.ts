import { functions, Rational } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { isInteger } from './constant.js';
import { replaceSquare, summands } from './expanded.js';
import { replaced } from './replaced.js';
import type { Factor, Term } from './term.js';

/** f² = a + b·g². */
const squares: readonly (readonly [f: Name, a: number, b: number, g: Name])[] = [
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
/** Those that write a derivative less plainly: tanh′ is 1 − tanh². */
const moreSquares: typeof squares = [
  ['sech', 1, -1, 'tanh'],
  ['tanh', 1, -1, 'sech'],
];
type Name = keyof typeof functions;

/** The sum with one square written through another function, for each way by which summands meet: c·f²·r with r or g²·r. */
export function bySquares(algebra: Algebra, sum: Term, most: number, all: boolean): Term[] {
  const rules = all ? [...squares, ...moreSquares] : squares;
  const present = new Set(summands(algebra, sum).map(([part]) => part));
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
        const rest = algebra.product([[part, algebra.one], [base, algebra.number(-2)]]); // prettier-ignore
        if (!present.has(rest) && !present.has(algebra.times(rest, other))) continue;
        tried.add(`${f}${base.id}`);
        const result = replaceSquare(algebra, sum, base, algebra.sum([[other, Rational.of(b)]], Rational.of(a)), most);
        if (result) found.push(result);
      }
    }
  return found;
}

/** sine and cosine exponents of each function. */
const ratios: readonly (readonly [Name, number, number])[] = [
  ['tan', 1, -1],
  ['cot', -1, 1],
  ['sec', 0, -1],
  ['csc', -1, 0],
];
const hyperbolic: Readonly<Record<string, Name>> = { sin: 'sinh', cos: 'cosh', tan: 'tanh', cot: 'coth', sec: 'sech', csc: 'csch' };

/** The product with sine and cosine, or two functions made of them, written as one function. */
export function byRatios(algebra: Algebra, product: Term): Term[] {
  const found: Term[] = [];
  for (const kind of ['circular', 'hyperbolic']) {
    const name = (of: Name): Name => (kind === 'circular' ? of : hyperbolic[of]!);
    const exponentsOf: readonly (readonly [Name, number, number])[] = [['sin', 1, 0], ['cos', 0, 1], ...ratios]; // prettier-ignore
    const groups = new Map<Term, { sine: number; cosine: number; rest: Factor[] }>();
    for (const factor of product.factors) {
      const [base, exponent] = factor;
      const row = exponentsOf.find(([f]) => base.fn?.name === name(f));
      if (row && exponent.kind === 'number' && isInteger(exponent.value)) {
        const group = groups.get(base.args[0]!) ?? { sine: 0, cosine: 0, rest: [] };
        const n = Number(exponent.value);
        groups.set(base.args[0]!, { sine: group.sine + n * row[1], cosine: group.cosine + n * row[2], rest: [...group.rest, factor] });
      }
    }
    for (const [u, { sine, cosine, rest }] of groups) {
      const others = product.factors.filter((factor) => !rest.includes(factor));
      const write = (powers: readonly (readonly [Name, number])[]): Term =>
        algebra.product(
          [...others, ...powers.map(([f, n]): Factor => [algebra.apply(functions[name(f)], [u]), algebra.number(n)])],
          product.value,
        );
      found.push(write([['sin', sine], ['cos', cosine]])); // prettier-ignore
      // tan takes as much of both as it can; what is left is a power of one of the others.
      if (sine > 0 && cosine < 0) found.push(write([['tan', sine], ['sec', -cosine - sine]])); // prettier-ignore
      if (sine < 0 && cosine > 0) found.push(write([['cot', cosine], ['csc', -sine - cosine]])); // prettier-ignore
      if (sine === 0 && cosine < 0) found.push(write([['sec', -cosine]]));
      if (sine < 0 && cosine === 0) found.push(write([['csc', -sine]]));
    }
  }
  return found;
}

/** The sum with all functions made of sine and cosine of the same argument written as those, and with σ(−u) beside σ(u) as 1 − σ(u). */
export function byFewerFunctions(algebra: Algebra, sum: Term): Term[] {
  const calls = new Map<Term, Set<Term>>();
  for (const call of outerCalls(sum)) {
    const [u] = call.args as [Term];
    calls.set(u, (calls.get(u) ?? new Set<Term>()).add(call));
  }
  const found: Term[] = [];
  for (const [u, same] of calls)
    for (const name of [(of: Name): Name => of, (of: Name): Name => hyperbolic[of]!]) {
      const ratio = ratios.flatMap(([f, s, c]) => [...same].filter(({ fn }) => fn!.name === name(f)).map((call) => ({ call, s, c })));
      const own = [...same].filter(({ fn }) => fn!.name === name('sin') || fn!.name === name('cos'));
      if (ratio.length === 0 || ratio.length + own.length < 2) continue;
      const [sine, cosine] = [algebra.call(functions[name('sin')], [u]), algebra.call(functions[name('cos')], [u])];
      found.push(
        ratio.reduce(
          (term, { call, s, c }) =>
            replaced(algebra, term, call, algebra.product([[sine, algebra.number(s)], [cosine, algebra.number(c)]])), // prettier-ignore
          sum,
        ),
      );
    }
  for (const [u, same] of calls) {
    const [logistic] = [...same].filter(({ fn }) => fn === functions.sigmoid);
    const mirrored = logistic && [...(calls.get(algebra.negated(u)) ?? [])].find(({ fn }) => fn === functions.sigmoid);
    if (mirrored && logistic.id < mirrored.id) found.push(replaced(algebra, sum, mirrored, algebra.minus(algebra.one, logistic)));
  }
  return found;
}

/** The calls of one argument among the factors of a sum's summands, and of the sums among these. */
function* outerCalls(sum: Term): Iterable<Term> {
  for (const [part] of sum.parts)
    for (const [base] of part.kind === 'product' ? part.factors : [[part] as const]) {
      if (base.kind === 'apply' && base.args.length === 1) yield base;
      else if (base.kind === 'sum') yield* outerCalls(base);
    }
}

/** 2·sin(u)·cos(u) = sin(2u), and the same for hyperbolic functions. */
export function byDoubleAngle(algebra: Algebra, product: Term): Term[] {
  return (['sin', 'sinh'] as const).flatMap((name) => {
    const other = name === 'sin' ? 'cos' : 'cosh';
    return product.factors.flatMap(([base]) => {
      if (base.fn !== functions[name]) return [];
      const pair = algebra.call(functions[other], base.args);
      if (!product.factors.some(([b]) => b === pair)) return [];
      const double = algebra.apply(functions[name], [algebra.scale(Rational.of(2), base.args[0]!)]);
      return [algebra.product([[product, algebra.one], [base, algebra.number(-1)], [pair, algebra.number(-1)], [double, algebra.one]], Rational.of(1, 2))]; // prettier-ignore
    });
  });
}
