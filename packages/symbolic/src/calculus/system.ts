import { evaluate, isChainruleError, variablesOf } from '@chainrule/core';
import { coefficients } from '../algebra/collect.js';
import { factored } from '../algebra/factor.js';
import type { Algebra } from '../simplify/algebra.js';
import { Writer } from '../simplify/render.js';
import { textbook } from '../simplify/textbook.js';
import type { Term } from '../simplify/term.js';
import { replace } from './names-in-terms.js';
import { Solver } from './solve.js';

export interface SystemSolution {
  readonly points: readonly ReadonlyMap<string, Term>[];
  readonly exact: boolean;
  readonly complete: boolean;
}

const mostDepth = 12;

/**
 * The points at which all of the terms are 0: products are taken apart into cases, one equation is solved for one variable, and what
 * it gives is put into the others.
 */
export function solveSystem(algebra: Algebra, terms: readonly Term[], variables: readonly string[], depth = 0): SystemSolution {
  const open = terms.map((term) => simplified(algebra, term)).filter((term) => term !== algebra.zero);
  if (open.some((term) => term.kind === 'number')) return { points: [], exact: true, complete: true };
  if (variables.length === 0 || open.length === 0)
    return { points: variables.length === 0 ? [new Map()] : [], exact: true, complete: variables.length === 0 };
  if (depth > mostDepth) return { points: [], exact: false, complete: false };
  // A product is 0 where one of its factors is.
  const product = open.find((term) => term.kind === 'product' && term.factors.some(([base]) => mentionsAny(algebra, base, variables)));
  if (product) {
    const bases = product.factors
      .filter(([base, x]) => !algebra.isNegative(x) && base !== algebra.base && mentionsAny(algebra, base, variables))
      .map(([base]) => base);
    if (bases.length === 0) return { points: [], exact: true, complete: true };
    if (bases.length > 1 || product.factors.length > 1 || bases[0] !== product)
      return union(bases.map((base) => solveSystem(algebra, [base, ...open.filter((term) => term !== product)], variables, depth + 1)));
  }
  const choice = easiest(algebra, open, variables);
  if (choice === undefined) return { points: [], exact: false, complete: false };
  const { term, variable, leading } = choice;
  const others = open.filter((other) => other !== term);
  const found = new Solver(algebra, variable).solve(term, 0);
  const results = found.roots.map((root): SystemSolution => {
    const rest = solveSystem(
      algebra,
      others.map((other) => replace(algebra, other, variable, root)),
      variables.filter((name) => name !== variable),
      depth + 1,
    );
    const points = rest.points.map((point) => {
      const value = [...point].reduce((t, [name, by]) => replace(algebra, t, name, by), root);
      return new Map([...point, [variable, simplified(algebra, value)]]);
    });
    return { ...rest, points };
  });
  // Where the leading coefficient is 0 there may be further points.
  if (mentionsAny(algebra, leading, variables)) results.push(solveSystem(algebra, [leading, ...open], variables, depth + 1));
  const all = union(results);
  return { points: all.points, exact: all.exact && found.exact, complete: all.complete && found.complete };
}

function union(results: readonly SystemSolution[]): SystemSolution {
  return {
    points: results.flatMap(({ points }) => points),
    exact: results.every(({ exact }) => exact),
    complete: results.every(({ complete }) => complete),
  };
}

function simplified(algebra: Algebra, term: Term): Term {
  const short = textbook(algebra, term);
  if (short.kind !== 'sum') return short;
  try {
    return factored(algebra, short);
  } catch (error) {
    if (isChainruleError(error)) return short;
    throw error;
  }
}

const mentionsAny = (algebra: Algebra, term: Term, names: readonly string[]): boolean =>
  names.some((name) => replace(algebra, term, name, algebra.symbol('#other')) !== term);

/** The equation and the variable in it that are easiest to solve: of the lowest degree, best with a constant before the highest power. */
function easiest(
  algebra: Algebra,
  terms: readonly Term[],
  variables: readonly string[],
): { term: Term; variable: string; leading: Term } | undefined {
  let best: { term: Term; variable: string; leading: Term; effort: number } | undefined;
  for (const term of terms)
    for (const variable of variables) {
      if (!mentionsAny(algebra, term, [variable])) continue;
      const alone = !mentionsAny(
        algebra,
        term,
        variables.filter((name) => name !== variable),
      );
      const rows = [...coefficients(algebra, term, variable)];
      const [top, leading] = rows[rows.length - 1]!;
      const degree = Number(top.value);
      const polynomial = rows.every(([exponent, c]) => Number.isInteger(Number(exponent.value)) && !mentionsAny(algebra, c, [variable]));
      const constant = !mentionsAny(algebra, leading, variables);
      const effort = alone ? 0.5 : polynomial && degree <= 2 ? degree + (constant ? 0 : 0.5) : Infinity;
      if (effort < (best?.effort ?? Infinity)) best = { term, variable, leading: alone ? algebra.one : leading, effort };
    }
  return best;
}

/** The numbers of a point, or `undefined` where it holds variables or is not real. */
export function numbersOf(algebra: Algebra, point: ReadonlyMap<string, Term>): Record<string, number> | undefined {
  const writer = new Writer(algebra);
  const result: Record<string, number> = {};
  for (const [name, term] of point) {
    const expr = writer.write(term);
    const value = variablesOf(expr).length === 0 ? evaluate(expr) : NaN;
    if (!Number.isFinite(value)) return undefined;
    result[name] = value;
  }
  return result;
}
