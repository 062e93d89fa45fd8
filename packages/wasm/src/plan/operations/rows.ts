import { bytesPerElement, isFloat, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import type { FunctionBuilder, Local } from '../../assembler/function-builder.js';
import { storeLanes, loadLanes } from '../../kernels/cells.js';
import { nest } from '../../kernels/nest.js';
import { stretched, type View } from '../../kernels/view.js';
import { lanesOf } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';
import { copyBytes, fillZero } from './copy.js';

/** Leaves the check of indices to the reference value, which knows what to say: `body` runs where all are in range. */
export function inRange(f: FunctionBuilder, indices: Term, count: number, limit: number, body: () => void, otherwise: () => void): void {
  const [at, bad] = [f.local('i32'), f.let(i32.const(0))];
  const pointer = f.let(indices);
  f.count(at, i32.const(0), i32.const(count), 1, () => {
    // Without its sign a negative number is larger than any size.
    f.set(bad, i32.or(bad.value, i32.sub(i32.const(1), i32.below(i32.load(pointer.value), i32.const(limit)))));
    f.advance(pointer, 4);
  });
  f.when(bad.value, otherwise, body);
}

/** By how many bytes the examples of a view lie apart in a batch of the given shape. */
function apart({ shape, strides, place, offset }: View, lead: Shape): number[] {
  const batch = { place, offset, shape: shape.slice(0, lead.length), strides: strides.slice(0, lead.length) };
  return stretched(batch, lead).strides.map((stride) => stride * bytesPerElement(place.dtype));
}

/** Rows of a table at the places that indices name, or of several tables, each with its indices. */
export function take(lowering: Lowering, instruction: Instruction): boolean {
  const { batch = 0 } = instruction.parameters as { readonly batch?: number };
  const [table, indices] = instruction.inputs.map((register) => lowering.dense(lowering.view(register))) as [View, View];
  const lead = lowering.program.types[instruction.outputs[0]!]!.shape.slice(0, batch);
  const width = sizeOf(table.shape.slice(batch + 1)) * bytesPerElement(table.place.dtype);
  const count = sizeOf(indices.shape.slice(batch));
  lowering.emitChecked(instruction, [table, indices], `take ${sizeOf(lead) * count} rows`, (f, pointers, refuse) => {
    const [from, index, to] = pointers as [Local, Local, Local];
    inRange(
      f,
      index.value,
      sizeOf(indices.shape),
      table.shape[batch]!,
      () => {
        const [at, source] = [f.local('i32'), f.local('i32')];
        nest(
          f,
          lead,
          [
            { pointer: from, steps: apart(table, lead) },
            { pointer: index, steps: apart(indices, lead) },
          ],
          () => {
            f.count(at, i32.const(0), i32.const(count), 1, () => {
              f.set(source, i32.add(from.value, i32.mul(i32.load(index.value), i32.const(width))));
              copyBytes(f, to.value, source.value, i32.const(width));
              f.advance(index, 4);
              f.advance(to, width);
            });
          },
          ({ pointer }) => (pointer === index ? 4 * count : 0),
        );
      },
      refuse,
    );
  });
  return true;
}

/** The adjoint: rows added up where indices say, in order. */
export function addRows(lowering: Lowering, instruction: Instruction): boolean {
  const { batch = 0, rows } = instruction.parameters as { readonly batch?: number; readonly rows: number };
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]!]!;
  if (!isFloat(dtype)) return false;
  const [given, indices] = instruction.inputs.map((register) => lowering.dense(lowering.view(register))) as [View, View];
  const lead = shape.slice(0, batch);
  const lanes = lanesOf(dtype);
  const elements = sizeOf(shape.slice(batch + 1));
  const count = sizeOf(indices.shape.slice(batch));
  const width = lanes.bytes === 4 ? 32 : 64;
  const bytes = elements * lanes.bytes;
  lowering.emitChecked(instruction, [given, indices], `add ${sizeOf(lead) * count} rows`, (f, pointers, refuse) => {
    const [from, index, to] = pointers as [Local, Local, Local];
    inRange(
      f,
      index.value,
      sizeOf(indices.shape),
      rows,
      () => {
        fillZero(f, to.value, sizeOf(shape) * lanes.bytes);
        const [at, target] = [f.local('i32'), f.local('i32')];
        const add = (n: number): void => {
          storeLanes(
            f,
            dtype,
            width,
            target.value,
            lanes.add(loadLanes(dtype, width, 'dense', target.value, 0), loadLanes(dtype, width, 'dense', from.value, 0)),
            0,
            n,
          );
          f.advance(from, n * lanes.bytes);
          f.advance(target, n * lanes.bytes);
        };
        nest(
          f,
          lead,
          [
            { pointer: from, steps: apart(given, lead) },
            { pointer: index, steps: apart(indices, lead) },
            { pointer: to, steps: stridesOf(lead).map((stride) => stride * rows * bytes) },
          ],
          () => {
            f.count(at, i32.const(0), i32.const(count), 1, () => {
              f.set(target, i32.add(to.value, i32.mul(i32.load(index.value), i32.const(bytes))));
              f.times(Math.floor(elements / lanes.count), () => add(lanes.count));
              if (elements % lanes.count > 0) add(elements % lanes.count);
              f.advance(index, 4);
            });
          },
          ({ pointer }) => (pointer === index ? 4 * count : pointer === from ? count * bytes : 0),
        );
      },
      refuse,
    );
  });
  return true;
}
