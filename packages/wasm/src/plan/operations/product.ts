import { bytesPerElement, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import type { Callee } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import { leftLayouts, scratchBytes, type LeftLayout } from '../../kernels/matmul/multiply.js';
import { nest, type Cursor } from '../../kernels/nest.js';
import { coalesce, stretched, type Place, type View } from '../../kernels/view.js';
import { lanesOf } from '../../vector/lanes.js';
import type { Step } from '../step.js';
import type { Workshop } from '../workshop.js';

/** Copying the left factor into panels pays where it is read for so many columns. */
const packedFrom = 256;

/** The product of two views, batched over all but their last two axes, as a step that writes a dense result. */
export function productStep({ module, multiply, once }: Workshop, a: View, b: View, shape: Shape, result: Place): Step {
  const dtype = a.place.dtype as 'float32' | 'float64';
  const lanes = lanesOf(dtype);
  const bytes = bytesPerElement(dtype);
  const batch = shape.slice(0, -2);
  const k = a.shape.at(-1)!;
  const [left, right] = [stretched(a, [...batch, shape.at(-2)!, k]).strides, stretched(b, [...batch, k, shape.at(-1)!]).strides];
  const own = stridesOf(shape);
  // One right factor for all: more rows.
  const lead = (strides: readonly number[]): number[] => strides.slice(0, -2);
  const single = lead(right).every((stride) => stride === 0);
  const rows = coalesce(shape.slice(0, -1), [left.slice(0, -1), own.slice(0, -1)]);
  const merged = single && rows.shape.length <= 1;
  const m = merged ? sizeOf(shape.slice(0, -1)) : shape.at(-2)!;
  const n = shape.at(-1)!;
  const loops = merged ? { shape: [], strides: [[], [], []] } : coalesce(batch, [lead(left), lead(right), lead(own)]);
  const aRow = merged ? (rows.strides[0]![0] ?? 0) : left.at(-2)!;
  const aColumn = left.at(-1)!;
  const layout: LeftLayout =
    (n >= packedFrom && Math.min(m, k) >= packedFrom / 4) || (aColumn !== 1 && aRow !== 1 && k > 1)
      ? 'packed'
      : aColumn === 1 || k === 1
        ? 'rows'
        : 'columns';
  const scratch: Place = { dtype, size: Math.ceil(scratchBytes(lanes, m, n, k, layout) / bytes), name: 'scratch' };
  const strides = [aRow, aColumn, right.at(-2), right.at(-1)];
  const make = (): Callee =>
    module.function(['i32', 'i32', 'i32', 'i32'], [], (f) => {
      const [x, y, z, room] = f.parameters;
      const cursors = [x!, y!, z!].map((pointer, i): Cursor => ({ pointer, steps: loops.strides[i]!.map((stride) => stride * bytes) }));
      const constants = (...values: number[]) => values.map((value) => i32.const(value));
      nest(
        f,
        loops.shape,
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
            ...constants(n * bytes, 0, leftLayouts[layout]),
            room!.value,
          );
        },
        () => 0,
      );
      return undefined;
    });
  return {
    callee: once(['product', dtype, m, n, k, layout, strides, loops], make),
    reads: [a, b],
    writes: [result, scratch],
    inOrder: false,
    text: `matmul [${a.shape.join(', ')}] × [${b.shape.join(', ')}]: ${loops.shape.length === 0 ? 'one product' : `${sizeOf(loops.shape)} products`} of ${m} × ${k} × ${n}`,
  };
}

/** The sum over all batch axes of a product, as one product with a longer inner dimension, where the strides allow it. */
export function contracted(a: View, b: View, shape: Shape): { readonly a: View; readonly b: View; readonly shape: Shape } | undefined {
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
