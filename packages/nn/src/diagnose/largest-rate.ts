import { foldIn, flatten, isFloat, key as keyOf, unflatten } from '@chainrule/core';
import { hvp, normal, tensor, type Tensor } from '@chainrule/tensor';
import { inFloat64, tensorsIn } from '../trees.js';
import type { Subject } from './subject.js';

const rounds = 20;

/** 2 divided by the largest curvature of the loss, above which gradient descent overshoots further each step: by power iteration on Hessian-vector products. */
export function largestRate({ model, params, state, loss, batch, key = keyOf(0) }: Subject): number {
  const at = inFloat64(params);
  const { leaves, structure } = flatten<unknown>(at);
  const given = tensor(batch.x as Tensor);
  const [x, y] = [isFloat(given.dtype) ? given.cast('float64') : given, tensor(batch.y as Tensor)];
  const value = (p: unknown): Tensor => loss.apply(model.apply(p, inFloat64(state), x, { mode: 'train', key }).y, y);
  const length = (v: readonly Tensor[]): number => Math.sqrt(v.reduce((sum, t) => sum + t.mul(t).sum().item(), 0));
  let v: Tensor[] = (leaves as Tensor[]).map((leaf, i) => normal(foldIn(key, `direction ${i}`), leaf.shape, { dtype: 'float64' }));
  let curvature = 0;
  for (let round = 0; round < rounds; round++) {
    const size = length(v);
    if (!(size > 0) || !Number.isFinite(size)) break;
    v = v.map((t) => t.div(size));
    const next = tensorsIn(hvp(value)(at, unflatten(structure, v)));
    curvature = length(next);
    v = next;
  }
  return curvature > 0 ? 2 / curvature : Infinity;
}
