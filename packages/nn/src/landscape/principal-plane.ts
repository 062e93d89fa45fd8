import { ChainruleError, flatten, unflatten, type Tree } from '@chainrule/core';
import { concatenate, eigh, tensor, type Tensor } from '@chainrule/tensor';
import type { Plane } from './plane.js';

/** The plane that a way through parameter space comes closest to, and the way on it. */
export interface PrincipalPlane<P> extends Plane<P> {
  /** The places of the way on the plane; the last is (0, 0). */
  readonly path: readonly (readonly [a: number, b: number])[];
  /** Which share of the way's variance each direction has. */
  readonly explained: readonly [across: number, up: number];
}

/**
 * The plane through the end of a way along its two principal directions, of length 1: θ₀ … θₙ₋₁ less θₙ are the rows of a matrix M, whose singular
 * vectors they are. Found from the small matrix MMᵀ, in float64. The sign of each direction is such that the way begins at positive coordinates.
 *
 * Throws `argument` for a way of fewer than three places, or on one line: it lies in no one plane.
 *
 * Li, Xu, Taylor, Studer and Goldstein 2018, "Visualizing the loss landscape of neural nets", section 7.2.
 *
 * @example
 * ```ts
 * import { principalPlane } from '@chainrule/nn';
 * import { tensor } from '@chainrule/tensor';
 * const way = [[4, 0, 1], [0, 2, 1], [0, 0, 1]].map((w) => ({ w: tensor(w) }));
 * const { path, explained } = principalPlane(way);
 * path; // → [[4.00, 0.00], [0.00, 2.00], [0, 0]]
 * explained; // → [0.80, 0.20]
 * ```
 */
export function principalPlane<P>(way: readonly P[]): PrincipalPlane<P> {
  const refuse = (problem: string): never => {
    throw new ChainruleError('argument', problem, { operation: 'principalPlane', hint: 'take randomPlane' });
  };
  if (way.length < 3) return refuse(`a way of ${way.length} places lies in more than one plane`);
  const centre = way.at(-1) as P;
  const { leaves, structure } = flatten<Tensor>(centre as Tree<Tensor>);
  const row = (place: P): Tensor =>
    concatenate(flatten<Tensor>(place as Tree<Tensor>).leaves.map((leaf) => leaf.cast('float64').reshape([-1])));
  const end = row(centre);
  const rows = way.slice(0, -1).map((place) => row(place).sub(end));
  const count = rows.length;
  const matrix = concatenate(rows.map((each) => each.reshape([1, -1])));
  const { values, vectors } = eigh(matrix.matmul(matrix.transpose()));
  const [variances, columns] = [Array.from(values.dataSync()), vectors.dataSync()];
  const total = variances.reduce((sum, value) => sum + Math.max(0, value), 0);
  if (!(variances[count - 2]! > 1e-12 * total)) return refuse('the way lies on one line');
  // The largest come last.
  const found = [count - 1, count - 2].map((k) => {
    const column = Array.from({ length: count }, (_, i) => columns[i * count + k]!);
    const length = Math.sqrt(variances[k]!) * (column.find((x) => Math.abs(x) > 1e-9)! < 0 ? -1 : 1);
    return { column, length, share: variances[k]! / total };
  });
  const direction = ({ column, length }: (typeof found)[number]): P => {
    const flat = tensor(column, { dtype: 'float64' }).reshape([1, -1]).matmul(matrix).div(length).reshape([-1]).dataSync();
    let at = 0;
    return unflatten(
      structure,
      leaves.map(({ shape, dtype }) => tensor(flat.slice(at, (at += shape.reduce((a, b) => a * b, 1))), { dtype }).reshape(shape)),
    );
  };
  const [first, second] = found as [(typeof found)[number], (typeof found)[number]];
  return {
    centre,
    across: direction(first),
    up: direction(second),
    path: [...first.column.map((x, i) => [x * first.length, second.column[i]! * second.length] as const), [0, 0]],
    explained: [first.share, second.share],
  };
}
