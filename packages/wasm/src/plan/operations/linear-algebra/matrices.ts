import { bytesPerElement, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../../assembler/function-builder.js';
import { f64, i32 } from '../../../assembler/scalar.js';
import type { Term } from '../../../assembler/term.js';
import { nest } from '../../../kernels/nest.js';
import { loadNumber, storeNumber } from '../../../kernels/number.js';
import { stretched, type Place, type View } from '../../../kernels/view.js';
import { f64x2, storeVector, v128 } from '../../../vector/lanes.js';
import type { Lowering } from '../../lowering.js';

/** Rows of so many doubles, one after the other, each with room for a vector that begins at its last. */
export interface Matrix {
  readonly base: Local;
  readonly rows: number;
  readonly columns: number;
}
const rowBytes = (columns: number): number => 8 * (columns + (columns % 2) + 2);
export const matrixBytes = (rows: number, columns: number): number => rows * rowBytes(columns);

/** The address of a row, and of an entry, at places known when the program runs. */
export const rowAt = ({ base, columns }: Matrix, row: Term): Term => i32.add(base.value, i32.mul(row, i32.const(rowBytes(columns))));
export const entryAt = (matrix: Matrix, row: Term, column: Term): Term => i32.add(rowAt(matrix, row), i32.shl(column, i32.const(3)));
export const storeDouble = (f: FunctionBuilder, address: Term, value: Term): void => storeNumber(f, 'float64', address, value);

type Float = 'float32' | 'float64';

/** Copies dense elements at an address to a matrix of doubles, zeros in the room behind each row, or back. */
export function readMatrix(f: FunctionBuilder, dtype: Float, from: Term, { base, rows, columns }: Matrix): void {
  const [read, write] = [f.let(from), f.let(base.value)];
  f.times(rows, () => {
    f.times(columns, () => {
      storeDouble(f, write.value, loadNumber(dtype, read.value));
      f.advance(read, bytesPerElement(dtype));
      f.advance(write, 8);
    });
    f.times(rowBytes(columns) / 8 - columns, () => {
      storeDouble(f, write.value, f64.const(0));
      f.advance(write, 8);
    });
  });
}
export function writeMatrix(f: FunctionBuilder, dtype: Float, { base, rows, columns }: Matrix, to: Term): void {
  const [read, write] = [f.let(base.value), f.let(to)];
  f.times(rows, () => {
    f.times(columns, () => {
      storeNumber(f, dtype, write.value, f64.load(read.value));
      f.advance(read, 8);
      f.advance(write, bytesPerElement(dtype));
    });
    f.advance(read, rowBytes(columns) - 8 * columns);
  });
}

/** `to` −= factor·`from`, over so many doubles; one more may change where they are odd in number. */
export function subtractRow(f: FunctionBuilder, to: Term, from: Term, factor: Term, count: Term): void {
  const [write, read] = [f.let(to), f.let(from)];
  const [scale] = f.evaluate([f64x2.splat(factor)]);
  const at = f.local('i32');
  f.count(at, i32.const(0), count, 2, () => {
    f.do(storeVector(0), write.value, f64x2.sub(v128.load(write.value), f64x2.mul(scale!, v128.load(read.value))));
    f.advance(write, 16);
    f.advance(read, 16);
  });
}

/** What the code for one example of a stack is given. */
export interface Frame {
  readonly f: FunctionBuilder;
  /** The example's inputs and outputs. */
  readonly pointers: readonly Local[];
  /** Working rooms, in the order they were asked for. */
  readonly rooms: readonly Local[];
  /** Not zero when the reference value is to say what is wrong. */
  readonly bad: Local;
}

/**
 * A step over stacks of matrices: inputs are repeated along the leading axes of the first result, outputs written one after the other.
 * When an example turns out unfit, all is left to the reference value.
 */
export function emitStack(
  lowering: Lowering,
  instruction: Instruction,
  text: string,
  rooms: readonly number[],
  build: (frame: Frame) => void,
): void {
  const views = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const types = instruction.outputs.map((register) => lowering.program.types[register]!);
  const lead = types[0]!.shape.slice(0, -2);
  const apart = (view: View): number[] => {
    const [shape, strides]: [Shape, readonly number[]] = [view.shape.slice(0, -2), view.strides.slice(0, -2)];
    return stretched({ ...view, shape, strides }, lead).strides.map((stride) => stride * bytesPerElement(view.place.dtype));
  };
  const sizes = types.map(({ dtype, shape }) => sizeOf(shape.slice(-2)) * bytesPerElement(dtype));
  const room: Place = { dtype: 'float64', size: rooms.reduce((sum, bytes) => sum + bytes, 0) / 8, name: 'scratch' };
  lowering.emitChecked(
    instruction,
    views,
    text,
    (f, pointers, refuse) => {
      const bad = f.let(i32.const(0));
      const given = pointers.slice(0, -1);
      const at = rooms.map((_, k) => f.let(i32.add(pointers.at(-1)!.value, i32.const(rooms.slice(0, k).reduce((sum, b) => sum + b, 0)))));
      nest(
        f,
        lead,
        given.map((pointer, k) => ({
          pointer,
          steps: k < views.length ? apart(views[k]!) : stridesOf(lead).map((stride) => stride * sizes[k - views.length]!),
        })),
        () => {
          build({ f, pointers: given, rooms: at, bad });
        },
        () => 0,
      );
      f.when(bad.value, refuse);
    },
    room,
  );
}
