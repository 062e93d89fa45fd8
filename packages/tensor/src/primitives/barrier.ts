import { barrierName } from '@chainrule/program';
import { definePrimitive, type Primitive } from '../graph/primitive.js';

/** The same value, but nothing computed from it is merged with what is computed from the original: keeps a recomputation apart. */
export const barrier: Primitive<object> = definePrimitive({
  name: barrierName,
  linearity: 'joint',
  type: ([x]) => x!,
  value: ([x]) => x!,
  transpose: (_, g) => g,
  batch: ([x], axes) => [x!.bind(barrier, [x!], {}), axes[0]!],
});
