import {
  computable,
  add,
  ChainruleError,
  didYouMean,
  div,
  fold,
  mul,
  neg,
  pow,
  sub,
  type Elementwise,
  type Expr,
  type Meaning,
} from '@chainrule/core';
import { fused, kernelOf, type Kernel } from './kernels.js';

/** One value of a computation: an argument, a constant, or a kernel applied to earlier values. */
export type Value =
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'step'; readonly kernel: Kernel; readonly args: readonly number[]; readonly constant: number };

/** Values in the order they can be computed, equal ones only once. */
export interface Values {
  readonly values: readonly Value[];
  readonly outputs: readonly number[];
}

/**
 * The values that formulas need: what they share is computed once, constants are computed here, small powers become products.
 * Every value is the formula's own, but for the last digit of such powers.
 */
export function valuesOf(exprs: readonly Expr[], variables: readonly string[]): Values {
  const values: Value[] = variables.map((_, index) => ({ kind: 'input', index }));
  const numbered = new Map<string, number>();
  const kernels = new Map<Elementwise, Kernel>();
  const identities = new Map<Kernel, number>();

  const number = (key: string, value: Value): number => {
    const known = numbered.get(key);
    if (known !== undefined) return known;
    numbered.set(key, values.length);
    values.push(value);
    return values.length - 1;
  };
  const constant = (value: number): number => number(Object.is(value, -0) ? '-0' : String(value), { kind: 'constant', value });
  const constantOf = (index: number): number | undefined => {
    const value = values[index]!;
    return value.kind === 'constant' ? value.value : undefined;
  };
  const step = (kernel: Kernel, args: readonly number[], k = 0): number => {
    if (!identities.has(kernel)) identities.set(kernel, identities.size);
    return number(`${identities.get(kernel)!}(${args.join()};${Object.is(k, -0) ? '-0' : k})`, { kind: 'step', kernel, args, constant: k });
  };
  const negatedArgument = (index: number): number | undefined => {
    const value = values[index]!;
    return value.kind === 'step' && value.kernel.fn === neg ? value.args[0] : undefined;
  };

  const apply = (fn: Elementwise, args: readonly number[]): number => {
    const known = args.map(constantOf);
    if (known.every((value) => value !== undefined)) return constant(computable(fn).value(...known));
    const [a, b] = args as [number, number];
    const [ka, kb] = known as [number | undefined, number | undefined];
    if (fn === pow && kb !== undefined) return power(a, b, kb);
    if (fn === add || fn === mul) {
      // Both commute to the last bit.
      if (ka !== undefined) return withConstant(fn, b, ka);
      if (kb !== undefined) return withConstant(fn, a, kb);
      if (fn === add && negatedArgument(b) !== undefined) return apply(sub, [a, negatedArgument(b)!]);
      return step(kernel(fn), a < b ? [a, b] : [b, a]);
    }
    if (fn === sub) {
      if (ka !== undefined) return step(fused.subtractFrom, [b], ka);
      if (kb !== undefined) return step(fused.addConstant, [a], -kb);
      if (negatedArgument(b) !== undefined) return apply(add, [a, negatedArgument(b)!]);
    }
    if (fn === div) {
      if (ka !== undefined) return step(fused.divideInto, [b], ka);
      if (kb !== undefined) return kb === 1 ? a : step(fused.divideBy, [a], kb);
    }
    if (fn === neg) return negatedArgument(a) ?? step(kernel(neg), [a]);
    return step(kernel(fn), args);
  };
  const kernel = (fn: Elementwise): Kernel => kernels.get(fn) ?? kernels.set(fn, kernelOf(fn)).get(fn)!;
  const withConstant = (fn: Elementwise, a: number, k: number): number => {
    if (fn === mul) return k === 1 ? a : k === -1 ? apply(neg, [a]) : step(fused.scale, [a], k);
    return step(fused.addConstant, [a], k);
  };
  /** x^n as products. A negative power is one of 1/x: 1/x² would be 0 where x² overflows. */
  const power = (x: number, exponent: number, n: number): number => {
    if (n === 0) return constant(1);
    if (n === 1) return x;
    if (n === 0.5) return step(fused.squareRootPower, [x]);
    const base = n < 0 ? step(fused.divideInto, [x], 1) : x;
    const square = (): number => apply(mul, [base, base]);
    if (Math.abs(n) === 1) return base;
    if (Math.abs(n) === 2) return square();
    if (n === 3) return apply(mul, [square(), base]);
    if (n === 4) return apply(mul, [square(), square()]);
    return step(kernel(pow), [x, exponent]);
  };

  const positions = new Map(variables.map((name, index) => [name, index]));
  const meaning: Meaning<number> = {
    number: (value) => constant(Number(value)),
    variable: (name) => {
      const index = positions.get(name);
      if (index === undefined)
        throw new ChainruleError(
          'unknown-name',
          `the formula has a variable "${name}" that is not among the arguments${didYouMean(name, variables)}`,
          {
            operation: 'compile',
            hint: `compile(expr, [${[...variables, name].map((item) => `'${item}'`).join(', ')}])`,
          },
        );
      return index;
    },
    apply,
  };
  const memo = new Map<Expr, number>();
  return fuse({ values, outputs: exprs.map((expr) => fold(expr, meaning, memo)) });
}

/** Joins a product that is used once with the sum it is used in. */
function fuse({ values, outputs }: Values): Values {
  const uses = new Array<number>(values.length).fill(0);
  for (const output of outputs) uses[output]!++;
  for (const value of values) if (value.kind === 'step') for (const arg of value.args) uses[arg]!++;
  const joined = values.map((value): Value => {
    if (value.kind !== 'step' || value.kernel.fn !== add) return value;
    for (const [product, rest] of [value.args, value.args.toReversed()] as [number, number][]) {
      const factor = values[product]!;
      if (factor.kind === 'step' && factor.kernel.fn === mul && uses[product] === 1)
        return { ...value, kernel: fused.multiplyAdd, args: [...factor.args, rest] };
    }
    return value;
  });
  return { values: joined, outputs };
}
