import type { Expr } from './expr.js';

/** A formula in the function's arguments, followed by its result y. */
export type Rule = (...argumentsThenResult: Expr[]) => Expr | number;

/** A point at which the slope jumps. The derivative's formula gives the value stated there by convention. */
export interface Kink {
  readonly at: number;
  readonly left: number;
  readonly right: number;
}

/** All that is known of one elementwise function. */
export interface FunctionSpec extends FormulaSpec {
  readonly value: (...args: number[]) => number;
}

/** What formulas need to know of a function: all but its values. */
export interface FormulaSpec {
  /** Where the value is given apart, by `withValue`: the arguments at which it is a whole number or one half. */
  readonly exact?: Readonly<Record<number, number>>;
  /** f′ as a formula in x and y = f(x); for several arguments one per argument, null where f cannot be differentiated by it. */
  readonly derivative: Rule | readonly (Rule | null)[];
  /** The same, where the textbook formula would lose digits. */
  readonly stable?: Rule | readonly (Rule | null)[];
  /** f written with other functions, without losing digits. */
  readonly definition?: (...args: Expr[]) => Expr | number;
  /** The condition under which f is defined. */
  readonly domain?: (...args: Expr[]) => Expr | number;
  /** Names of the arguments, where x or a, b, c would not say what they are. */
  readonly parameters?: readonly string[];
  /** Values of trailing arguments that may be left out. */
  readonly defaults?: readonly number[];
  /** The value is a truth value: 0 or 1. */
  readonly condition?: true;
  /** Of integers it gives an integer. */
  readonly integers?: true;
  readonly kinks?: readonly Kink[];
  readonly jumps?: readonly number[] | 'integers' | 'half-integers';
  /** The spoken name of the rule: "sine", "power". */
  readonly rule: string;
  /** The operator's name, or the whole application. */
  readonly latex: string | ((...args: string[]) => string);
}
