import { ChainruleError, type Expr } from '@chainrule/core';
import type { Backend } from '@chainrule/program';
import { read } from '../differentiate/read.js';
import { onBackend } from './run-program.js';
import { runColumns, runOnce, type Column } from './run-tape.js';
import { tapeOf } from './tape.js';
import { valuesOf } from './values.js';

/** Formulas made ready to be computed many times. `R` is a number for one formula, an array for a list of them. */
export interface CompiledFunction<R extends number | Float64Array = number | Float64Array> {
  /** The values at one point, its coordinates in the order of the variables. */
  (...point: number[]): R;
  /** The values at many points: a column of numbers for each variable (or one number for all points), a column for each formula. */
  map(columns: readonly Column[]): Float64Array[];
}

/**
 * Makes formulas ready to be computed many times; what they share is computed once.
 *
 * No code is generated: a list of steps is carried out, for `.map` on blocks of 1024 points; or a program is made for a backend.
 * Throws `parse` for a text that is none, `unknown-name` for a variable that is not among `variables`, and `argument` or `shape` for columns that do not fit.
 *
 * @example
 * ```ts
 * import { compile, parse } from '@chainrule/symbolic';
 * const f = compile(parse('x^2 + y'), ['x', 'y']);
 * f(3, 1); // → 10
 * f.map([Float64Array.of(1, 2), 5])[0]; // → Float64Array.of(6, 9)
 * ```
 */
export function compile(expr: Expr | string, variables: readonly string[], options?: CompileOptions): CompiledFunction<number>;
export function compile(
  exprs: readonly (Expr | string)[],
  variables: readonly string[],
  options?: CompileOptions,
): CompiledFunction<Float64Array>;
export function compile(expr: Formulas, variables: readonly string[], options?: CompileOptions): CompiledFunction;
export function compile(expr: Formulas, variables: readonly string[], { backend }: CompileOptions = {}): CompiledFunction {
  const exprs = (Array.isArray(expr) ? (expr as readonly (Expr | string)[]) : [expr as Expr | string]).map(read);
  const tape = tapeOf(valuesOf(exprs, variables), variables.length);
  const registers = new Float64Array(tape.registers);
  registers.set(tape.constants, tape.inputs);

  const call = (...point: number[]): number | Float64Array => {
    if (point.length !== variables.length)
      throw new ChainruleError('argument', `expected ${variables.length} numbers (${variables.join(', ')}), got ${point.length}`, {
        operation: 'compiled function',
      });
    registers.set(point);
    runOnce(tape, registers);
    return Array.isArray(expr) ? Float64Array.from(tape.outputs, (r) => registers[r]!) : registers[tape.outputs[0]!]!;
  };
  const run = backend
    ? onBackend(backend, exprs, variables)
    : (columns: readonly Column[], count: number): Float64Array[] => runColumns(tape, columns, count);
  const map = (columns: readonly Column[]): Float64Array[] => run(columns, lengthOf(columns, variables));
  return Object.assign(call, { map });
}

/** One formula, given as one or as text, or several. */
type Formulas = Expr | string | readonly (Expr | string)[];

/** How a compiled formula is carried out over many points. */
export interface CompileOptions {
  /** Computes `.map`; without it a list of steps is carried out on blocks of columns. */
  readonly backend?: Backend;
}

/** The number of points, which all columns must agree on. */
function lengthOf(columns: readonly Column[], variables: readonly string[]): number {
  const operation = 'compiled function';
  if (columns.length !== variables.length)
    throw new ChainruleError('argument', `expected ${variables.length} columns (${variables.join(', ')}), got ${columns.length}`, {
      operation,
    });
  let count: number | undefined;
  columns.forEach((column, i) => {
    if (typeof column === 'number') return;
    if (!(column instanceof Float64Array))
      throw new ChainruleError('dtype', `the column of ${variables[i]!} is not a Float64Array`, { operation });
    if (count !== undefined && count !== column.length)
      throw new ChainruleError('shape', `the column of ${variables[i]!} has ${column.length} values, those before it ${count}`, {
        operation,
      });
    count = column.length;
  });
  return count ?? 1;
}
