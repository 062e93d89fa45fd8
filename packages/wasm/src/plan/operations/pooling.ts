import { bytesPerElement, isFloat, sizeOf, stridesOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
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
  if (!isFloat(dtype) || sizeOf(window) > largestWindow || sizeOf(found) === 0) return false;
  const x = lowering.dense(lowering.view(inputs[0]!));
  const rank = window.length;
  const lanes = lanesOf(dtype);
  const bytes = bytesPerElement(dtype);
  const own = stridesOf(shape).slice(-rank);
  let taps: number[][] = [[]];
  window.forEach((size, axis) => {
    taps = taps.flatMap((tap) => Array.from({ length: size }, (_, i) => [...tap, i * dilation[axis]!]));
  });
  const distance = (tap: readonly number[]): number => tap.reduce((sum, at, axis) => sum + at * own[axis]!, 0);
  const sizes = shape.slice(-rank);
  const padded = padding.flatMap((sides, axis) => (sides.some((n) => n !== 0) ? [axis] : []));
  const begin = -padding.reduce((sum, [before], axis) => sum + before * own[axis]!, 0);
  const inner = sizeOf(shape.slice(-rank));
  const moves = strides.map((stride, axis) => stride * own[axis]!);
  const result = lowering.place(outputs[0]!);
  const callee = lowering.workshop.module.function(['i32', 'i32'], [], (f) => {
    const [from, to] = f.parameters;
    const [base, best, value, index] = [f.local('i32'), f.local(scalarOf(dtype)), f.local(scalarOf(dtype)), f.local('i32')];
    const { scalar } = lanes;
    f.times(sizeOf(shape.slice(0, -rank)), () => {
      const place = f.let(i32.add(from!.value, i32.const(begin * bytes)));
      f.set(base, i32.const(begin));
      // Where along the padded axes the window begins.
      const origins = padded.map((axis) => f.let(i32.const(-padding[axis]![0])));
      const cursors = [
        { pointer: place, steps: moves.map((move) => move * bytes) },
        { pointer: base, steps: moves },
        ...padded.map((axis, k) => ({ pointer: origins[k]!, steps: strides.map((stride, i) => (i === axis ? stride : 0)) })),
      ];
      const inside = (tap: readonly number[]): Term =>
        padded
          .map((axis, k) => i32.below(i32.add(origins[k]!.value, i32.const(tap[axis]!)), i32.const(sizes[axis]!)))
          .reduce((all, one) => i32.and(all, one));
      const consider = (tap: number): void => {
        // An offset of an instruction cannot come back from before the beginning of memory.
        f.set(
          value,
          padded.length === 0 ? scalar.load(place.value, tap * bytes) : scalar.load(i32.add(place.value, i32.const(tap * bytes))),
        );
        const firstNaN = i32.and(scalar.ne(value.value, value.value), scalar.eq(best.value, best.value));
        const beats = i32.or(scalar.gt(value.value, best.value), firstNaN);
        const wins = f.let(padded.length === 0 ? beats : i32.or(beats, i32.lt(index.value, i32.const(0))));
        f.set(best, i32.select(wins.value, value.value, best.value));
        f.set(index, i32.select(wins.value, i32.add(base.value, i32.const(tap)), index.value));
      };
      nest(
        f,
        found.slice(-rank),
        cursors,
        () => {
          if (padded.length === 0) {
            f.set(best, scalar.load(place.value));
            f.set(index, base.value);
            for (const tap of taps.slice(1)) consider(distance(tap));
          } else {
            // No place in the window is taken yet; padding never is.
            f.set(best, scalar.const(-Infinity));
            f.set(index, i32.const(-1));
            for (const tap of taps) f.when(inside(tap), () => consider(distance(tap)));
          }
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
