import { definePlugin, shapeText, type Plugin } from '@chainrule/core';
import type { PerAxis, Tensor } from '@chainrule/tensor';
import { layerError, type Layer, type Nothing } from '../layer.js';
import { batched } from './batch.js';

/** How many axes a window has: as many as it is given sizes for; two for a single number. */
export const axesOf = (window: PerAxis): number => (typeof window === 'number' ? 2 : window.length);

/** A layer that pools windows; no parameters. */
export type Pooling<O> = Layer<Nothing, Nothing, Tensor, O>;

/** A layer without parameters over `[n, c, …sizes]`, or over one example. */
export function pooling<const N extends string, O extends object>(
  name: N,
  axes: number,
  options: O,
  pool: (x: Tensor) => Tensor,
): Pooling<O> & Plugin<'layer', N> {
  return definePlugin('layer', name, {
    options,
    init: () => ({ params: {}, state: {} }),
    apply: (_params, state, x, { path }) => {
      const y = batched(x, axes + 2, (batch) => {
        if (batch.shape.length === axes + 2) return pool(batch);
        throw layerError('shape', `the input ${shapeText(x.shape)} does not have ${axes + 2} axes`, {
          layer: name,
          path,
          hint: `it has the shape [examples, channels, ${axes === 1 ? 'length' : 'height, width'}]; a list of sizes says how many axes a window has`,
        });
      });
      return { y, state };
    },
  } satisfies Omit<Pooling<O>, '~chainrule'>);
}
