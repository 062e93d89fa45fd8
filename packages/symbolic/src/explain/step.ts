import type { Expr } from '@chainrule/core';
import type { Check } from './check.js';

/** One step of a derivation: a part of the formula and its derivative. */
export interface Step {
  /** The rule as a person says it: power, constant multiple, sum, product, quotient, chain, sine … */
  readonly rule: string;
  /** The part that is differentiated, or, for the rule "simplify", the derivative so far. */
  readonly before: Expr;
  /** Its derivative by this rule, not simplified. */
  readonly after: Expr;
  /** Which argument to take at each node, from the whole formula down to the part. */
  readonly path: readonly number[];
  /** For the chain rule the inner function u and its derivative. */
  readonly substitution?: { readonly u: Expr; readonly du: Expr };
  /** The rule in a sentence. */
  readonly note: string;
  /** The variable it is differentiated by. */
  readonly variable: string;
  /** 1 for the first derivative. */
  readonly order: number;
  /** The step verified with numbers, independently of the rules. */
  readonly check: Check;
}

/** A derivative and how it came about. */
export interface Derivation {
  readonly expr: Expr;
  readonly wrt: readonly string[];
  readonly steps: readonly Step[];
  /** Exactly what `derivative` gives. */
  readonly result: Expr;
}
