import { bytesPerElement, stridesOf, type DType } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { Term } from '../../assembler/term.js';
import { along, loadLanes, storeLanes } from '../../kernels/cells.js';
import { nest } from '../../kernels/nest.js';
import { coalesce } from '../../kernels/view.js';
import { f32x4, f64x2, highHalf, i32x4, joinLow, v128 } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';

/** Four numbers: one vector of 32-bit lanes, or two of doubles. */
type Four = readonly [Term] | readonly [low: Term, high: Term];

/** Four numbers of one type as numbers of another; truth values are masks. Only what gives floating-point numbers, and integers from truth values. */
function converted(four: Four, from: DType, to: DType): Four {
  const [first, second] = four;
  if (second !== undefined) return to === 'float64' ? four : [joinLow(f32x4.fromF64(first), f32x4.fromF64(second))];
  const vector = from === 'bool' ? v128.and(first, i32x4.const(1)) : first;
  if (to === 'float64') {
    const widen = from === 'float32' ? f64x2.fromF32 : from === 'uint32' ? f64x2.fromU32 : f64x2.fromI32;
    return [widen(vector), widen(highHalf(vector))];
  }
  if (to === 'float32' && from !== 'float32') return [(from === 'uint32' ? f32x4.fromU32 : f32x4.fromI32)(vector)];
  return [vector];
}

/** Numbers as floating-point numbers, or truth values as integers; read where they lie, in whatever order. */
export function cast(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { dtype: to } = parameters as { readonly dtype: DType };
  const { dtype: from, shape } = lowering.program.types[inputs[0]!]!;
  if (from === to) {
    lowering.rename(outputs[0]!, lowering.view(inputs[0]!));
    return true;
  }
  const real = to === 'float32' || to === 'float64';
  if (!real && !(from === 'bool' && (to === 'int32' || to === 'uint32'))) return false;
  const view = lowering.view(inputs[0]!);
  const place = lowering.place(outputs[0]!);
  const { once, module } = lowering.workshop;
  const loops = coalesce(shape, [view.strides, stridesOf(shape)]);
  const make = () =>
    module.function(['i32', 'i32'], [], (f) => {
      const [source, target] = f.parameters;
      const [size, own] = [bytesPerElement(from), bytesPerElement(to)];
      const inner = loops.shape.at(-1) ?? 1;
      const apart = loops.strides[0]!.at(-1) ?? 1;
      const [width, lanes] = from === 'float64' ? ([64, 2] as const) : ([32, 4] as const);
      const read = (at: number, count: number): Term => loadLanes(from, width, along(apart), source!.value, at * apart * size, count);
      const some = (count: number): void => {
        const four: Four = lanes === 4 ? [read(0, count)] : [read(0, Math.min(2, count)), read(count > 2 ? 2 : 0, Math.max(1, count - 2))];
        const results = f.evaluate(converted(four, from, to));
        results.forEach((vector, half) => {
          const left = own === 8 ? Math.min(2, count - 2 * half) : count;
          if (left > 0) storeLanes(f, to, own === 8 ? 64 : 32, target!.value, vector, 16 * half, left);
        });
        f.advance(source!, count * apart * size);
        f.advance(target!, count * own);
      };
      nest(
        f,
        loops.shape.slice(0, -1),
        [
          { pointer: source!, steps: loops.strides[0]!.slice(0, -1).map((stride) => stride * size) },
          { pointer: target!, steps: loops.strides[1]!.slice(0, -1).map((stride) => stride * own) },
        ],
        () => {
          f.times(Math.floor(inner / 4), () => some(4));
          if (inner % 4 > 0) some(inner % 4);
        },
        ({ pointer }) => inner * (pointer === source ? apart * size : own),
      );
      return undefined;
    });
  lowering.emit({
    callee: once(['cast', from, to, loops], make),
    reads: [view],
    writes: [place],
    inOrder: false,
    text: `cast of [${shape.join(', ')}] to ${to}`,
  });
  return true;
}
