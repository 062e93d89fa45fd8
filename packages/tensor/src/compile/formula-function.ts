import { Pool, postOrder, type Expr } from '@chainrule/core';
import { tensor } from '../create.js';
import type { Tensor } from '../tensor.js';

/** Told each part of a formula and the tensor it became. */
export type OnPart = (part: Expr, value: Tensor) => void;

/**
 * A formula as a function of tensors, float64 where it has constants, with one operation for each part; equal parts are computed once.
 *
 * @example
 * ```ts
 * import { Expr } from '@chainrule/core';
 * import { formulaFunction, grad, tensor } from '@chainrule/tensor';
 * const [w, x] = [Expr.variable('w'), Expr.variable('x')];
 * const f = formulaFunction(w.times(x).minus(1).squared(), ['w', 'x']);
 * grad(f)(tensor(3), tensor(2)).item(); // → 20
 * ```
 */
export function formulaFunction(
  expr: Expr,
  variables: readonly string[],
  onPart: OnPart = () => undefined,
): (...inputs: Tensor[]) => Tensor {
  const parts = postOrder(new Pool().intern(expr));
  return (...inputs) => {
    const values = new Map<Expr, Tensor>();
    const valueOf = (part: Expr): Tensor => {
      const known = values.get(part);
      if (known !== undefined) return known;
      const constant = tensor(Number(part.value), { dtype: 'float64' });
      onPart(part, constant);
      return constant;
    };
    for (const part of parts) {
      if (part.kind === 'number') continue;
      const value = part.kind === 'variable' ? inputs[variables.indexOf(part.name)]! : applied(part, valueOf);
      values.set(part, value);
      onPart(part, value);
    }
    return valueOf(parts.at(-1)!);
  };
}

function applied({ fn, args }: Expr, valueOf: (part: Expr) => Tensor): Tensor {
  const [first, ...others] = args;
  if (first === undefined) return tensor(fn!.value(), { dtype: 'float64' });
  return valueOf(first).apply(fn!, ...others.map((other) => (other.kind === 'number' ? Number(other.value) : valueOf(other))));
}
