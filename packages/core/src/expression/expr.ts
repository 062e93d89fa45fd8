import { ChainruleError } from '../errors.js';
import type { FormulaSpec, FunctionSpec, Kink, Rule } from './function-spec.js';
import { hashNumber, hashText, mix } from './hash.js';
import { Rational } from './rational.js';

/** A number in a formula: exact where it can be, else a double. */
export type Constant = Rational | number;

/**
 * A formula as data: a number, a variable, or an elementwise function applied to formulas.
 *
 * Immutable; nodes may be shared, so a formula is a graph. Constructors rewrite nothing: `x.minus(y)` is a difference, not
 * a sum with a negation. Give a formula a meaning with `fold`.
 *
 * @example
 * ```ts
 * import { Expr, evaluate, sin } from '@chainrule/core';
 * const x = Expr.variable('x');
 * evaluate(x.squared().plus(sin.of(x)), { x: 2 }); // → 4.909297426825682
 * ```
 */
export class Expr {
  private constructor(
    readonly kind: 'number' | 'variable' | 'apply',
    /** The number of a `number` node. */
    readonly value: Constant,
    /** The name of a `variable` node. */
    readonly name: string,
    /** The function of an `apply` node. */
    readonly fn: Elementwise | undefined,
    readonly args: readonly Expr[],
    /** Equal formulas have equal hashes. */
    readonly hash: number,
    /** How many operations it has, those of a shared part each time it is used: a function one, a number one for its sign and one for its fraction bar. */
    readonly operations: number,
  ) {}

  /** A number: integers become exact. */
  static number(value: Constant | bigint): Expr {
    const exact = typeof value === 'bigint' || (Number.isSafeInteger(value) && !Object.is(value, -0));
    const constant = exact ? Rational.of(value as bigint | number) : value;
    return typeof constant === 'number'
      ? new Expr('number', constant, '', undefined, none, hashNumber(constant), constant < 0 ? 1 : 0)
      : new Expr('number', constant, '', undefined, none, constant.hash, (constant.sign < 0 ? 1 : 0) + (constant.isInteger ? 0 : 1));
  }
  static variable(name: string): Expr {
    return new Expr('variable', NaN, name, undefined, none, hashText(`$${name}`), 0);
  }
  /** `fn(args)`. Throws an `argument` error when their count is not the function's. */
  static apply(fn: Elementwise, args: readonly Expr[]): Expr {
    if (args.length !== fn.arity)
      throw new ChainruleError('argument', `${fn.name} takes ${fn.arity} argument${fn.arity === 1 ? '' : 's'}, got ${args.length}`, {
        operation: fn.name,
      });
    let hash = fn.hash;
    let operations = args.length > 0 ? 1 : 0;
    for (const arg of args) {
      hash = mix(hash, arg.hash);
      operations += arg.operations;
    }
    return new Expr('apply', NaN, '', fn, args, hash, operations);
  }
  static lift(value: Expr | number): Expr {
    return typeof value === 'number' ? Expr.number(value) : value;
  }

  plus(b: Expr | number): Expr {
    return add.of(this, b);
  }
  minus(b: Expr | number): Expr {
    return sub.of(this, b);
  }
  times(b: Expr | number): Expr {
    return mul.of(this, b);
  }
  over(b: Expr | number): Expr {
    return div.of(this, b);
  }
  negated(): Expr {
    return neg.of(this);
  }
  power(b: Expr | number): Expr {
    return pow.of(this, b);
  }
  squared(): Expr {
    return this.power(2);
  }
  /** Whether it is this very number. */
  isNumber(value: number): boolean {
    return this.kind === 'number' && Number(this.value) === value;
  }
}

const none: readonly Expr[] = [];

/**
 * One function of the elementwise table: its value on numbers and its derivatives as formulas. Made by `defineElementwise`.
 */
export class Elementwise {
  readonly '~chainrule': { readonly kind: 'elementwise'; readonly spec: 1; readonly name: string };
  readonly hash: number;
  /** The names of the arguments in this function's formulas: x, or a, b, c, unless it names them. The result is y. */
  readonly parameters: readonly string[];
  private rules: { partials?: Rules; stable?: Rules } = {};

  constructor(
    readonly name: string,
    readonly arity: number,
    private readonly spec: FormulaSpec & Partial<FunctionSpec>,
  ) {
    this['~chainrule'] = { kind: 'elementwise', spec: 1, name };
    this.hash = hashText(`${name}(`);
    this.parameters = spec.parameters ?? (arity === 1 ? ['x'] : ['a', 'b', 'c'].slice(0, arity));
  }

  /** The formula `fn(args)`; arguments left out at the end take their defaults. */
  of(...args: readonly (Expr | number)[]): Expr {
    const lifted = args.map((arg) => (typeof arg === 'number' ? Expr.number(arg) : arg));
    const missing = this.arity - args.length;
    if (missing > 0) lifted.push(...this.defaults.slice(-missing).map((value) => Expr.number(value)));
    return Expr.apply(this, lifted);
  }
  /** The values of trailing arguments that may be left out: `elu(x)` is `elu(x, 1)`. */
  get defaults(): readonly number[] {
    return this.spec.defaults ?? [];
  }
  /** f on numbers, with IEEE 754's special values. Throws `unsupported` in a bundle that holds formulas of a special function alone. */
  get value(): (...args: number[]) => number {
    const value = this.spec.value ?? this.apart;
    if (value) return value;
    throw new ChainruleError('unsupported', `this bundle has no values of ${this.name}`, {
      operation: this.name,
      hint: `use evaluate, or import { ${this.name} } from '@chainrule/core'`,
    });
  }
  private apart?: FunctionSpec['value'];
  /** The functions that came with the value, because the derivatives are made of them. */
  companions: readonly Elementwise[] = [];
  /** Makes f able to compute, and with it the functions that its derivatives are made of. */
  attach(value: FunctionSpec['value'], companions: readonly Elementwise[]): this {
    this.apart = value;
    this.companions = companions;
    return this;
  }
  /** Where the value is known exactly, for a function whose values are apart. */
  get exact(): FormulaSpec['exact'] {
    return this.spec.exact;
  }
  /** ∂f/∂argument as formulas in the parameters and y, as a textbook writes them; null where none exists (an order, a count). */
  get partials(): Rules {
    return (this.rules.partials ??= build(this.spec.derivative, this));
  }
  /** The same derivatives, written so that no argument loses digits. */
  get stablePartials(): Rules {
    return (this.rules.stable ??= this.spec.stable ? build(this.spec.stable, this) : this.partials);
  }
  /** f as a formula of other functions, where it is one: how a backend without a kernel for f computes it. */
  get definition(): Expr | undefined {
    return this.spec.definition && Expr.lift(this.spec.definition(...this.variables()));
  }
  /** The condition on the arguments under which f is defined; `undefined` when always. */
  get domain(): Expr | undefined {
    return this.spec.domain && Expr.lift(this.spec.domain(...this.variables()));
  }
  /** Whether the value is a truth value, 0 or 1. */
  get isCondition(): boolean {
    return this.spec.condition === true;
  }
  /** Whether integers give an integer. */
  get keepsIntegers(): boolean {
    return this.spec.integers === true;
  }
  /** Points at which the slope jumps, with the slopes on both sides. */
  get kinks(): readonly Kink[] {
    return this.spec.kinks ?? [];
  }
  /** Where the value jumps. */
  get jumps(): FunctionSpec['jumps'] {
    return this.spec.jumps;
  }
  /** The rule's name as a person says it: "the sine rule". */
  get rule(): string {
    return this.spec.rule;
  }
  /** LaTeX of the function applied to arguments given as LaTeX. */
  latex(...args: string[]): string {
    const { latex } = this.spec;
    return typeof latex === 'function' ? latex(...args) : `${latex}\\left(${args.join(', ')}\\right)`;
  }
  private variables(): Expr[] {
    return this.parameters.map((name) => Expr.variable(name));
  }
}

/** The derivative of a function by each of its arguments, as formulas in the arguments' names and `y`; null where there is none. */
export type Rules = readonly (Expr | null)[];

function build(derivative: Rule | readonly (Rule | null)[], fn: Elementwise): Rules {
  const args = [...fn.parameters, 'y'].map((name) => Expr.variable(name));
  const rules = typeof derivative === 'function' ? [derivative] : derivative;
  return rules.map((rule) => rule && Expr.lift(rule(...args)));
}

/**
 * Defines an elementwise function: the whole of what adding one takes, here and in a plugin.
 *
 * @example
 * ```ts
 * import { defineElementwise, evaluate } from '@chainrule/core';
 * const cube = defineElementwise('cube', { value: (x) => x ** 3, derivative: (x) => x.squared().times(3), rule: 'cube', latex: '\\operatorname{cube}' });
 * evaluate(cube.partials[0]!, { x: 2 }); // → 12
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineElementwise(name: string, spec: FunctionSpec): Elementwise {
  return defineWithoutValue(name, spec);
}

/** Defines a function for formulas; its value is a long program, attached where it is needed (`elementwise/special-values.ts`). */
/* @__NO_SIDE_EFFECTS__ */
export function defineWithoutValue(name: string, spec: FormulaSpec): Elementwise {
  return new Elementwise(name, typeof spec.derivative === 'function' ? 1 : spec.derivative.length, spec);
}

/** a + b; derivatives 1 and 1. */
export const add: Elementwise = defineElementwise('add', {
  value: (a, b) => a + b,
  derivative: [() => 1, () => 1],
  integers: true,
  rule: 'sum',
  latex: (a, b) => `${a} + ${b}`,
});
/** a − b; derivatives 1 and −1. */
export const sub: Elementwise = defineElementwise('sub', {
  value: (a, b) => a - b,
  derivative: [() => 1, () => -1],
  integers: true,
  rule: 'difference',
  latex: (a, b) => `${a} - ${b}`,
});
/** a·b; derivatives b and a. */
export const mul: Elementwise = defineElementwise('mul', {
  value: (a, b) => a * b,
  derivative: [(_a, b) => b, (a) => a],
  integers: true,
  rule: 'product',
  latex: (a, b) => `${a} \\cdot ${b}`,
});
/** a/b; derivatives 1/b and −a/b². */
export const div: Elementwise = defineElementwise('div', {
  value: (a, b) => a / b,
  derivative: [(_a, b) => Expr.number(1).over(b), (a, b) => a.over(b.squared()).negated()],
  stable: [(_a, b) => Expr.number(1).over(b), (_a, b, y) => y.over(b).negated()],
  domain: (_a, b) => ne.of(b, 0),
  rule: 'quotient',
  latex: (a, b) => `\\frac{${a}}{${b}}`,
});
/** −x; derivative −1. */
export const neg: Elementwise = defineElementwise('neg', {
  value: (x) => -x,
  derivative: () => -1,
  integers: true,
  rule: 'negation',
  latex: (x) => `-${x}`,
});
/** aᵇ; derivatives b·aᵇ⁻¹ and aᵇ·ln a. */
export const pow: Elementwise = defineElementwise('pow', {
  value: (a, b) => a ** b,
  derivative: [(a, b) => b.times(a.power(b.minus(1))), (a, _b, y) => y.times(log.of(a))],
  // At a = 0 and b ≥ 0 the power does not change with b, and at b = 0 it does not change with a.
  stable: [
    (a, b) => where.of(eq.of(b, 0), 0, b.times(a.power(b.minus(1)))),
    (a, b, y) => {
      const slope = y.times(log.of(a));
      return where.of(eq.of(a, 0), where.of(ge.of(b, 0), 0, slope), slope);
    },
  ],
  rule: 'power',
  latex: (a, b) => `{${a}}^{${b}}`,
});
/** The natural logarithm of x > 0; derivative 1/x. */
export const log: Elementwise = defineElementwise('log', {
  value: (x) => Math.log(x),
  derivative: (x) => Expr.number(1).over(x),
  domain: (x) => gt.of(x, 0),
  rule: 'logarithm',
  latex: '\\ln',
});
/** `yes` where the condition is not zero, else `no`. */
export const where: Elementwise = defineElementwise('where', {
  value: (condition, yes, no) => (condition === 0 ? no : yes),
  derivative: [() => 0, (a) => where.of(a, 1, 0), (a) => where.of(a, 0, 1)],
  integers: true,
  rule: 'case',
  latex: (condition, yes, no) => `\\begin{cases}${yes} & ${condition} \\\\ ${no} & \\text{otherwise}\\end{cases}`,
});

/* @__NO_SIDE_EFFECTS__ */
function comparison(name: string, value: (a: number, b: number) => boolean, sign: string): Elementwise {
  return defineElementwise(name, {
    value: (a, b) => (value(a, b) ? 1 : 0),
    derivative: [() => 0, () => 0],
    condition: true,
    rule: 'comparison',
    latex: (a, b) => `${a} ${sign} ${b}`,
  });
}
/** 1 where a < b, else 0; derivatives 0. */
export const lt: Elementwise = comparison('lt', (a, b) => a < b, '<');
/** 1 where a ≤ b, else 0; derivatives 0. */
export const le: Elementwise = comparison('le', (a, b) => a <= b, '\\le');
/** 1 where a > b, else 0; derivatives 0. */
export const gt: Elementwise = comparison('gt', (a, b) => a > b, '>');
/** 1 where a ≥ b, else 0; derivatives 0. */
export const ge: Elementwise = comparison('ge', (a, b) => a >= b, '\\ge');
/** 1 where a = b, else 0; derivatives 0. */
export const eq: Elementwise = comparison('eq', (a, b) => a === b, '=');
/** 1 where a ≠ b, else 0; derivatives 0. */
export const ne: Elementwise = comparison('ne', (a, b) => a !== b, '\\ne');
