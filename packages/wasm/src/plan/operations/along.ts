import { bytesPerElement, isFloat, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../assembler/function-builder.js';
import { f64, i32 } from '../../assembler/scalar.js';
import { nest } from '../../kernels/nest.js';
import { copyElement, loadNumber, storeNumber } from '../../kernels/number.js';
import { stretched, type View } from '../../kernels/view.js';
import type { Lowering } from '../lowering.js';
import { fillZero } from './copy.js';
import { inRange } from './rows.js';

/** Loops over the positions on the other axes and along the picks: cursors follow views that are repeated to the shape of all picks. */
function overPicks(
  f: FunctionBuilder,
  each: Shape,
  axis: number,
  views: readonly { readonly view: View; readonly pointer: Local; readonly still: boolean }[],
  pick: () => void,
): void {
  nest(
    f,
    each,
    views.map(({ view, pointer, still }) => {
      const steps = stretched(view, each).strides.map((stride) => stride * bytesPerElement(view.place.dtype));
      return { pointer, steps: still ? steps.with(axis, 0) : steps };
    }),
    pick,
    () => 0,
  );
}

/** The view with one element along an axis: it stays where its line begins. */
const lineOf = (view: View, axis: number): View => ({ ...view, shape: view.shape.with(axis, 1) });

/** Elements of every line at the places that the line's own indices name. */
export function takeAlong(lowering: Lowering, instruction: Instruction): boolean {
  const { axis } = instruction.parameters as { readonly axis: number };
  const { shape } = lowering.program.types[instruction.outputs[0]!]!;
  const [x, indices] = instruction.inputs.map((register) => lowering.dense(lowering.view(register))) as [View, View];
  const bytes = bytesPerElement(x.place.dtype);
  const at = shape.length + axis;
  const apart = x.strides.at(axis)! * bytes;
  lowering.emitChecked(instruction, [x, indices], `take along axis ${at} to [${shape.join(', ')}]`, (f, pointers, refuse) => {
    const [from, index, to] = pointers as [Local, Local, Local];
    inRange(
      f,
      index.value,
      sizeOf(indices.shape),
      x.shape.at(axis)!,
      () =>
        overPicks(
          f,
          shape,
          at,
          [
            { view: lineOf(x, x.shape.length + axis), pointer: from, still: true },
            { view: indices, pointer: index, still: false },
          ],
          () => {
            copyElement(f, bytes, to.value, i32.add(from.value, i32.mul(i32.load(index.value), i32.const(apart))));
            f.advance(to, bytes);
          },
        ),
      refuse,
    );
  });
  return true;
}

/** The adjoint: elements added up along lines where indices say. */
export function addAlong(lowering: Lowering, instruction: Instruction): boolean {
  const { axis, size } = instruction.parameters as { readonly axis: number; readonly size: number };
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]!]!;
  if (!isFloat(dtype)) return false;
  const [g, indices] = instruction.inputs.map((register) => lowering.dense(lowering.view(register))) as [View, View];
  const bytes = bytesPerElement(dtype);
  const at = shape.length + axis;
  const sums: View = { place: g.place, offset: 0, shape: shape.with(at, 1), strides: stridesOf(shape) };
  const apart = sums.strides[at]! * bytes;
  const text = `add ${sizeOf(g.shape)} elements along axis ${at} of [${shape.join(', ')}]`;
  lowering.emitChecked(instruction, [g, indices], text, (f, pointers, refuse) => {
    const [from, index, to] = pointers as [Local, Local, Local];
    inRange(
      f,
      index.value,
      sizeOf(indices.shape),
      size,
      () => {
        fillZero(f, to.value, sizeOf(shape) * bytes);
        const target = f.local('i32');
        overPicks(
          f,
          shape.with(at, indices.shape.at(axis)!),
          at,
          [
            { view: g, pointer: from, still: false },
            { view: indices, pointer: index, still: false },
            { view: sums, pointer: to, still: true },
          ],
          () => {
            f.set(target, i32.add(to.value, i32.mul(i32.load(index.value), i32.const(apart))));
            storeNumber(f, dtype, target.value, f64.add(loadNumber(dtype, target.value), loadNumber(dtype, from.value)));
          },
        );
      },
      refuse,
    );
  });
  return true;
}
