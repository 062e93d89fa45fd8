import { key } from '@chainrule/core';
import type { Applied, Layer, Mode } from '@chainrule/nn';
import type { Tensor } from '@chainrule/tensor';

/** A layer to be tested, and what it says of itself. */
export interface LayerSubject {
  readonly layer: Layer;
  readonly x: () => Tensor;
  readonly mode: Mode;
  readonly examplesApart: boolean;
}

export interface Numbers {
  readonly params: unknown;
  readonly state: unknown;
}

export const initialised = ({ layer }: LayerSubject, seed = 3): Numbers => layer.init(key(seed), { dtype: 'float64' });

/** The layer applied, with the same key every time. */
export const applied = ({ layer }: LayerSubject, { params, state }: Numbers, x: Tensor, mode: Mode, seed = 4): Applied<unknown> =>
  layer.apply(params, state, x, { mode, key: key(seed) });
