import { flatten, foldIn, normal, pathName, paths, unflatten, type Key, type Tree } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';
import type { Plane } from './plane.js';

/**
 * Two random directions from parameters, each filter of a direction as long as the filter of the network that it changes: what is drawn along them
 * does not depend on how a network happens to be scaled. A filter is what a weight has for one index of its first axis: a row of a linear layer, the
 * kernel of a convolution's output channel. Biases, and factors of normalisations, stay.
 *
 * Li, Xu, Taylor, Studer and Goldstein 2018, "Visualizing the loss landscape of neural nets", section 4.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { linear, randomPlane } from '@chainrule/nn';
 * const { params } = linear(3, 2).init(key(0));
 * const { across } = randomPlane(params, key(1));
 * const length = (weight: typeof params.weight): string => weight.mul(weight).sum(1).sqrt().toString();
 * length(across.weight) === length(params.weight); // → true
 * ```
 */
export function randomPlane<P>(params: P, key: Key): Plane<P> {
  const { leaves, structure } = flatten<Tensor>(params as Tree<Tensor>);
  const names = paths(params as object).map(pathName);
  const direction = (of: string): P =>
    unflatten<P>(
      structure,
      leaves.map((leaf, i) => filterNormalised(leaf, foldIn(foldIn(key, of), names[i]!))),
    );
  return { centre: params, across: direction('across'), up: direction('up') };
}

function filterNormalised(weight: Tensor, key: Key): Tensor {
  const { shape, dtype } = weight;
  if (shape.length < 2) return weight.mul(0);
  const [filters] = shape as [number];
  const length = (x: Tensor): Tensor => x.mul(x).sum(1, { keepDims: true }).sqrt();
  const rows = weight.reshape([filters, -1]);
  const drawn = tensor(normal(key, rows.shape)).cast(dtype);
  return drawn.div(length(drawn)).mul(length(rows)).reshape(shape);
}
