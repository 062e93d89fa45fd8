import { ChainruleError, emptyArray, shapeText } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../../graph/primitive.js';
import { batchFirst } from '../batch.js';

export interface Triangle {
  readonly part: 'lower' | 'upper';
  /** Which diagonal is the last that is kept: 0 the main one, positive ones above it. */
  readonly diagonal: number;
}

/** One triangle of every matrix, zeros elsewhere: its own adjoint. */
export const triangle: Primitive<Triangle> = definePrimitive({
  name: 'triangle',
  linearity: 'joint',
  type: ([x]) => {
    if (x!.shape.length < 2) throw new ChainruleError('shape', `${shapeText(x!.shape)} is no matrix`, { operation: 'triangle' });
    return x!;
  },
  value: ([x], { part, diagonal }) => {
    const kept = emptyArray(x!.dtype, x!.shape);
    const [rows, columns] = x!.shape.slice(-2) as [number, number];
    for (let at = 0, line = 0; at < kept.data.length; at += columns, line++) {
      const edge = Math.min(columns, Math.max(0, (line % rows) + diagonal + (part === 'lower' ? 1 : 0)));
      const [from, to] = part === 'lower' ? [at, at + edge] : [at + edge, at + columns];
      kept.data.set(x!.data.subarray(from, to), from);
    }
    return kept;
  },
  transpose: (_, g, __, parameters) => g.bind(triangle, [g], parameters),
  batch: ([x], axes, parameters) => [x!.bind(triangle, [batchFirst(x!, axes[0]!)], parameters), 0],
  describe: ({ part, diagonal }) => `${part} diagonal=${diagonal}`,
});
