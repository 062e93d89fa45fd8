import { bytesPerElement, isFloat, sizeOf, stridesOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { i32 } from '../../assembler/scalar.js';
import { nest } from '../../kernels/nest.js';
import { lanesOf } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';

interface Pooling {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly dilation: readonly number[];
}

/** Larger windows would be too much code, written out place by place. */
const largestWindow = 64;

/** Where in every window the largest element lies; the first of equal ones, or of not-a-numbers. */
export function windowArgmax(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { window, strides, padding, dilation } = parameters as Pooling;
  const { dtype, shape } = lowering.program.types[inputs[0]!]!;
  const found = lowering.program.types[outputs[0]!]!.shape;
  if (!isFloat(dtype) || padding.flat().some((n) => n !== 0) || sizeOf(window) > largestWindow || sizeOf(found) === 0) return false;
  const x = lowering.dense(lowering.view(inputs[0]!));
  const rank = window.length;
  const lanes = lanesOf(dtype);
  const bytes = bytesPerElement(dtype);
  const own = stridesOf(shape).slice(-rank);
  let taps = [0];
  window.forEach((size, axis) => {
    taps = taps.flatMap((tap) => Array.from({ length: size }, (_, i) => tap + i * dilation[axis]! * own[axis]!));
  });
  const inner = sizeOf(shape.slice(-rank));
  const moves = strides.map((stride, axis) => stride * own[axis]!);
  const result = lowering.place(outputs[0]!);
  const callee = lowering.workshop.module.function(['i32', 'i32'], [], (f) => {
    const [from, to] = f.parameters;
    const [base, best, value, index] = [f.local('i32'), f.local(scalarOf(dtype)), f.local(scalarOf(dtype)), f.local('i32')];
    const { scalar } = lanes;
    f.times(sizeOf(shape.slice(0, -rank)), () => {
      const place = f.let(from!.value);
      f.set(base, i32.const(0));
      const cursors = [
        { pointer: place, steps: moves.map((move) => move * bytes) },
        { pointer: base, steps: moves },
      ];
      nest(
        f,
        found.slice(-rank),
        cursors,
        () => {
          taps.forEach((tap, i) => {
            if (i === 0) {
              f.set(best, scalar.load(place.value));
              f.set(index, base.value);
              return;
            }
            f.set(value, scalar.load(place.value, tap * bytes));
            const firstNaN = i32.and(scalar.ne(value.value, value.value), scalar.eq(best.value, best.value));
            const wins = f.let(i32.or(scalar.gt(value.value, best.value), firstNaN));
            f.set(best, i32.select(wins.value, value.value, best.value));
            f.set(index, i32.select(wins.value, i32.add(base.value, i32.const(tap)), index.value));
          });
          f.do([0x36, 2, 0], to!.value, index.value);
          f.advance(to!, 4);
        },
        () => 0,
      );
      f.advance(from!, inner * bytes);
    });
    return undefined;
  });
  lowering.emit({ callee, reads: [x], writes: [result], inOrder: false, text: `largest of every window to [${found.join(', ')}]` });
  return true;
}

const scalarOf = (dtype: 'float32' | 'float64'): 'f32' | 'f64' => (dtype === 'float32' ? 'f32' : 'f64');
