/** The places of a sparse matrix that may be non-zero: for each row, its columns. */
export type SparsityPattern = readonly (readonly number[])[];

/**
 * Groups the columns of a sparse matrix so that no row has two columns in one group: the columns of a group can be differentiated together.
 *
 * Greedy, columns with the most conflicting neighbours first.
 *
 * @example
 * ```ts
 * import { colourColumns } from '@chainrule/numeric';
 * colourColumns([[0, 1], [1, 2], [2, 3]], 4); // → [1, 0, 1, 0]
 * ```
 *
 * Source: A. Curtis, M. Powell and J. Reid, "On the estimation of sparse Jacobian matrices", IMA J. Appl. Math. 13 (1974).
 */
export function colourColumns(pattern: SparsityPattern, columns: number): number[] {
  const rowsOf: number[][] = Array.from({ length: columns }, () => []);
  pattern.forEach((row, i) => row.forEach((j) => rowsOf[j]!.push(i)));
  const degree = rowsOf.map((rows) => rows.reduce((sum, i) => sum + pattern[i]!.length, 0));
  const colours = new Array<number>(columns).fill(-1);
  const byDegree = Array.from({ length: columns }, (_, j) => j).sort((a, b) => degree[b]! - degree[a]!);
  for (const j of byDegree) {
    const taken = new Set(rowsOf[j]!.flatMap((i) => pattern[i]!.map((k) => colours[k]!)));
    let colour = 0;
    while (taken.has(colour)) colour++;
    colours[j] = colour;
  }
  return colours;
}
