import { bytesPerElement, stridesOf, type Shape } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../assembler/function-builder.js';
import { f64, i32, storeWord } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { nest } from '../../kernels/nest.js';
import { loadNumber } from '../../kernels/number.js';
import type { Place, View } from '../../kernels/view.js';
import type { Lowering } from '../lowering.js';

const isNumber = (x: Term): Term => f64.eq(x, x);
const isNaN = (x: Term): Term => f64.ne(x, x);

/** Loops over the lines of a view along an axis, with cursors for it and for a result of the same axes, perhaps without that one. */
function overLines(f: FunctionBuilder, { shape, strides, place }: View, axis: number, to: Shape, body: () => void): void {
  const [from, into] = f.parameters;
  const bytes = bytesPerElement(place.dtype);
  const own = stridesOf(to).map((stride) => 4 * stride);
  nest(
    f,
    shape.toSpliced(axis, 1),
    [
      { pointer: from!, steps: strides.toSpliced(axis, 1).map((stride) => stride * bytes) },
      { pointer: into!, steps: to.length === shape.length ? own.toSpliced(axis, 1) : own },
    ],
    body,
    () => 0,
  );
}

/** Where along an axis the largest or the smallest element is: the first of equal ones, or of not-a-numbers. */
export function argExtreme(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { which, axis } = parameters as { readonly which: 'max' | 'min'; readonly axis: number };
  const view = lowering.view(inputs[0]!);
  const { dtype } = view.place;
  const step = view.strides[axis]! * bytesPerElement(dtype);
  const found = lowering.program.types[outputs[0]!]!.shape;
  const place = lowering.place(outputs[0]!);
  const callee = lowering.workshop.module.function(['i32', 'i32'], [], (f) => {
    const [from, to] = f.parameters;
    const [best, value, index, at] = [f.local('f64'), f.local('f64'), f.local('i32'), f.local('i32')];
    overLines(f, view, axis, found, () => {
      const next = f.let(from!.value);
      f.set(best, loadNumber(dtype, next.value));
      f.set(index, i32.const(0));
      f.count(at, i32.const(1), i32.const(view.shape[axis]!), 1, () => {
        f.advance(next, step);
        f.set(value, loadNumber(dtype, next.value));
        const beats = which === 'max' ? f64.gt(value.value, best.value) : f64.lt(value.value, best.value);
        const wins = f.let(i32.or(beats, i32.and(isNaN(value.value), isNumber(best.value))));
        f.set(best, i32.select(wins.value, value.value, best.value));
        f.set(index, i32.select(wins.value, at.value, index.value));
      });
      f.do(storeWord(0), to!.value, index.value);
    });
    return undefined;
  });
  lowering.emit({
    callee,
    reads: [view],
    writes: [place],
    inOrder: false,
    text: `arg${which} along axis ${axis} of [${view.shape.join(', ')}]`,
  });
  return true;
}

/** The order of the elements along an axis: runs twice as long each time are merged from two buffers of indices in turn. */
export function argsort(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { axis, descending } = parameters as { readonly axis: number; readonly descending: boolean };
  const view = lowering.view(inputs[0]!);
  const { dtype } = view.place;
  const { shape } = view;
  const length = shape[axis]!;
  const step = view.strides[axis]! * bytesPerElement(dtype);
  const apart = 4 * stridesOf(shape)[axis]!;
  const place = lowering.place(outputs[0]!);
  // The keys of a line, and its indices twice.
  const room: Place = { dtype: 'float64', size: 2 * length, name: 'scratch' };
  const callee = lowering.workshop.module.function(['i32', 'i32', 'i32'], [], (f) => {
    const [from, to, keys] = f.parameters;
    const [source, target] = [f.local('i32'), f.local('i32')];
    overLines(f, view, axis, shape, () => {
      f.set(source, i32.add(keys!.value, i32.const(8 * length)));
      f.set(target, i32.add(source.value, i32.const(4 * length)));
      const [next, key, write, at] = [f.let(from!.value), f.let(keys!.value), f.let(source.value), f.local('i32')];
      f.count(at, i32.const(0), i32.const(length), 1, () => {
        const number = loadNumber(dtype, next.value);
        f.do([0x39, 3, 0], key.value, descending ? f64.neg(number) : number);
        f.do(storeWord(0), write.value, at.value);
        f.advance(next, step);
        f.advance(key, 8);
        f.advance(write, 4);
      });
      for (let run = 1; run < length; run *= 2) {
        mergeRuns(f, keys!, source, target, run, length);
        const held = f.let(source.value);
        f.set(source, target.value);
        f.set(target, held.value);
      }
      const [read, write2] = [f.let(source.value), f.let(to!.value)];
      f.times(length, () => {
        f.do(storeWord(0), write2.value, i32.load(read.value));
        f.advance(read, 4);
        f.advance(write2, apart);
      });
    });
    return undefined;
  });
  lowering.emit({
    callee,
    reads: [view],
    writes: [place, room],
    inOrder: false,
    text: `order along axis ${axis} of [${shape.join(', ')}]`,
  });
  return true;
}

/** Merges neighbouring runs of indices, ordered by their keys; equal keys keep their order, not-a-number comes last. */
function mergeRuns(f: FunctionBuilder, keys: Local, source: Local, target: Local, run: number, length: number): void {
  const variable = (): Local => f.local('i32');
  const [begin, left, right, leftEnd, rightEnd, to] = [variable(), variable(), variable(), variable(), variable(), variable()];
  const keyAt = (pointer: Local): Term => f64.load(i32.add(keys.value, i32.shl(i32.load(pointer.value), i32.const(3))));
  const least = (a: Term, b: Term): Term => i32.select(i32.lt(a, b), a, b);
  const end = f.let(i32.add(source.value, i32.const(4 * length)));
  f.set(to, target.value);
  const take = (from: Local): void => {
    f.do(storeWord(0), to.value, i32.load(from.value));
    f.advance(from, 4);
  };
  f.count(begin, source.value, end.value, 8 * run, () => {
    f.set(left, begin.value);
    f.set(leftEnd, least(i32.add(begin.value, i32.const(4 * run)), end.value));
    f.set(right, leftEnd.value);
    f.set(rightEnd, least(i32.add(begin.value, i32.const(8 * run)), end.value));
    f.repeat(
      () => {
        f.when(
          i32.eq(left.value, leftEnd.value),
          () => take(right),
          () =>
            f.when(
              i32.eq(right.value, rightEnd.value),
              () => take(left),
              () => {
                const [a, b] = f.evaluate([keyAt(left), keyAt(right)]);
                f.when(
                  i32.or(f64.le(a!, b!), isNaN(b!)),
                  () => take(left),
                  () => take(right),
                );
              },
            ),
        );
        f.advance(to, 4);
      },
      () => i32.or(i32.lt(left.value, leftEnd.value), i32.lt(right.value, rightEnd.value)),
    );
  });
}
