import { flatten, unflatten, type Tree } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';

/** A plane through the space of a network's parameters: a centre, and two directions from it. */
export interface Plane<P> {
  readonly centre: P;
  readonly across: P;
  readonly up: P;
}

/**
 * The parameters at a place of a plane: θ = centre + a·across + b·up.
 *
 * @example
 * ```ts
 * import { placeOn } from '@chainrule/nn';
 * import { tensor } from '@chainrule/tensor';
 * const plane = { centre: { w: tensor([1, 1]) }, across: { w: tensor([1, 0]) }, up: { w: tensor([0, 2]) } };
 * placeOn(plane, 0.5, -1).w.toString(); // → 'f32[2] [1.5, -1]'
 * ```
 */
export function placeOn<P>({ centre, across, up }: Plane<P>, a: number, b: number): P {
  const { leaves, structure } = flatten<Tensor>(centre as Tree<Tensor>);
  const [d, e] = [across, up].map((direction) => flatten<Tensor>(direction as Tree<Tensor>).leaves) as [Tensor[], Tensor[]];
  return unflatten<P>(
    structure,
    leaves.map((leaf, i) => leaf.add(d[i]!.mul(a)).add(e[i]!.mul(b))),
  );
}
