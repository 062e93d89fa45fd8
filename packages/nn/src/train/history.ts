import type { Figures } from './evaluate.js';

/** One pass over the data. */
export interface Epoch {
  readonly epoch: number;
  /** The mean loss of the batches while they were learned from. */
  readonly loss: number;
  /** Loss and metrics after it, on the validation data, or on the training data where there are none; left out when nothing was asked for. */
  readonly figures?: Figures;
}
