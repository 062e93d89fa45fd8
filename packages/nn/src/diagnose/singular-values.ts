import { foldIn, type Key } from '@chainrule/core';
import { jvp, normal, vjp, type Tensor } from '@chainrule/tensor';

/** Of a Jacobian: its largest singular value, and the root of the mean of their squares over the inputs. */
export interface SingularValues {
  readonly largest: number;
  readonly typical: number;
}

const rounds = 8;

/**
 * Singular values of the derivative of f at x, without the matrix: the largest by power iteration v ← Jᵀ·J·v, which needs a jvp and a vjp a
 * round and comes to it from below; the typical one by the length of J·v for a random v. Inputs that are no floats have none.
 */
export function singularValues(f: (x: Tensor) => Tensor, x: Tensor, key: Key): SingularValues {
  if (x.dtype !== 'float64') return { largest: NaN, typical: NaN };
  const length = (t: Tensor): number => Math.sqrt(t.mul(t).sum().item());
  const unit = (t: Tensor): Tensor => {
    const size = length(t);
    return size > 0 && Number.isFinite(size) ? t.div(size) : t;
  };
  const push = (v: Tensor): Tensor => jvp(f, [x], [v])[1];
  const [, pull] = vjp(f, x);
  let v = unit(normal(foldIn(key, 'start'), x.shape, { dtype: 'float64' }));
  const typical = length(push(v));
  let largest = typical;
  for (let round = 0; round < rounds; round++) {
    const u = push(v);
    largest = length(u);
    if (!(largest > 0) || !Number.isFinite(largest)) break;
    v = unit(pull(u.div(largest))[0]);
  }
  return { largest, typical };
}
