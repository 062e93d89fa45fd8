import { sigmoid, type Tensor } from '@chainrule/tensor';
import { recurrent, type Recurrent, type RecurrentOptions } from './recurrent.js';

/** What goes from place to place. */
export interface GruCarry {
  readonly [what: string]: Tensor;
  readonly h: Tensor;
}

/**
 * A gated recurrent unit over sequences `[n, t, in]` → `[n, t, hidden]`: gates r, z, n; n = tanh(x_n + σ(r)·h_n), h′ = n + σ(z)·(h − n).
 * Gives also `last`: `h` after the last place, `[layers, n, hidden]`, which `{ x, h }` goes on from.
 *
 * Throws `shape` for sequences of another size. Cho et al. 2014, in PyTorch's form, where σ(r) multiplies after the product.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { gru } from '@chainrule/nn';
 * import { ones } from '@chainrule/tensor';
 * const layer = gru(3, 5);
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, ones([2, 7, 3]), { mode: 'eval' }).y.shape; // → [ 2, 7, 5 ]
 * ```
 */
export const gru = (inputs: number, hidden: number, options: RecurrentOptions = {}): Recurrent<GruCarry> =>
  recurrent(
    'gru',
    {
      gates: 3,
      carries: ['h'],
      step: ([xr, xz, xn], [hr, hz, hn], { h }: GruCarry) => {
        const n = xn!.add(sigmoid(xr!.add(hr!)).mul(hn!)).tanh();
        return { h: n.add(sigmoid(xz!.add(hz!)).mul(h.sub(n))) };
      },
    },
    inputs,
    hidden,
    options,
  );
