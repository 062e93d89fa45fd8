import { isChainruleError, variablesOf, type Expr } from '@chainrule/core';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { everyIdentity } from '../simplify/more-identities.js';
import { textbook } from '../simplify/textbook.js';
import { multipliedOut } from './expand.js';
import { measured } from './measured.js';
import { byPrimeLogarithms } from './prime-logarithms.js';
import { samples } from './samples.js';

/** Whether two formulas are equal, and how that is known. */
export interface Equivalence {
  /**
   * - `equal`: their difference simplifies to 0, by rules that hold wherever both are defined; or it does not, but both agree to
   *   nearly all digits at every one of many points (then `proved` is false).
   * - `different`: at the witness they differ, by far more than rounding can.
   * - `unknown`: neither; for instance where no point was found at which both have a value.
   */
  readonly verdict: 'equal' | 'different' | 'unknown';
  /** A point at which they differ. */
  readonly witness?: Record<string, number>;
  /** Whether `equal` was shown by algebra, not only seen at points. */
  readonly proved?: boolean;
}

/** So many points with both values must agree before two formulas are called equal without a proof. */
const enoughPoints = 24;

/**
 * Whether two formulas have the same value at every point at which both are defined: first by algebra, then at many points.
 *
 * Source: that points decide with high probability: J. Schwartz, "Fast probabilistic algorithms for verification of polynomial identities", J. ACM
 * 27 (1980); that none always does: D. Richardson, J. Symb. Logic 33 (1968).
 *
 * @example
 * ```ts
 * import { equivalent } from '@chainrule/symbolic';
 * equivalent('(x + 1)^2', 'x^2 + 2x + 1'); // → { verdict: 'equal', proved: true }
 * equivalent('sin(2x)', '2sin(x)').verdict; // → 'different'
 * ```
 */
export function equivalent(a: Expr | string, b: Expr | string): Equivalence {
  const [first, second] = [read(a), read(b)];
  const probed = probe(first, second);
  if (probed.witness) return { verdict: 'different', witness: probed.witness };
  if (sameByAlgebra(first, second)) return { verdict: 'equal', proved: true };
  return probed.agreeing >= enoughPoints && probed.doubtful === 0 ? { verdict: 'equal', proved: false } : { verdict: 'unknown' };
}

function sameByAlgebra(a: Expr, b: Expr): boolean {
  try {
    const algebra = new Algebra(meter('equivalent', { nodes: 200_000 }));
    const difference = byPrimeLogarithms(algebra, algebra.minus(toTerm(algebra, a), toTerm(algebra, b)));
    if (difference === algebra.zero) return true;
    const short = textbook(algebra, difference, everyIdentity);
    if (short === algebra.zero) return true;
    const open = multipliedOut(algebra, difference);
    return open === algebra.zero || textbook(algebra, open, everyIdentity) === algebra.zero;
  } catch (error) {
    if (isChainruleError(error)) return false;
    throw error;
  }
}

/** Both values at many points: how many agree, how many are too ill-conditioned to tell, and a point at which they differ for certain. */
function probe(a: Expr, b: Expr): { agreeing: number; doubtful: number; witness?: Record<string, number> } {
  const names = [...new Set([...variablesOf(a), ...variablesOf(b)])].sort();
  let [agreeing, doubtful] = [0, 0];
  for (const point of samples(names)) {
    const [p, q] = [measured(a, point), measured(b, point)];
    if (!Number.isFinite(p.value) || !Number.isFinite(q.value)) continue;
    const distance = Math.abs(p.value - q.value);
    const scale = Math.max(Math.abs(p.value), Math.abs(q.value));
    const error = 100 * (p.error + q.error);
    if (distance > error) return { agreeing, doubtful, witness: point };
    // Two zeros may be two underflows.
    if (scale > 1e-290 && error < 1e-9 * scale) agreeing++;
    else if (scale > 1e-290) doubtful++;
  }
  return { agreeing, doubtful };
}
