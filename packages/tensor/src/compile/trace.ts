import { optimize, printProgram, type Program } from '@chainrule/program';
import type { Lowered } from '../graph/lower.js';
import { settings } from '../graph/realize.js';
import { inspect, traced } from './compile.js';

/** A program that says what it does. */
export interface PrintableProgram extends Program {
  toString(): string;
}

/**
 * The program that a function of these examples is, after the passes every backend wants. `String(program)` prints it.
 *
 * @example
 * ```ts
 * import { tensor, Tensor, trace } from '@chainrule/tensor';
 * String(trace((x: Tensor) => x.mul(x).add(1).sum(), tensor([1, 2]))).includes('formula ((#0 · #0) + 1)'); // → true
 * ```
 */
export function trace<Args extends readonly unknown[], R>(f: (...args: Args) => R, ...examples: Args): PrintableProgram {
  const before = settings.keepSites;
  settings.keepSites = true;
  try {
    return printable(traced(f, inspect(examples)));
  } finally {
    settings.keepSites = before;
  }
}

function printable({ program, operations }: Pick<Lowered, 'program' | 'operations'>): PrintableProgram {
  const optimized = optimize(program, operations);
  return { ...optimized, toString: () => printProgram(optimized, operations) };
}
