import { bytesPerElement, sizeOf, stridesOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { rowMajor, copier, embedder } from './copy.js';
import type { Lowering } from '../lowering.js';

/** Elements put at their places among zeros. */
export function embed(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { starts, steps, shape } = parameters as {
    readonly starts: readonly number[];
    readonly steps: readonly number[];
    readonly shape: readonly number[];
  };
  const view = lowering.view(inputs[0]!);
  const strides = stridesOf(shape).map((stride, axis) => stride * steps[axis]!);
  const place = lowering.place(outputs[0]!);
  const start = sizeOf(view.shape) === 0 ? 0 : rowMajor(shape, starts);
  lowering.emit({
    callee: embedder(lowering.workshop, view, place.size, start, strides),
    reads: [view],
    writes: [place],
    inOrder: false,
    text: `embed in [${shape.join(', ')}]`,
  });
  return true;
}

/** Values one after the other along an axis. */
export function concatenate(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { axis } = parameters as { readonly axis: number };
  const { shape, dtype } = lowering.program.types[outputs[0]!]!;
  const views = inputs.map((register) => lowering.view(register));
  const strides = stridesOf(shape);
  const place = lowering.place(outputs[0]!);
  const copies = views.map((view) => copier(lowering.workshop, view, strides));
  const callee = lowering.workshop.module.function(
    [...views, place].map(() => 'i32' as const),
    [],
    (f) => {
      const to = f.parameters.at(-1)!;
      copies.forEach((copy, i) => {
        f.call(copy, f.parameters[i]!.value, to.value);
        f.advance(to, views[i]!.shape[axis]! * strides[axis]! * bytesPerElement(dtype));
      });
      return undefined;
    },
  );
  lowering.emit({ callee, reads: views, writes: [place], inOrder: false, text: `concatenate to [${shape.join(', ')}]` });
  return true;
}
