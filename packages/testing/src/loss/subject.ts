import type { Loss } from '@chainrule/nn';
import type { Tensor } from '@chainrule/tensor';

/** A loss to be tested, with samples. */
export interface LossSubject {
  readonly loss: Loss<object, string, unknown, unknown>;
  readonly prediction: () => unknown;
  readonly target: () => unknown;
  readonly examplesAxis?: number;
  readonly best?: () => unknown;
}

export const valueOf = ({ loss, target }: LossSubject, prediction: unknown): Tensor => loss.apply(prediction, target());
