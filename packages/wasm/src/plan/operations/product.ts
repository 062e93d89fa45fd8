import { bytesPerElement, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import type { Callee } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import { scratchBytes } from '../../kernels/matmul/multiply.js';
import { leftLayouts, tileColumns, type LeftLayout } from '../../kernels/matmul/tile.js';
import { nest, type Cursor } from '../../kernels/nest.js';
import { coalesce, stretched, transposed, type Place, type View } from '../../kernels/view.js';
import { lanesOf } from '../../vector/lanes.js';
import type { Step } from '../step.js';
import type { Workshop } from '../workshop.js';

/** Copying the left factor into panels pays where it is read for so many columns; sooner where its own columns lie along memory, far apart. */
const packedFrom = { rows: 256, columns: 64 };
/** Multiplications that take as long as handling a number in a pass. */
export const perNumber = 8;
/** A thread's share of a product has so many rows or columns at least: every share lays out the other factor for itself. */
const [leastRows, leastColumns] = [60, 64];

/** The product of two views, batched over all but their last two axes, as a step that writes a dense result. */
export function productStep({ module, multiply, once, division, tileRows }: Workshop, a: View, b: View, shape: Shape, result: Place): Step {
  const dtype = a.place.dtype as 'float32' | 'float64';
  const lanes = lanesOf(dtype);
  const bytes = bytesPerElement(dtype);
  const batch = shape.slice(0, -2);
  const k = a.shape.at(-1)!;
  const [left, right] = [stretched(a, [...batch, shape.at(-2)!, k]).strides, stretched(b, [...batch, k, shape.at(-1)!]).strides];
  const dense = stridesOf(shape);
  // One right factor for all: more rows.
  const lead = (strides: readonly number[]): number[] => strides.slice(0, -2);
  const single = lead(right).every((stride) => stride === 0);
  const rows = coalesce(shape.slice(0, -1), [left.slice(0, -1), dense.slice(0, -1)]);
  const merged = single && rows.shape.length <= 1;
  const m = merged ? sizeOf(shape.slice(0, -1)) : shape.at(-2)!;
  const n = shape.at(-1)!;
  const loops = merged ? { shape: [], strides: [[], [], []] } : coalesce(batch, [lead(left), lead(right), lead(dense)]);
  const aRow = merged ? (rows.strides[0]![0] ?? 0) : left.at(-2)!;
  const aColumn = left.at(-1)!;
  const straight = aColumn === 1 || k === 1 ? 'rows' : 'columns';
  const layout: LeftLayout =
    (n >= packedFrom[straight] && Math.min(m, k) >= 64) || (straight === 'columns' && aRow !== 1) ? 'packed' : straight;
  const room = Math.ceil(scratchBytes(lanes, m, n, k, layout) / 64) * 64;
  const scratch: Place = { dtype, size: (room / bytes) * division.threadCount, name: 'scratch' };
  const cRow = n * bytes;
  const strides = [aRow, aColumn, right.at(-2), right.at(-1)];
  /** So many products of so many rows and columns. */
  const part = (count: number, m: number, n: number): Callee =>
    module.function(['i32', 'i32', 'i32', 'i32'], [], (f) => {
      const [x, y, z, own] = f.parameters;
      const cursors = [x!, y!, z!].map((pointer, i): Cursor => ({ pointer, steps: loops.strides[i]!.map((stride) => stride * bytes) }));
      const constants = (...values: number[]) => values.map((value) => i32.const(value));
      nest(
        f,
        loops.shape.map((size, axis) => (axis === 0 ? count : size)),
        cursors,
        () => {
          f.call(
            multiply[dtype],
            ...constants(m, n, k),
            x!.value,
            ...constants(aRow * bytes, aColumn * bytes),
            y!.value,
            ...constants(right.at(-2)! * bytes, right.at(-1)! * bytes),
            z!.value,
            ...constants(cRow, 0, leftLayouts[layout]),
            own!.value,
          );
        },
        () => 0,
      );
      return undefined;
    });
  const [count = 1] = loops.shape;
  const make = (): Callee => {
    // Whole products to each thread, or else rows, or else columns.
    const work = (m * n * k) / perNumber;
    const rounds = division.share(count, (work * sizeOf(loops.shape)) / count, 1, 1);
    if (rounds !== undefined)
      return divided(
        count,
        rounds,
        (some) => part(some, m, n),
        loops.strides.map(([stride = 0]) => stride),
      );
    if (loops.shape.length > 0) return part(count, m, n);
    const rows = m >= leastRows || m >= n ? division.share(m, work / m, tileRows, leastRows) : undefined;
    if (rows !== undefined) return divided(m, rows, (some) => part(1, some, n), [aRow, 0, n]);
    const columns = division.share(n, work / n, tileColumns(lanes), leastColumns);
    if (columns !== undefined) return divided(n, columns, (some) => part(1, m, some), [0, right.at(-1)!, 1]);
    return part(count, m, n);
  };
  const divided = (all: number, each: number, some: (rows: number) => Callee, moves: readonly number[]): Callee =>
    division.all({
      count: Math.ceil(all / each),
      each: some(each),
      last: some(all % each || each),
      steps: [...moves.map((stride) => stride * each * bytes), 0],
      own: [0, 0, 0, room],
    });
  return {
    callee: once(['product', dtype, m, n, k, layout, strides, loops], make),
    reads: [a, b],
    writes: [result, scratch],
    inOrder: false,
    text: `matmul [${a.shape.join(', ')}] × [${b.shape.join(', ')}]: ${loops.shape.length === 0 ? 'one product' : `${sizeOf(loops.shape)} products`} of ${m} × ${k} × ${n}`,
  };
}

/** A product without a batch. */
export interface Contraction {
  readonly a: View;
  readonly b: View;
  readonly shape: Shape;
}

/** (A·B)ᵀ = Bᵀ·Aᵀ. */
export const contractionTransposed = ({ a, b, shape: [m, n] }: Contraction): Contraction => ({
  a: transposed(b, [1, 0]),
  b: transposed(a, [1, 0]),
  shape: [n!, m!],
});

/** The sum over all batch axes of a product, as one product with a longer inner dimension, where the strides allow it. */
export function contracted(a: View, b: View, shape: Shape): Contraction | undefined {
  const batch = shape.slice(0, -2);
  const [m, n] = shape.slice(-2) as [number, number];
  const k = a.shape.at(-1)!;
  const [left, right] = [stretched(a, [...batch, m, k]).strides, stretched(b, [...batch, k, n]).strides];
  const inner = [...batch, k];
  const along = [coalesce(inner, [[...left.slice(0, -2), left.at(-1)!]]), coalesce(inner, [right.slice(0, -1)])];
  if (along.some((axes) => axes.shape.length > 1)) return undefined;
  const [leftStep, rightStep] = along.map(({ strides }) => strides[0]![0] ?? 1) as [number, number];
  const length = sizeOf(inner);
  return {
    a: { ...a, shape: [m, length], strides: [left.at(-2)!, leftStep] },
    b: { ...b, shape: [length, n], strides: [rightStep, right.at(-1)!] },
    shape: [m, n],
  };
}
