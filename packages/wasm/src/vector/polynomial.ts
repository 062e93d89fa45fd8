import type { Term } from '../assembler/term.js';
import type { Lanes } from './lanes.js';

/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
export function polynomial(lanes: Lanes, coefficients: readonly number[], x: Term): Term {
  const [last, ...rest] = coefficients.toReversed();
  return rest.reduce<Term>((sum, c) => lanes.add(lanes.mul(sum, x), lanes.const(c)), lanes.const(last!));
}
