import { softmax, tensor, type Tensor } from '@chainrule/tensor';

/** Which keys a query may see. */
export interface AttentionOptions {
  /** Whether a place sees only itself and what came before it. */
  readonly causal?: boolean;
  /** True (not zero) where a query must not see a key; broadcast to `[…, queries, keys]`. */
  readonly hidden?: Tensor | undefined;
}

/**
 * softmax(q·kᵀ/√d)·v over the last two axes: for every query the mean of the values, by how well their keys fit.
 * A query that may see no key at all gives no number, as in PyTorch. Vaswani et al. 2017, "Attention is all you need".
 *
 * @example
 * ```ts
 * import { ones } from '@chainrule/tensor';
 * import { attention } from '@chainrule/nn';
 * attention(ones([2, 3, 4]), ones([2, 5, 4]), ones([2, 5, 6])).y.shape; // → [2, 3, 6]
 * ```
 */
export function attention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  { causal = false, hidden }: AttentionOptions = {},
  drop: (weights: Tensor) => Tensor = (weights) => weights,
): { readonly y: Tensor; readonly weights: Tensor } {
  const order = key.shape.map((_, axis) => axis);
  const transposed = key.transpose([...order.slice(0, -2), order.at(-1)!, order.at(-2)!]);
  let scores = query.div(Math.sqrt(query.shape.at(-1)!)).matmul(transposed);
  if (causal) scores = later(query.shape.at(-2)!, key.shape.at(-2)!).where(-Infinity, scores);
  if (hidden) scores = hidden.where(-Infinity, scores);
  const weights = softmax(scores);
  return { y: drop(weights).matmul(value), weights };
}

/** True where the key comes after the query. */
function later(queries: number, keys: number): Tensor {
  const marks = Uint8Array.from({ length: queries * keys }, (_, i) => Number(i % keys > Math.floor(i / keys)));
  return tensor(marks, { shape: [queries, keys] });
}
