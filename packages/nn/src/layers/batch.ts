import type { Tensor } from '@chainrule/tensor';

/** A function of a batch applied to one example as well: `rank` is the number of axes a batch has. */
export function batched(x: Tensor, rank: number, f: (batch: Tensor) => Tensor): Tensor {
  if (x.shape.length !== rank - 1) return f(x);
  const y = f(x.reshape([1, ...x.shape]));
  return y.reshape(y.shape.slice(1));
}
