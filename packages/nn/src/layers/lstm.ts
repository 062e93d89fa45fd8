import { sigmoid, type Tensor } from '@chainrule/tensor';
import { recurrent, type Recurrent, type RecurrentOptions } from './recurrent.js';

/** What goes from place to place. */
export interface LstmCarry {
  readonly [what: string]: Tensor;
  readonly h: Tensor;
  readonly c: Tensor;
}

/**
 * A long short-term memory over sequences `[n, t, in]` → `[n, t, hidden]`: gates i, f, g, o; c′ = σ(f)·c + σ(i)·tanh(g), h′ = σ(o)·tanh(c′).
 * Gives also `last`: `h` and `c` after the last place, `[layers, n, hidden]`, which `{ x, h, c }` goes on from.
 *
 * Throws `shape` for sequences of another size. Hochreiter and Schmidhuber 1997, "Long short-term memory".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ones } from '@chainrule/tensor';
 * import { lstm } from '@chainrule/nn';
 * const layer = lstm(3, 4);
 * const { params, state } = layer.init(key(0));
 * params['weight_ih_l0']?.shape; // → [16, 3]
 * layer.apply(params, state, ones([2, 5, 3]), { mode: 'eval' }).y.shape; // → [2, 5, 4]
 * ```
 */
export const lstm = (inputs: number, hidden: number, options: RecurrentOptions = {}): Recurrent<LstmCarry> =>
  recurrent(
    'lstm',
    {
      gates: 4,
      carries: ['h', 'c'],
      step: (fromInput, fromHidden, { c }: LstmCarry) => {
        const [i, f, g, o] = fromInput.map((part, at) => part.add(fromHidden[at]!)) as [Tensor, Tensor, Tensor, Tensor];
        const next = sigmoid(f).mul(c).add(sigmoid(i).mul(g.tanh()));
        return { h: sigmoid(o).mul(next.tanh()), c: next };
      },
    },
    inputs,
    hidden,
    options,
  );
