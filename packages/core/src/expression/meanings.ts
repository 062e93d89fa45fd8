import { computable } from '../elementwise/special-values.js';
import { ChainruleError, didYouMean } from '../errors.js';
import { Expr, type Elementwise } from './expr.js';
import { fold, postOrder, type Meaning } from './fold.js';

/** Formulas as formulas: the identity, to be overridden where something is to be replaced. */
export const formulas: Meaning<Expr> = {
  number: (_, node) => node,
  variable: (_, node) => node,
  apply: (fn, args, node) => (args.every((arg, i) => arg === node.args[i]) ? node : Expr.apply(fn, args)),
};

/**
 * Formulas as doubles, with the given values of the variables.
 *
 * Throws `unknown-name` for a variable without a value.
 *
 * @example
 * ```ts
 * import { Expr, fold, numbers } from '@chainrule/core';
 * fold(Expr.variable('x').plus(1), numbers({ x: 2 })); // → 3
 * ```
 */
export function numbers(values: Readonly<Record<string, number>>): Meaning<number> {
  return {
    number: Number,
    variable: (name) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined)
        throw new ChainruleError('unknown-name', `no value given for "${name}"${didYouMean(name, Object.keys(values))}`, {
          operation: 'evaluate',
          hint: `pass { ${name}: … }`,
        });
      return value;
    },
    apply: (fn, args) => computable(fn).value(...args),
  };
}

/**
 * The value of a formula at a point, in doubles. Throws `unknown-name` for a variable without a value.
 *
 * @example
 * ```ts
 * import { evaluate, Expr, sin } from '@chainrule/core';
 * evaluate(sin.of(Expr.variable('x')), { x: 0 }); // → 0
 * ```
 */
export function evaluate(expr: Expr, values: Readonly<Record<string, number>> = {}): number {
  return fold(expr, numbers(values));
}

/**
 * The formula with variables replaced by formulas, all at once.
 *
 * @example
 * ```ts
 * import { evaluate, Expr, substitute } from '@chainrule/core';
 * const [x, y] = [Expr.variable('x'), Expr.variable('y')];
 * evaluate(substitute(x.minus(y), { x: y, y: x }), { x: 1, y: 5 }); // → 4
 * ```
 */
export function substitute(expr: Expr, replacements: Readonly<Record<string, Expr | number>>): Expr {
  return fold(expr, {
    ...formulas,
    variable: (name, node) => (Object.hasOwn(replacements, name) ? Expr.lift(replacements[name]!) : node),
  });
}

/**
 * A rule of the table under a meaning: the formula with its parameters standing for `args` and y for `result`.
 * It is how a derivative of the table becomes a number, a tensor graph or a dual number.
 *
 * @example
 * ```ts
 * import { instantiate, numbers, pow } from '@chainrule/core';
 * instantiate(pow.partials[0]!, pow, numbers({}), [3, 2], 9); // → 6
 * ```
 */
export function instantiate<T>(rule: Expr, fn: Elementwise, meaning: Meaning<T>, args: readonly T[], result: T): T {
  const { parameters } = fn;
  return fold(rule, {
    number: (value, node) => meaning.number(value, node),
    apply: (inner, values, node) => meaning.apply(inner, values, node),
    variable: (name) => (name === 'y' ? result : args[parameters.indexOf(name)]!),
  });
}

/**
 * The names of the variables in a formula, sorted.
 *
 * @example
 * ```ts
 * import { Expr, variablesOf } from '@chainrule/core';
 * variablesOf(Expr.variable('b').times(Expr.variable('a'))); // → ['a', 'b']
 * ```
 */
export function variablesOf(expr: Expr): string[] {
  const names = new Set<string>();
  for (const { kind, name } of postOrder(expr)) if (kind === 'variable') names.add(name);
  return [...names].sort();
}
