import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { lift, type Tensor } from '../tensor.js';

const stop: Primitive<object> = /* @__PURE__ */ definePrimitive<object>({
  name: 'stopGradient',
  type: ([x]) => x!,
  value: ([x]) => x!,
  jvp: () => undefined,
  batch: ([x], axes) => [x!.bind(stop, [x!], {}), axes[0]!],
});

/** The same value, held fixed by every differentiation. */
export const stopGradient = <T extends Tensor>(x: T): T => lift(x).bind(stop, [x], {}) as T;
