import type { Tensor } from '@chainrule/tensor';
import { recurrent, type Recurrent, type RecurrentOptions } from './recurrent.js';

/** What goes from place to place. */
export interface RnnCarry {
  readonly [what: string]: Tensor;
  readonly h: Tensor;
}

/**
 * The plain recurrent layer h′ = tanh(W_ih·x + b_ih + W_hh·h + b_hh) over sequences `[n, t, in]` → `[n, t, hidden]`.
 *
 * Throws `shape` for sequences of another size. Elman 1990, "Finding structure in time".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { rnn } from '@chainrule/nn';
 * import { ones } from '@chainrule/tensor';
 * const layer = rnn(3, 5);
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, ones([2, 7, 3]), { mode: 'eval' }).y.shape; // → [ 2, 7, 5 ]
 * ```
 */
export const rnn = (inputs: number, hidden: number, options: RecurrentOptions = {}): Recurrent<RnnCarry> =>
  recurrent(
    'rnn',
    { gates: 1, carries: ['h'], step: ([fromInput], [fromHidden]): RnnCarry => ({ h: fromInput!.add(fromHidden!).tanh() }) },
    inputs,
    hidden,
    options,
  );
