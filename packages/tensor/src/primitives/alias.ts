import { Node, type Source } from '../graph/node.js';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { Tensor } from '../tensor.js';

/** The same value as a node of its own. */
export const alias: Primitive<object> = definePrimitive({
  name: 'alias',
  linearity: 'joint',
  forwards: [0],
  type: ([x]) => x!,
  value: ([x]) => x!,
  transpose: (_, g) => g,
  batch: ([x], axes) => [x!, axes[0]!],
});

/**
 * A fresh node for a value, to differentiate with respect to: no two differentiations can confuse their variables,
 * and its number can be asked for as before.
 */
export function aliasOf(x: Tensor, source: Source): Tensor {
  const value = x.node.values?.[x.index];
  return new Tensor(new Node(alias as Primitive, [x], {}, [x.type], { ...(value && { values: [value] }), sources: [source] }), 0);
}
