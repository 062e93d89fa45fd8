import { add, Expr, mul, where } from './expr.js';
import type { Meaning } from './fold.js';
import { instantiate } from './meanings.js';

/** A value and how it changes. */
export interface Dual<T> {
  readonly primal: T;
  /** Absent where nothing changes: a constant exponent must not bring in the logarithm of a negative base. */
  readonly tangent?: T | undefined;
}

/**
 * Forward mode over any meaning: values become pairs of a value and its tangent. It nests: `dual(dual(…))` gives second derivatives.
 * A variable's tangent comes from `tangents`; derivatives are the table's stable ones.
 *
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition (2008), chapter 3 and section 13.2.
 *
 * @example
 * ```ts
 * import { dual, Expr, fold, numbers } from '@chainrule/core';
 * const square = fold(Expr.variable('x').squared(), dual(numbers({ x: 3 }), () => 1));
 * square; // → { primal: 9, tangent: 6 }
 * ```
 */
export function dual<T>(meaning: Meaning<T>, tangents: (name: string) => T | undefined): Meaning<Dual<T>> {
  return {
    number: (value, node) => ({ primal: meaning.number(value, node) }),
    variable: (name, node) => ({ primal: meaning.variable(name, node), tangent: tangents(name) }),
    apply: (fn, args, node) => {
      const primals = args.map((arg) => arg.primal);
      const primal = meaning.apply(fn, primals, node);
      if (fn === where) {
        // The tangent is chosen, not multiplied by 0 and 1: the branch not taken may have none that is finite.
        const [yes, no] = [args[1]!.tangent, args[2]!.tangent];
        if (yes === undefined && no === undefined) return { primal };
        const zero = meaning.number(0, Expr.number(0));
        return { primal, tangent: meaning.apply(where, [primals[0]!, yes ?? zero, no ?? zero], node) };
      }
      const parts = fn.stablePartials.flatMap((rule, i) => {
        const tangent = args[i]!.tangent;
        return rule === null || tangent === undefined
          ? []
          : [meaning.apply(mul, [instantiate(rule, fn, meaning, primals, primal), tangent], node)];
      });
      return parts.length === 0 ? { primal } : { primal, tangent: parts.reduce((sum, part) => meaning.apply(add, [sum, part], node)) };
    },
  };
}
