import { broadcastShapes } from '@chainrule/core';
import type { Graph, Value } from './graph.js';

const parity = 0x1bd11bda;
const mask = 0xffffffff;
const rotations = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** Threefry-2x32 (Salmon et al. 2011), bit for bit core's: on words held in integers of 64 bits, for which engines have arithmetic. */
export function threefry(graph: Graph, k0: Value, k1: Value, c0: Value, c1: Value): [Value, Value] {
  const binary = (name: string, a: Value, b: Value | number): Value => {
    const other = typeof b === 'number' ? graph.number(b, 'uint32') : b;
    return graph.node(name, [a, other], { dtype: 'uint32', shape: broadcastShapes('export', a.shape, other.shape) });
  };
  const sum = (a: Value, b: Value | number): Value => binary('BitwiseAnd', binary('Add', a, b), mask);
  const rotated = (x: Value, by: number): Value =>
    binary('BitwiseOr', binary('BitwiseAnd', binary('Mul', x, 2 ** by), mask), binary('Div', x, 2 ** (32 - by)));
  const keys = [k0, k1, binary('BitwiseXor', binary('BitwiseXor', k0, k1), parity)];
  let [x, y] = [sum(c0, k0), sum(c1, k1)];
  for (let group = 0; group < 5; group++) {
    for (const rotation of rotations[group % 2]!) {
      x = sum(x, y);
      y = binary('BitwiseXor', rotated(y, rotation), x);
    }
    x = sum(x, keys[(group + 1) % 3]!);
    y = sum(sum(y, keys[(group + 2) % 3]!), group + 1);
  }
  return [x, y];
}
