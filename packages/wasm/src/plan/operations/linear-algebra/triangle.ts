import { bytesPerElement, sizeOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { Lowering } from '../../lowering.js';
import { copyBytes, fillZero } from '../copy.js';
import { i32 } from '../../../assembler/scalar.js';

/** One triangle of every matrix, zeros elsewhere. */
export function triangle(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { part, diagonal } = parameters as { readonly part: 'lower' | 'upper'; readonly diagonal: number };
  const view = lowering.dense(lowering.view(inputs[0]!));
  const place = lowering.place(outputs[0]!);
  const [rows, columns] = view.shape.slice(-2) as [number, number];
  const bytes = bytesPerElement(view.place.dtype);
  const lower = part === 'lower';
  const callee = lowering.workshop.module.function(['i32', 'i32'], [], (f) => {
    const [from, to] = f.parameters;
    fillZero(f, to!.value, sizeOf(view.shape) * bytes);
    const [row, edge, limit] = [f.local('i32'), f.local('i32'), f.local('i32')];
    f.times(sizeOf(view.shape.slice(0, -2)), () => {
      f.count(row, i32.const(0), i32.const(rows), 1, () => {
        // How many elements lie before the edge of the triangle, in bytes and within the row.
        f.set(edge, i32.mul(i32.add(row.value, i32.const(diagonal + (lower ? 1 : 0))), i32.const(bytes)));
        f.set(edge, i32.select(i32.lt(edge.value, i32.const(0)), i32.const(0), edge.value));
        f.set(limit, i32.const(columns * bytes));
        f.set(edge, i32.select(i32.lt(edge.value, limit.value), edge.value, limit.value));
        if (lower) copyBytes(f, to!.value, from!.value, edge.value);
        else copyBytes(f, i32.add(to!.value, edge.value), i32.add(from!.value, edge.value), i32.sub(limit.value, edge.value));
        f.advance(from!, columns * bytes);
        f.advance(to!, columns * bytes);
      });
    });
    return undefined;
  });
  lowering.emit({ callee, reads: [view], writes: [place], inOrder: false, text: `${part} triangle of [${view.shape.join(', ')}]` });
  return true;
}
