import { bytesPerElement, sizeOf, stridesOf, type DType } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { term, type Term } from '../../assembler/term.js';
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

const loads: Readonly<Record<DType, { readonly code: number; readonly align: number; readonly type: 'i32' | 'f32' | 'f64' }>> = {
  float32: { code: 0x2a, align: 2, type: 'f32' },
  float64: { code: 0x2b, align: 3, type: 'f64' },
  int32: { code: 0x28, align: 2, type: 'i32' },
  uint32: { code: 0x28, align: 2, type: 'i32' },
  bool: { code: 0x2d, align: 0, type: 'i32' },
};

/** How a number becomes a floating-point number; `undefined` where it is one of that size already. */
function conversion(from: DType, to: DType): number | undefined {
  if (to === 'float32') return { float32: undefined, float64: 0xb6, int32: 0xb2, uint32: 0xb3, bool: 0xb2 }[from];
  return { float32: 0xbb, float64: undefined, int32: 0xb7, uint32: 0xb8, bool: 0xb7 }[from];
}

/** Numbers as floating-point numbers, or truth values as integers. */
export function cast(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { dtype: to } = parameters as { readonly dtype: DType };
  const { dtype: from, shape } = lowering.program.types[inputs[0]!]!;
  if (from === to) {
    lowering.rename(outputs[0]!, lowering.view(inputs[0]!));
    return true;
  }
  const real = to === 'float32' || to === 'float64';
  if (!real && !(from === 'bool' && (to === 'int32' || to === 'uint32'))) return false;
  const view = lowering.dense(lowering.view(inputs[0]!));
  const place = lowering.place(outputs[0]!);
  const code = real ? conversion(from, to) : undefined;
  const { code: load, align, type } = loads[from];
  const store = { float32: [0x38, 2, 0], float64: [0x39, 3, 0], int32: [0x36, 2, 0], uint32: [0x36, 2, 0], bool: [0x3a, 0, 0] }[to];
  const callee = lowering.workshop.module.function(['i32', 'i32'], [], (f) => {
    const [source, target] = f.parameters;
    f.times(sizeOf(shape), () => {
      const read: Term = term(type, [load, align, 0], source!.value);
      f.do(store, target!.value, code === undefined ? read : term(to === 'float32' ? 'f32' : 'f64', [code], read));
      f.advance(source!, bytesPerElement(from));
      f.advance(target!, bytesPerElement(to));
    });
    return undefined;
  });
  lowering.emit({ callee, reads: [view], writes: [place], inOrder: false, text: `cast of [${shape.join(', ')}] to ${to}` });
  return true;
}
