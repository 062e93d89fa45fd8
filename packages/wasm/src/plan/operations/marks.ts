import { bytesPerElement, isFloat, sizeOf, stridesOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { i32, storeWord } from '../../assembler/scalar.js';
import { nest } from '../../kernels/nest.js';
import { lanesOf, storeLane } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';
import { fillBytes, fillZero } from './copy.js';
import { inRange } from './rows.js';

/** 1 at the first element along the reduced axes that equals the reduced value or is not a number, else 0. */
export function firstEqual(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { axes } = parameters as { readonly axes: readonly number[] };
  const { dtype, shape } = lowering.program.types[inputs[0]!]!;
  if (!isFloat(dtype)) return false;
  const x = lowering.view(inputs[0]!);
  const y = lowering.dense(lowering.view(inputs[1]!));
  const bytes = bytesPerElement(dtype);
  const { scalar, const: constant } = lanesOf(dtype);
  const own = stridesOf(shape);
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const pick = (of: readonly number[], from: readonly number[]): number[] => from.map((axis) => of[axis]! * bytes);
  const sizes = (from: readonly number[]): number[] => from.map((axis) => shape[axis]!);
  const place = lowering.place(outputs[0]!);
  const callee = lowering.workshop.module.function(['i32', 'i32', 'i32'], [], (f) => {
    const [from, wanted, to] = f.parameters;
    const found = f.local('i32');
    fillZero(f, to!.value, place.size * bytes);
    nest(
      f,
      sizes(kept),
      [
        { pointer: from!, steps: pick(x.strides, kept) },
        { pointer: wanted!, steps: stridesOf(sizes(kept)).map((stride) => stride * bytes) },
        { pointer: to!, steps: pick(own, kept) },
      ],
      () => {
        f.set(found, i32.const(0));
        const [read, write] = [f.let(from!.value), f.let(to!.value)];
        nest(
          f,
          sizes(axes),
          [
            { pointer: read, steps: pick(x.strides, axes) },
            { pointer: write, steps: pick(own, axes) },
          ],
          () => {
            const element = f.let(scalar.load(read.value)).value;
            const hit = i32.or(scalar.eq(element, scalar.load(wanted!.value)), scalar.ne(element, element));
            f.when(i32.gt(hit, found.value), () => {
              f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), write.value, constant(1));
              f.set(found, i32.const(1));
            });
          },
          () => 0,
        );
      },
      () => 0,
    );
    return undefined;
  });
  lowering.emit({
    callee,
    reads: [x, y],
    writes: [place],
    inOrder: false,
    text: `first of the largest or smallest in [${shape.join(', ')}]`,
  });
  return true;
}

/** For every row which of the writers is the last to name it; −1 where none does. */
export function lastWriter(lowering: Lowering, instruction: Instruction): boolean {
  const { rows } = instruction.parameters as { readonly rows: number };
  const indices = lowering.dense(lowering.view(instruction.inputs[0]!));
  const [writers, lists] = [indices.shape.at(-1)!, sizeOf(indices.shape.slice(0, -1))];
  lowering.emitChecked(instruction, [indices], `last writers of ${lists * rows} rows`, (f, [index, to], refuse) => {
    inRange(
      f,
      index!.value,
      lists * writers,
      rows,
      () => {
        // Bytes of ones make the integer −1.
        fillBytes(f, to!.value, 4 * lists * rows, 0xff);
        const writer = f.local('i32');
        f.times(lists, () => {
          f.count(writer, i32.const(0), i32.const(writers), 1, () => {
            f.do(storeWord(0), i32.add(to!.value, i32.shl(i32.load(index!.value), i32.const(2))), writer.value);
            f.advance(index!, 4);
          });
          f.advance(to!, 4 * rows);
        });
      },
      refuse,
    );
  });
  return true;
}

/** For every index a row of zeros with a one. */
export function oneHot(lowering: Lowering, instruction: Instruction): boolean {
  const { depth } = instruction.parameters as { readonly depth: number };
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]!]!;
  if (!isFloat(dtype)) return false;
  const lanes = lanesOf(dtype);
  const indices = lowering.dense(lowering.view(instruction.inputs[0]!));
  const count = sizeOf(indices.shape);
  lowering.emitChecked(instruction, [indices], `one-hot rows [${shape.join(', ')}]`, (f, [index, to], refuse) => {
    inRange(
      f,
      index!.value,
      count,
      depth,
      () => {
        fillZero(f, to!.value, sizeOf(shape) * lanes.bytes);
        f.times(count, () => {
          f.do(
            storeLane(lanes.bytes === 4 ? 2 : 3, 0, 0),
            i32.add(to!.value, i32.mul(i32.load(index!.value), i32.const(lanes.bytes))),
            lanes.const(1),
          );
          f.advance(index!, 4);
          f.advance(to!, depth * lanes.bytes);
        });
      },
      refuse,
    );
  });
  return true;
}
