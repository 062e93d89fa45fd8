import type { Expr } from '@chainrule/core';
import { div, functions, log, where, type Elementwise } from '@chainrule/core';

/** A function as it is called in text. */
export interface Callable {
  readonly name: string;
  readonly arity: number;
  /** Whether the name is a variable where no parenthesis follows. */
  readonly orVariable?: boolean;
  /** How many arguments it takes, in words, or undefined when `count` will do. */
  expects(count: number): string | undefined;
  build(args: readonly Expr[]): Expr;
}

const aliases: Readonly<Record<string, string>> = {
  ln: 'log', sgn: 'sign', 'π': 'pi', 'Γ': 'gamma', Gamma: 'gamma', lgamma: 'loggamma', lngamma: 'loggamma', psi: 'digamma', 'ψ': 'digamma',
  clamp: 'clip', step: 'heaviside', logsumexp: 'logaddexp', swish: 'silu', 'σ': 'sigmoid', logistic: 'sigmoid',
}; // prettier-ignore

/** Functions of two arguments that text may give any number of; the first two are taken together first. */
const variadic = /^(max|min|hypot|logaddexp)$/;

/** Names that are variables where no parenthesis follows. */
const letters = /^(gamma|zeta|step|psi|Γ|σ|ψ)$/;

/** Names that begin a product when a parenthesis follows: x(x + 1), but not f(x). */
export const factorName: RegExp = /^(?![fgh](_?\d|$))\p{L}\p{M}*(_?\d+)?$/iu;

/** A function and its argument without anything between: sinx, ln2x. */
export const runTogether: RegExp = /^((?:arc?|a)?(?:sin|cos|tan|sec|csc|cot)h?|exp|ln|log|sqrt|cbrt)(\d*[xyzθφ])$/u;

const plural = (count: number | string, noun = 'argument'): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function ofEntry(fn: Elementwise, orVariable = false): Callable {
  const least = fn.arity - fn.defaults.length;
  return {
    name: fn.name,
    arity: fn.arity,
    orVariable,
    expects: (count) => (count >= least && count <= fn.arity ? undefined : plural(least === fn.arity ? least : `${least} to ${fn.arity}`)),
    build: (args) => fn.of(...args),
  };
}

const atLeastOne = (count: number): string | undefined => (count > 0 ? undefined : 'at least 1 argument');

const logarithm: Callable = {
  name: 'log',
  arity: 1,
  expects: (count) => (count === 1 || count === 2 ? undefined : '1 or 2 arguments'),
  build: ([x, base]) => (base === undefined ? log.of(x!) : div.of(log.of(x!), log.of(base))),
};
const piecewise: Callable = {
  name: 'piecewise',
  arity: 3,
  expects: (count) => (count >= 3 && count % 2 === 1 ? undefined : 'pairs of condition and value, then the value otherwise'),
  build: (args) => {
    let result = args[args.length - 1]!;
    for (let i = args.length - 3; i >= 0; i -= 2) result = where.of(args[i]!, args[i + 1]!, result);
    return result;
  },
};

/** The functions and constants of text by name: the table's, their other names, and those the caller brings. */
export interface Names {
  find(name: string): Callable | undefined;
  all(): string[];
}

export function names(extra: readonly Elementwise[] = []): Names {
  const table: Readonly<Record<string, Elementwise>> = functions;
  const own = new Map(extra.map((fn) => [fn.name, fn]));
  return {
    find(name) {
      if (own.has(name)) return ofEntry(own.get(name)!);
      if (name === 'piecewise') return piecewise;
      const plain = Object.hasOwn(aliases, name) ? aliases[name]! : name.replace(/^arc?(?=(sin|cos|tan|sec|csc|cot)h?$)/, 'a');
      if (plain === 'log') return logarithm;
      if (!Object.hasOwn(table, plain)) return undefined;
      const fn = table[plain]!;
      const callable = ofEntry(fn, letters.test(name));
      return variadic.test(plain) ? { ...callable, expects: atLeastOne, build: (args) => args.reduce((a, b) => fn.of(a, b)) } : callable;
    },
    all: () => [...own.keys(), 'piecewise', ...Object.keys(aliases), ...Object.keys(table)].filter((name) => name.length > 1),
  };
}
