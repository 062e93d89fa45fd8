import { ChainruleError } from '@chainrule/core';
import { kindOf } from './checked.js';
import { derivative } from './derivative.js';
import type { Estimate } from './estimate.js';
import type { MatrixEstimate } from './hessian.js';
import { optionsAt, vectorOf, type VectorOptions } from './vector.js';

/** A function from vectors to vectors. It is given an array that is used again: copy it to keep it. */
export type VectorField = (x: Float64Array) => ArrayLike<number>;

/**
 * The Jacobian of f: ℝⁿ → ℝᵐ at x: m rows, n columns, ∂fᵢ/∂xⱼ.
 *
 * @example
 * ```ts
 * import { jacobian } from '@chainrule/numeric';
 * const { value } = jacobian(([x = 0, y = 0]) => [x * y, x + y], [2, 3]);
 * value.map((row) => [...row]); // → [[3, 2], [1, 1]]
 * ```
 */
export function jacobian(f: VectorField, x: ArrayLike<number>, options: VectorOptions = {}): MatrixEstimate {
  const at = vectorOf(x, 'jacobian');
  const field = fieldOf(f, at, 'jacobian');
  const columns = Array.from(at, (here, j) => {
    const line = field.line((t, point) => (point[j] = t), here);
    return Array.from({ length: field.rows }, (_, i) => derivative((t) => line(t)[i]!, here, optionsAt(options, j)));
  });
  return { ...matrix(columns, field.rows), evaluations: field.calls() };
}

/** f with its results checked, copied and counted, and what its value at x tells. */
export function fieldOf(
  f: VectorField,
  x: Float64Array,
  operation: string,
): {
  readonly rows: number;
  readonly calls: () => number;
  /** f along a line through x that `place` writes into a point, each t evaluated once; `start` is the t of x itself. */
  readonly line: (place: (t: number, point: Float64Array) => void, start: number) => (t: number) => Float64Array;
} {
  let calls = 0;
  let rows = -1;
  const evaluate = (point: Float64Array): Float64Array => {
    calls++;
    let y: unknown;
    try {
      y = f(point);
    } catch (cause) {
      if (cause instanceof ChainruleError) throw cause;
      throw new ChainruleError('argument', `f threw "${String(cause)}"`, { operation, cause });
    }
    if (typeof y !== 'object' || y === null || !('length' in y)) {
      throw new ChainruleError('argument', `f must return an array of numbers, not ${kindOf(y)}`, { operation });
    }
    const values = Float64Array.from(y as ArrayLike<number>);
    if (rows >= 0 && values.length !== rows) {
      throw new ChainruleError('shape', `f returned ${values.length} values where it had returned ${rows}`, { operation });
    }
    return values;
  };
  const centre = evaluate(x.slice());
  rows = centre.length;
  return {
    rows,
    calls: () => calls,
    line(place, start) {
      const known = new Map([[start, centre]]);
      const point = x.slice();
      return (t) => {
        let y = known.get(t);
        if (y === undefined) {
          place(t, point);
          known.set(t, (y = evaluate(point)));
        }
        return y;
      };
    },
  };
}

/** Columns of estimates as rows of numbers. */
const matrix = (columns: readonly (readonly Estimate[])[], rows: number): Pick<MatrixEstimate, 'value' | 'errorBound'> => ({
  value: Array.from({ length: rows }, (_, i) => Float64Array.from(columns, (column) => column[i]!.value)),
  errorBound: Array.from({ length: rows }, (_, i) => Float64Array.from(columns, (column) => column[i]!.errorBound)),
});
