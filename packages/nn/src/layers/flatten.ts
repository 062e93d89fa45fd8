import { definePlugin, shapeText } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { layerError, type Layer, type Nothing } from '../layer.js';

/** A layer of `flatten`; no parameters. */
export type Flatten = Layer<Nothing, Nothing, Tensor, { readonly start: number }>;

/**
 * All axes from the second on (or from `start`) as one: `[n, c, h, w]` → `[n, c·h·w]`. Throws `shape` when there is no such axis.
 *
 * @example
 * ```ts
 * import { ones } from '@chainrule/tensor';
 * import { flatten } from '@chainrule/nn';
 * flatten().apply({}, {}, ones([2, 3, 4]), { mode: 'eval' }).y.shape; // → [2, 12]
 * ```
 */
export function flatten({ start = 1 }: { readonly start?: number } = {}): Flatten {
  return definePlugin('layer', 'flatten', {
    options: { start },
    init: () => ({ params: {}, state: {} }),
    apply(_params, state, x, { path }) {
      if (x.shape.length < start)
        throw layerError('shape', `the input ${shapeText(x.shape)} has no axis ${start}`, { layer: 'flatten', path });
      const kept = x.shape.slice(0, start);
      const size = x.shape.slice(start).reduce((a, b) => a * b, 1);
      return { y: x.reshape([...kept, size]), state };
    },
  } satisfies Omit<Flatten, '~chainrule'>);
}
