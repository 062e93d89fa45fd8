import { ChainruleError } from '@chainrule/core';
import { checked } from './checked.js';
import type { DerivativeOptions } from './derivative.js';
import type { Domain, Estimate, EstimateStatus } from './estimate.js';

/** A function of a vector. It is given an array that is used again: copy it to keep it. */
export type VectorFunction = (x: Float64Array) => number;

/** Options of the derivatives of functions of a vector. */
export interface VectorOptions extends Omit<DerivativeOptions, 'order' | 'domain'> {
  /** Where f may be evaluated: one interval for every coordinate, or one for each. */
  readonly domain?: Domain | readonly Domain[];
}

/** A vector of derivatives. */
export interface VectorEstimate {
  readonly value: Float64Array;
  /** For each entry, as in `Estimate`. */
  readonly errorBound: Float64Array;
  readonly status: readonly EstimateStatus[];
  /** Calls of f altogether. */
  readonly evaluations: number;
}

/** x as a new Float64Array; an error when it is empty or holds something that is not a finite number. */
export function vectorOf(x: ArrayLike<number>, operation: string): Float64Array {
  const refuse = (problem: string): never => {
    throw new ChainruleError('argument', problem, { operation });
  };
  if (typeof x !== 'object' || !(x.length > 0)) refuse('x must be an array of one or more numbers');
  const vector = Float64Array.from(x);
  const bad = vector.findIndex((value) => !Number.isFinite(value));
  return bad < 0 ? vector : refuse(`x[${bad}] must be a finite number, not ${x[bad]}`);
}

/** Derivative options for coordinate i. */
export function optionsAt({ domain, ...rest }: VectorOptions, i: number): DerivativeOptions {
  if (domain === undefined) return rest;
  const here = typeof domain[0] === 'number' ? (domain as Domain) : (domain as readonly Domain[])[i];
  if (here === undefined) throw new ChainruleError('argument', `the domain has no interval for coordinate ${i}`, { operation: 'gradient' });
  return { ...rest, domain: here };
}

/** f along the straight line x + t·direction, counted by `count`. The array given to f is filled anew for each call. */
export function along(
  f: VectorFunction,
  x: Float64Array,
  direction: ArrayLike<number>,
  scratch: Float64Array = new Float64Array(x.length),
): (t: number) => number {
  return (t) => {
    for (let i = 0; i < x.length; i++) scratch[i] = x[i]! + t * direction[i]!;
    return f(scratch);
  };
}

/** f with its calls counted and checked. */
export function counted(f: VectorFunction, operation: string): { readonly f: VectorFunction; readonly calls: () => number } {
  let calls = 0;
  const evaluate = checked(f, operation);
  return {
    f: (x) => {
      calls++;
      return evaluate(x);
    },
    calls: () => calls,
  };
}

/** Estimates as one vector. */
export const collect = (entries: readonly Estimate[], evaluations: number): VectorEstimate => ({
  value: Float64Array.from(entries, (e) => e.value),
  errorBound: Float64Array.from(entries, (e) => e.errorBound),
  status: entries.map((e) => e.status),
  evaluations,
});
