import type { Grid } from './scene.js';

/**
 * The values of a function of two variables on a regular grid, corners included.
 *
 * @example
 * ```ts
 * import { sampleGrid } from '@chainrule/viz';
 * sampleGrid((x, y) => x + 10 * y, [0, 2], [0, 1], { columns: 3, rows: 2 }).values; // → [0, 1, 2, 10, 11, 12]
 * ```
 */
export function sampleGrid(
  f: (x: number, y: number) => number,
  x: readonly [number, number],
  y: readonly [number, number],
  { columns = 60, rows = columns }: { readonly columns?: number; readonly rows?: number } = {},
): Grid {
  const values = new Float64Array(columns * rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) values[i * columns + j] = f(between(x, j / (columns - 1)), between(y, i / (rows - 1)));
  return { x, y, columns, rows, values };
}

/** The number a fraction t of the way. */
export const between = ([from, to]: readonly [number, number], t: number): number => from + (to - from) * t;
