import { definePlugin, shapeText } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';
import { layerError, type Layer, type Nothing } from '../layer.js';

interface Hyperparameters {
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly k: number;
}
/** A layer of `localResponseNorm`; no parameters. */
export type LocalResponseNorm = Layer<Nothing, Nothing, Tensor, Hyperparameters>;

/**
 * x/(k + (alpha/size)·Σ x²)^beta, the sum over `size` neighbouring channels of `[n, c, …]`.
 *
 * Throws `shape` for an input without channels. Krizhevsky, Sutskever and Hinton 2012, section 3.3.
 *
 * @example
 * ```ts
 * import { localResponseNorm } from '@chainrule/nn';
 * import { ones } from '@chainrule/tensor';
 * localResponseNorm(5).apply({}, {}, ones([1, 8, 2, 2]), { mode: 'eval' }).y.shape; // → [ 1, 8, 2, 2 ]
 * ```
 */
export function localResponseNorm(size: number, options: Partial<Omit<Hyperparameters, 'size'>> = {}): LocalResponseNorm {
  const { alpha, beta, k } = { alpha: 1e-4, beta: 0.75, k: 1, ...options };
  return definePlugin('layer', 'localResponseNorm', {
    options: { size, alpha, beta, k },
    init: () => ({ params: {}, state: {} }),
    apply(_params, state, x, { path }) {
      const [examples, channels] = x.shape;
      if (examples === undefined || channels === undefined)
        throw layerError('shape', `the input ${shapeText(x.shape)} has no channels`, {
          layer: 'localResponseNorm',
          path,
          hint: 'it has the shape [examples, channels, …]',
        });
      const neighbours = bandMatrix(channels, size, x)
        .matmul(x.mul(x).reshape([examples, channels, -1]))
        .reshape(x.shape);
      return {
        y: x.div(
          neighbours
            .mul(alpha / size)
            .add(k)
            .pow(beta),
        ),
        state,
      };
    },
  } satisfies Omit<LocalResponseNorm, '~chainrule'>);
}

/** A one for every channel j among the neighbours of channel i. */
function bandMatrix(channels: number, size: number, { dtype }: Tensor): Tensor {
  const [before, after] = [Math.floor(size / 2), Math.floor((size - 1) / 2)];
  const row = (i: number): number[] => Array.from({ length: channels }, (_, j) => Number(j >= i - before && j <= i + after));
  return tensor(
    Array.from({ length: channels }, (_, i) => row(i)),
    { dtype },
  );
}
