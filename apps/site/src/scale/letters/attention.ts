import type { Layer, TransformerParams } from '@chainrule/nn';
import type { Tensor } from '@chainrule/tensor';

interface Attending {
  apply(params: unknown, state: unknown, x: Tensor, context: { readonly mode: 'eval' }): { readonly weights: Tensor };
}

/**
 * What a network of Transformer blocks looks at: for each block `[n, t, t]`, how much each place heeds each, averaged over its heads. It is the
 * attention of each block, asked once more for its weights, of what its first normalisation gave.
 */
export function attentionOf(model: Layer, params: readonly unknown[], state: unknown, x: Tensor): Tensor[] {
  const found: Tensor[] = [];
  model.apply(params, state, x, {
    mode: 'eval',
    observe: (y, _, path) => {
      if (path.at(-1) === 'norm1') {
        const at = path.at(-2)!;
        const attend = model.layers![at]!.layers!['self_attn'] as unknown as Attending;
        found.push(attend.apply((params[Number(at)] as TransformerParams).self_attn, {}, y, { mode: 'eval' }).weights);
      }
      return y;
    },
  });
  return found;
}
