import { Pool, postOrder, type Expr } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';

/** Told each part of the formula and the tensor it became. */
export type OnPart = (part: Expr, value: Tensor) => void;

/** A formula as a function of tensors, one operation for each part; shared parts are computed once. */
export function tensorFunction(
  expr: Expr,
  variables: readonly string[],
  onPart: OnPart = () => undefined,
): (...inputs: Tensor[]) => Tensor {
  const parts = postOrder(new Pool().intern(expr));
  return (...inputs) => {
    const values = new Map<Expr, Tensor>();
    const valueOf = (part: Expr): Tensor => values.get(part) ?? tensor(Number(part.value), { dtype: 'float64' });
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

/** Numbers as scalars in double precision. */
export const scalars = (values: readonly number[]): Tensor[] => values.map((value) => tensor(value, { dtype: 'float64' }));
