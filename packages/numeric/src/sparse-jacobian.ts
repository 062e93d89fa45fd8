import { ChainruleError } from '@chainrule/core';
import { colourColumns, type SparsityPattern } from './colouring.js';
import { derivative } from './derivative.js';
import { fieldOf, type VectorField } from './jacobian.js';
import { vectorOf, type VectorOptions } from './vector.js';

/** The entries of a sparse Jacobian, in the order of the pattern. */
export interface SparseJacobian {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly value: Float64Array;
  readonly errorBound: Float64Array;
  /** Groups of columns differentiated together. */
  readonly colours: number;
  /** Calls of f altogether. */
  readonly evaluations: number;
}

/**
 * The Jacobian of f: ℝⁿ → ℝᵐ where only the entries of `pattern` can be non-zero, moving many coordinates at once:
 * the number of calls grows with the number of colours, not with n.
 *
 * Source: A. Curtis, M. Powell and J. Reid, "On the estimation of sparse Jacobian matrices", IMA J. Appl. Math. 13 (1974).
 *
 * @example
 * ```ts
 * import { sparseJacobian } from '@chainrule/numeric';
 * const squares = (x: Float64Array) => x.map((v) => v * v);
 * const { value, colours } = sparseJacobian(squares, [1, 2, 3], [[0], [1], [2]]);
 * [...value]; // → [2, 4, 6]
 * colours; // → 1
 * ```
 */
export function sparseJacobian(
  f: VectorField,
  x: ArrayLike<number>,
  pattern: SparsityPattern,
  options: Omit<VectorOptions, 'domain'> = {},
): SparseJacobian {
  const at = vectorOf(x, 'sparseJacobian');
  const field = fieldOf(f, at, 'sparseJacobian');
  checkPattern(pattern, field.rows, at.length);
  const colourOf = colourColumns(pattern, at.length);
  const colours = Math.max(...colourOf) + 1;
  const scales = at.map((value) => 2 ** Math.round(Math.log2(Math.max(Math.abs(value), 1))));
  const lines = Array.from({ length: colours }, (_, colour) =>
    field.line((t, point) => {
      for (let j = 0; j < at.length; j++) if (colourOf[j] === colour) point[j] = at[j]! + t * scales[j]!;
    }, 0),
  );
  const entries = pattern.flatMap((row, i) =>
    row.map((j) => {
      const line = lines[colourOf[j]!]!;
      return { i, j, estimate: derivative((t) => line(t)[i]!, 0, options) };
    }),
  );
  return {
    rows: Int32Array.from(entries, ({ i }) => i),
    columns: Int32Array.from(entries, ({ j }) => j),
    value: Float64Array.from(entries, ({ j, estimate }) => estimate.value / scales[j]!),
    errorBound: Float64Array.from(entries, ({ j, estimate }) => estimate.errorBound / scales[j]!),
    colours,
    evaluations: field.calls(),
  };
}

function checkPattern(pattern: SparsityPattern, rows: number, columns: number): void {
  if (pattern.length !== rows) {
    throw new ChainruleError('shape', `the pattern has ${pattern.length} rows, f returns ${rows} values`, { operation: 'sparseJacobian' });
  }
  pattern.forEach((row, i) => {
    const bad = row.find((j) => !(Number.isInteger(j) && j >= 0 && j < columns));
    if (bad !== undefined) {
      throw new ChainruleError('index', `row ${i} of the pattern names column ${bad}, but x has ${columns} entries`, {
        operation: 'sparseJacobian',
      });
    }
    if (new Set(row).size < row.length)
      throw new ChainruleError('argument', `row ${i} of the pattern names a column twice`, { operation: 'sparseJacobian' });
  });
}
