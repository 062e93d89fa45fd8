import { functions, Rational } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { bottomUp, partsOf } from './bottom-up.js';
import { isOne, isZero, opposite } from './constant.js';
import type { Factor, Part, Term } from './term.js';

/** The term rewritten so that no argument loses digits or overflows, where a rule for that is known. */
export function stable(algebra: Algebra, root: Term): Term {
  const done = new Map<Term, Term>();
  const of = (part: Term): Term => done.get(part) ?? part;
  return bottomUp(root, partsOf, done, (term) => {
    if (term.kind === 'apply') return call(algebra, algebra.apply(term.fn!, term.args.map(of)));
    if (term.kind === 'sum') return sum(algebra, algebra.sum(term.parts.map(([part, c]): Part => [of(part), c]), term.value)); // prettier-ignore
    if (term.kind === 'product') return product(algebra, algebra.product(term.factors.map(([base, x]): Factor => [of(base), of(x)]), term.value)); // prettier-ignore
    return term;
  });
}

/** The exponent u of a term e^u. */
function exponentOf(algebra: Algebra, term: Term): Term | undefined {
  if (term === algebra.base) return algebra.one;
  return term.kind === 'product' && isOne(term.value) && term.factors.length === 1 && term.factors[0]![0] === algebra.base
    ? term.factors[0]![1]
    : undefined;
}

/** u for a sum 1 + e^u. */
function onePlusExponential(algebra: Algebra, term: Term): Term | undefined {
  return term.kind === 'sum' && isOne(term.value) && term.parts.length === 1 && isOne(term.parts[0]![1])
    ? exponentOf(algebra, term.parts[0]![0])
    : undefined;
}

function call(algebra: Algebra, term: Term): Term {
  const [a] = term.args as [Term];
  if (term.fn !== functions.log) return term;
  const exponent = onePlusExponential(algebra, a);
  if (exponent) return algebra.apply(functions.softplus, [exponent, algebra.one]);
  if (a.fn === functions.sigmoid) return algebra.apply(functions.logsigmoid, a.args);
  if (a.kind !== 'sum') return term;
  if (isOne(a.value)) return algebra.apply(functions.log1p, [algebra.sum(a.parts)]);
  const exponents = isZero(a.value) ? a.parts.map(([part, c]) => (isOne(c) ? exponentOf(algebra, part) : undefined)) : [];
  return exponents.length > 0 && exponents.every((u) => u !== undefined)
    ? exponents.reduce((u, v) => algebra.apply(functions.logaddexp, [u, v]))
    : term;
}

function sum(algebra: Algebra, term: Term): Term {
  if (term.kind !== 'sum') return term;
  const constant = algebra.number(term.value);
  for (const [part, c] of term.parts) {
    const rest = (replacement: Term, constantLeft: Term, scale = c): Term =>
      algebra.sum([...term.parts.filter(([other]) => other !== part), [replacement, scale], [constantLeft, algebra.one.value]]);
    if (constant !== algebra.number(opposite(c))) continue;
    // What follows is c·(f − 1).
    const exponent = exponentOf(algebra, part);
    if (exponent) return rest(algebra.apply(functions.expm1, [exponent]), algebra.zero);
    const [u] = part.args as [Term];
    if (part.fn === functions.erf) return rest(algebra.apply(functions.erfc, [u]), algebra.zero, opposite(c));
    if (part.fn === functions.sigmoid) return rest(algebra.apply(functions.sigmoid, [algebra.negated(u)]), algebra.zero, opposite(c));
    if (part.fn === functions.cos) {
      const half = algebra.apply(functions.sin, [algebra.scale(Rational.of(1, 2), u)]);
      return rest(algebra.power(half, 2), algebra.zero, algebra.scale(c, algebra.number(-2)).value);
    }
  }
  return differenceOfSquares(algebra, term) ?? term;
}

/** a² − b² = (a − b)(a + b). */
function differenceOfSquares(algebra: Algebra, term: Term): Term | undefined {
  const all: readonly Part[] = isZero(term.value) ? term.parts : [...term.parts, [algebra.one, term.value]];
  if (all.length !== 2) return undefined;
  const half = algebra.number(Rational.of(1, 2));
  const [positive, negative] = Number(all[0]![1]) > 0 ? all : [all[1]!, all[0]!];
  if (!(Number(positive![1]) > 0 && Number(negative![1]) < 0)) return undefined;
  const roots = [positive!, negative!].map(([part, c], i) => {
    const size = algebra.power(algebra.number(i === 0 ? c : opposite(c)), half);
    const root = algebra.product(algebra.factors(part).map(([base, x]): Factor => [base, algebra.times(x, half)]));
    const whole = algebra
      .factors(root)
      .every(([, x]) => x.kind === 'number' && typeof x.value !== 'number' && x.value.isInteger && x.value.sign > 0);
    return size.kind === 'number' && whole ? algebra.times(size, root) : undefined;
  });
  const [a, b] = roots;
  return a && b ? algebra.times(algebra.minus(a, b), algebra.plus(a, b)) : undefined;
}

function product(algebra: Algebra, term: Term): Term {
  const half = algebra.number(Rational.of(1, 2));
  for (const [base, x] of term.factors) {
    const others = (replacement: Term, power: Term): Term =>
      algebra.product([...term.factors.filter(([b]) => b !== base), [replacement, power]], term.value);
    const exponent = onePlusExponential(algebra, base);
    if (exponent && x.kind === 'number' && Number(x.value) < 0 && Number.isInteger(Number(x.value))) {
      const power = algebra.negated(x);
      const above = term.factors.find(([b]) => b === algebra.base)?.[1];
      const logistic = (u: Term): Term => others(algebra.apply(functions.sigmoid, [u]), power);
      return above === algebra.times(power, exponent)
        ? algebra.over(logistic(exponent), algebra.power(algebra.base, above))
        : logistic(algebra.negated(exponent));
    }
    if (x === half && base.kind === 'sum' && isZero(base.value) && base.parts.length === 2) {
      const legs = base.parts.map(([part, c]) => algebra.power(algebra.scale(c, part), half));
      if (legs.every((leg) => leg.kind === 'symbol' || (leg.fn === functions.abs && leg.args[0]!.kind === 'symbol')))
        return others(
          algebra.apply(
            functions.hypot,
            legs.map((leg) => leg.args[0] ?? leg),
          ),
          algebra.one,
        );
    }
  }
  return term;
}
