import { key, ndarray, normal, type NdArray } from '@chainrule/core';
import { gradient as numericGradient } from '@chainrule/numeric';
import { compile, gradient as symbolicGradient } from '@chainrule/symbolic';
import { grad, tensor } from '@chainrule/tensor';
import { loss, rowLoss, type Parameters } from './linear-model.js';

/** How far the three ways to a gradient agree, at one point. */
export interface GradientCheck {
  /** Decimal digits that each pair has in common, relative to the gradient's largest entry. */
  readonly digits: { readonly symbolicAutomatic: number; readonly symbolicNumeric: number; readonly automaticNumeric: number };
  /** The least of these. */
  readonly agreement: number;
}

/** A gradient that agrees in fewer digits is wrong. */
export const leastAgreement = 6;

/**
 * The gradient of the loss at a random point three ways: by rules on its formula, by reverse accumulation through tensors,
 * and by differences of its values.
 */
export function checkThreeWays(features: NdArray, target: NdArray): GradientCheck {
  const [rows, count] = features.shape as [number, number];
  const at = Array.from(normal(key(1), [count + 1]).data);
  const [x, y] = [tensor(features), tensor(target)];
  const paramsAt = (point: ArrayLike<number>): Parameters => ({
    weights: tensor(Float64Array.from(point).slice(0, count)),
    intercept: tensor(point[count]!, { dtype: 'float64' }),
  });

  const { expr, parameters, data } = rowLoss(count);
  const columns = Array.from({ length: count }, (_, j) => Float64Array.from({ length: rows }, (__, i) => features.data[i * count + j]!));
  const perRow = compile(symbolicGradient(expr, parameters), [...parameters, ...data]).map([
    ...at,
    ...columns,
    Float64Array.from(target.data),
  ]);
  const symbolic = perRow.map((column) => ndarray(column).mean().item());

  const { weights, intercept } = grad((params: Parameters) => loss(params, x, y))(paramsAt(at));
  const automatic = [...weights.dataSync(), intercept.item()];

  const numeric = numericGradient((point) => loss(paramsAt(point), x, y).item(), at).value;

  const digits = {
    symbolicAutomatic: commonDigits(symbolic, automatic),
    symbolicNumeric: commonDigits(symbolic, numeric),
    automaticNumeric: commonDigits(automatic, numeric),
  };
  return { digits, agreement: Math.min(...Object.values(digits)) };
}

/** −log₁₀ of the largest difference relative to the largest entry: at most 16, what a double can hold. */
export function commonDigits(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const size = Math.max(...Array.from(a, Math.abs), ...Array.from(b, Math.abs));
  const difference = Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i]!)));
  if (!Number.isFinite(size + difference)) return 0;
  return difference === 0 ? 16 : Math.max(0, Math.min(16, -Math.log10(difference / size)));
}
