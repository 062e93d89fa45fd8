import { normal } from '@chainrule/core';
import { diagonal, qr, tensor } from '@chainrule/tensor';
import { fansOf, type Initialiser } from './initialiser.js';

/**
 * Orthonormal rows, or columns where there are more rows than columns, times the gain: every singular value is the gain.
 * Saxe et al. 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { svd } from '@chainrule/tensor';
 * import { orthogonal } from '@chainrule/nn';
 * const { s } = svd(orthogonal({ gain: 2 })(key(0), [3, 5], { dtype: 'float64' }));
 * s.toString(); // → 'f64[3] [2, 2, 2]'
 * ```
 */
export const orthogonal =
  ({ gain = 1 }: { readonly gain?: number } = {}): Initialiser =>
  (key, shape, { dtype = 'float32' } = {}) => {
    const columns = fansOf(shape).fanIn;
    const rows = shape[0]!;
    const drawn = tensor(normal(key, [Math.max(rows, columns), Math.min(rows, columns)]));
    const { q, r } = qr(drawn);
    // The factorisation is unique with positive diagonals; then q is uniform over all such matrices.
    const uniform = q.mul(diagonal(r).sign());
    return (rows < columns ? uniform.transpose() : uniform).mul(gain).reshape(shape).cast(dtype).clone();
  };
