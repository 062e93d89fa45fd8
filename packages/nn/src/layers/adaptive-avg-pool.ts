import { perAxis, tensor, type PerAxis, type Tensor } from '@chainrule/tensor';
import { axesOf, pooling, type Pooling } from './pool.js';

/**
 * Means over as many windows as asked for, whatever the size of the input: window i goes from ⌊i·in/out⌋ to ⌈(i+1)·in/out⌉, as in PyTorch.
 * With 1 it is the mean over all of each channel.
 *
 * @example
 * ```ts
 * import { ones } from '@chainrule/tensor';
 * import { adaptiveAvgPool } from '@chainrule/nn';
 * adaptiveAvgPool(1).apply({}, {}, ones([2, 3, 7, 6]), { mode: 'eval' }).y.shape; // → [2, 3, 1, 1]
 * ```
 */
export function adaptiveAvgPool(output: PerAxis): Pooling<{ readonly output: PerAxis }> {
  const axes = axesOf(output);
  const sizes = perAxis(output, axes, 'output', 'adaptiveAvgPool');
  return pooling('adaptiveAvgPool', axes, { output }, (x) => {
    const means = sizes.map((size, i) => windowMeans(size, x.shape[i + 2]!, x));
    const rows = x.matmul(means.at(-1)!.transpose());
    return axes === 1 ? rows : means[0]!.matmul(rows);
  });
}

/** The matrix `[out, in]` that takes the means. */
function windowMeans(outputs: number, inputs: number, { dtype }: Tensor): Tensor {
  const matrix = Array.from({ length: outputs }, (_, i) => {
    const [from, to] = [Math.floor((i * inputs) / outputs), Math.ceil(((i + 1) * inputs) / outputs)];
    return Array.from({ length: inputs }, (__, j) => (j >= from && j < to ? 1 / (to - from) : 0));
  });
  return tensor(matrix, { dtype });
}
