import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { lift, type Tensor } from '../tensor.js';

export const stop: Primitive<object> = /* @__PURE__ */ definePrimitive<object>({
  name: 'stopGradient',
  forwards: [0],
  stops: true,
  type: ([x]) => x!,
  value: ([x]) => x!,
  batch: ([x], axes) => [x!.bind(stop, [x!], {}), axes[0]!],
});

/**
 * The same value, held fixed by every differentiation.
 *
 * @example
 * ```ts
 * import { grad, stopGradient, tensor, type Tensor } from '@chainrule/tensor';
 * grad((x: Tensor) => x.mul(stopGradient(x)))(tensor(3)).item(); // → 3
 * ```
 */
export const stopGradient = <T extends Tensor>(x: T): T => lift(x).bind(stop, [x], {}) as T;
