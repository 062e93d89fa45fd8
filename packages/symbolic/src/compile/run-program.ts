import type { ArrayData, Expr } from '@chainrule/core';
import { readArray, type Backend, type Executable } from '@chainrule/program';
import { operations, programOf } from './program.js';
import type { Column } from './run-tape.js';

/** Formulas computed by a backend. A program is made for each number of points; the last is kept. */
export function onBackend(
  backend: Backend,
  exprs: readonly Expr[],
  variables: readonly string[],
): (columns: readonly Column[], count: number) => Float64Array[] {
  let last: { key: string; executable: Executable } | undefined;
  return (columns, count) => {
    const inputs = columns.map((column): ArrayData =>
      typeof column === 'number'
        ? { dtype: 'float64', shape: [], data: Float64Array.of(column) }
        : { dtype: 'float64', shape: [count], data: column },
    );
    const key = inputs.map(({ shape }) => shape.join()).join(';');
    if (last?.key !== key) last = { key, executable: backend.compile(programOf(exprs, variables, inputs), operations) };
    return last.executable.run(inputs).map((result) => {
      // What a backend reads out is a copy; plain data may be one of the columns themselves.
      const { data } = readArray(result);
      if (data.length !== count) return new Float64Array(count).fill(data[0]!);
      return 'read' in result && data instanceof Float64Array ? data : new Float64Array(data);
    });
  };
}
