import { bytesPerElement, isFloat, sizeOf, stridesOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { Callee, FunctionBuilder } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import { scratchBytes } from '../../kernels/matmul/multiply.js';
import { leftLayouts, type LeftLayout } from '../../kernels/matmul/tile.js';
import { nest } from '../../kernels/nest.js';
import { coalesce, sliced, wholeView, type Place, type View } from '../../kernels/view.js';
import { lanesOf } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';
import type { Workshop } from '../workshop.js';
import { copier, embedder } from './copy.js';
import { perNumber } from './product.js';

interface Convolving {
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly inputDilation: readonly number[];
  readonly kernelDilation: readonly number[];
  readonly groups: number;
}

/**
 * A convolution as matrix products. The windows of a padded input are a view of it with one axis for each place in the window;
 * laid out as a matrix they meet the kernels. With more outputs than places in a window, one product an example; with large
 * windows and few outputs, as the gradients of kernels are, one product a channel, added up.
 */
export function convolution(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const convolving = parameters as Convolving;
  const { shape } = lowering.program.types[outputs[0]!]!;
  const x = lowering.view(inputs[0]!);
  if (!isFloat(x.place.dtype) || sizeOf(shape) === 0 || sizeOf(x.shape) === 0) return false;
  const padded = withPadding(lowering, x, convolving);
  const w = uniform(lowering, lowering.view(inputs[1]!));
  const windows = windowsOf(padded, w.shape.slice(2), shape.slice(2), convolving);
  const result = lowering.place(outputs[0]!);
  const [places, perExample] = [sizeOf(w.shape.slice(2)), sizeOf(shape.slice(2))];
  if (perExample < places && convolving.groups === 1) byChannels(lowering, padded, w, windows, shape, result);
  else byExamples(lowering, padded, w, windows, shape, result, convolving.groups);
  return true;
}

/** The input among zeros, cut where the padding is negative. */
function withPadding(lowering: Lowering, x: View, { padding, inputDilation }: Convolving): View {
  const cut = sliced(
    x,
    x.shape.map((_, axis) => (axis < 2 || inputDilation[axis - 2] !== 1 ? 0 : Math.max(0, -padding[axis - 2]![0]))),
    x.shape.map(() => 1),
    x.shape.map((n, axis) =>
      axis < 2 || inputDilation[axis - 2] !== 1 ? n : n - Math.max(0, -padding[axis - 2]![0]) - Math.max(0, -padding[axis - 2]![1]),
    ),
  );
  const before = padding.map(([low], i) => (inputDilation[i] === 1 ? Math.max(0, low) : Math.max(0, low)));
  const after = padding.map(([, high]) => Math.max(0, high));
  if ([...before, ...after].every((n) => n === 0) && inputDilation.every((n) => n === 1)) return cut;
  const sizes = cut.shape.slice(2).map((n, i) => before[i]! + (n - 1) * inputDilation[i]! + 1 + after[i]!);
  const shape = [...cut.shape.slice(0, 2), ...sizes];
  const dense = stridesOf(shape);
  const place: Place = { dtype: x.place.dtype, size: sizeOf(shape), name: 'padded' };
  const start = before.reduce((sum, n, i) => sum + n * dense[i + 2]!, 0);
  const strides = dense.map((stride, axis) => (axis < 2 ? stride : stride * inputDilation[axis - 2]!));
  lowering.emit({
    callee: embedder(lowering.workshop, cut, place.size, start, strides),
    reads: [cut],
    writes: [place],
    inOrder: false,
    text: `padding to [${shape.join(', ')}]`,
  });
  // Where the input is spread out, negative padding cuts off zeros as well.
  return sliced(
    wholeView(place, shape),
    shape.map((_, axis) => (axis < 2 || inputDilation[axis - 2] === 1 ? 0 : Math.max(0, -padding[axis - 2]![0]))),
    shape.map(() => 1),
    shape.map((n, axis) =>
      axis < 2 || inputDilation[axis - 2] === 1 ? n : n - Math.max(0, -padding[axis - 2]![0]) - Math.max(0, -padding[axis - 2]![1]),
    ),
  );
}

/** Kernels whose inner axes, all but the first, are read with one stride, so that they are rows of a matrix. */
function uniform(lowering: Lowering, w: View): View {
  const { shape, strides } = w;
  const inner = coalesce(shape.slice(2), [strides.slice(2)]);
  return inner.shape.length <= 1 && (inner.shape.length === 0 || inner.strides[0]![0]! > 0) ? w : lowering.dense(w);
}

/** Every window of the padded input: [examples, channels, …places, …outputs]. */
function windowsOf(
  { place, offset, shape, strides }: View,
  window: readonly number[],
  outputs: readonly number[],
  { strides: moves, kernelDilation }: Convolving,
): View {
  const spatial = strides.slice(2);
  return {
    place,
    offset,
    shape: [...shape.slice(0, 2), ...window, ...outputs],
    strides: [
      ...strides.slice(0, 2),
      ...spatial.map((stride, i) => stride * kernelDilation[i]!),
      ...spatial.map((stride, i) => stride * moves[i]!),
    ],
  };
}

const layoutOf = (row: number, column: number): LeftLayout => (column === 1 ? 'rows' : row === 1 ? 'columns' : 'packed');

/** [outputs of kernels × places] · [places × positions] for every example and group. */
function byExamples(
  lowering: Lowering,
  padded: View,
  kernels: View,
  windows: View,
  shape: readonly number[],
  result: Place,
  groups: number,
): void {
  const { workshop } = lowering;
  const dtype = padded.place.dtype as 'float32' | 'float64';
  const [bytes, lanes] = [bytesPerElement(dtype), lanesOf(dtype)];
  const w = coalesce(kernels.shape.slice(1), [kernels.strides.slice(1)]).shape.length <= 1 ? kernels : lowering.dense(kernels);
  const inGroup = kernels.shape[1]!;
  const [m, k, n] = [shape[1]! / groups, sizeOf(kernels.shape.slice(1)), sizeOf(shape.slice(2))];
  const perGroup: View = { ...windows, shape: [inGroup, ...windows.shape.slice(2)], strides: windows.strides.slice(1) };
  const rank = shape.length - 2;
  const rows = coalesce(perGroup.shape.slice(0, 1 + rank), [perGroup.strides.slice(0, 1 + rank)]);
  const columns = coalesce(perGroup.shape.slice(1 + rank), [perGroup.strides.slice(1 + rank)]);
  const direct = rows.shape.length <= 1 && columns.shape.length <= 1;
  const layout = layoutOf(w.strides[0]!, coalesce(w.shape.slice(1), [w.strides.slice(1)]).strides[0]![0] ?? 1);
  const wColumn = coalesce(w.shape.slice(1), [w.strides.slice(1)]).strides[0]![0] ?? 1;
  const { scratch, own } = roomsFor(workshop, dtype, [direct ? 0 : k * n * bytes, scratchBytes(lanes, m, n, k, layout)]);
  const copy = direct ? undefined : copier(workshop, perGroup);
  const some = (examples: number): Callee =>
    workshop.module.function(Array<'i32'>(5).fill('i32'), [], (f) => {
      const [x, a, out, cells, room] = f.parameters as [Parameter, Parameter, Parameter, Parameter, Parameter];
      nest(
        f,
        [examples, groups],
        [
          { pointer: x, steps: [windows.strides[0]! * bytes, inGroup * windows.strides[1]! * bytes] },
          { pointer: a, steps: [0, m * w.strides[0]! * bytes] },
          { pointer: out, steps: [shape[1]! * n * bytes, m * n * bytes] },
        ],
        () => {
          if (copy) f.call(copy, x.value, cells.value);
          const [source, row, column] = direct ? [x, rows.strides[0]![0] ?? 0, columns.strides[0]![0] ?? 1] : [cells, n, 1];
          f.call(
            workshop.multiply(dtype),
            ...constants(m, n, k),
            a.value,
            ...constants(w.strides[0]! * bytes, wColumn * bytes),
            source.value,
            ...constants(row * bytes, column * bytes),
            out.value,
            ...constants(n * bytes, 0, leftLayouts[layout]),
            room.value,
            i32.const(0),
          );
        },
        () => 0,
      );
      return undefined;
    });
  lowering.emit({
    callee: byShares(workshop, shape[0]!, m * k * n * groups, some, [windows.strides[0]! * bytes, 0, shape[1]! * n * bytes], own),
    reads: [padded, w],
    writes: [result, ...scratch],
    inOrder: false,
    text: `convolution to [${shape.join(', ')}]: ${shape[0]! * groups} products of ${m} × ${k} × ${n}`,
  });
}

/** [positions × places] · [places × kernels] for every channel, added up. */
function byChannels(lowering: Lowering, padded: View, kernels: View, windows: View, shape: readonly number[], result: Place): void {
  const { workshop } = lowering;
  const dtype = padded.place.dtype as 'float32' | 'float64';
  const [bytes, lanes] = [bytesPerElement(dtype), lanesOf(dtype)];
  const rank = shape.length - 2;
  const [channels, outputs] = [kernels.shape[1]!, shape[1]!];
  const places = kernels.shape.slice(2);
  const positions = shape.slice(2);
  const [m, k] = [shape[0]! * sizeOf(positions), sizeOf(places)];
  // [examples, …positions, …places] of one channel.
  const pick = <T>(list: readonly T[]): T[] => [list[0]!, ...list.slice(2 + rank), ...list.slice(2, 2 + rank)];
  const channel: View = { ...windows, shape: pick(windows.shape), strides: pick(windows.strides) };
  const { scratch, own } = roomsFor(workshop, dtype, [m * k * bytes, m * outputs * bytes, scratchBytes(lanes, m, outputs, k, 'rows')]);
  const place = coalesce(places, [kernels.strides.slice(2)]).strides[0]![0] ?? 1;
  // The sums are [examples, positions, kernels].
  const turned: View = {
    place: scratch[1]!,
    offset: 0,
    shape: [shape[0]!, outputs, sizeOf(positions)],
    strides: [sizeOf(positions) * outputs, 1, outputs],
  };
  const some = (examples: number): Callee => {
    const rows = examples * sizeOf(positions);
    const copy = copier(workshop, { ...channel, shape: [examples, ...channel.shape.slice(1)] });
    // Written exactly: what lies behind may be another thread's.
    const turn = copier(workshop, { ...turned, shape: [examples, ...turned.shape.slice(1)] }, stridesOf(turned.shape));
    return workshop.module.function(Array<'i32'>(6).fill('i32'), [], (f) => {
      const [x, w, out, cells, sum, room] = f.parameters as [Parameter, Parameter, Parameter, Parameter, Parameter, Parameter];
      const add = f.let(i32.const(0));
      f.times(channels, () => {
        f.call(copy, x.value, cells.value);
        f.call(
          workshop.multiply(dtype),
          ...constants(rows, outputs, k),
          cells.value,
          ...constants(k * bytes, bytes),
          w.value,
          ...constants(place * bytes, kernels.strides[0]! * bytes),
          sum.value,
          ...constants(outputs * bytes),
          add.value,
          ...constants(leftLayouts.rows),
          room.value,
          i32.const(0),
        );
        f.set(add, i32.const(1));
        f.advance(x, windows.strides[1]! * bytes);
        f.advance(w, kernels.strides[1]! * bytes);
      });
      f.call(turn, sum.value, out.value);
      return undefined;
    });
  };
  lowering.emit({
    callee: byShares(
      workshop,
      shape[0]!,
      (m / shape[0]!) * k * outputs * channels,
      some,
      [windows.strides[0]! * bytes, 0, outputs * sizeOf(positions) * bytes],
      own,
    ),
    reads: [padded, kernels],
    writes: [result, ...scratch],
    inOrder: false,
    text: `convolution to [${shape.join(', ')}]: ${channels} products of ${m} × ${k} × ${outputs}, added up`,
  });
}

type Parameter = FunctionBuilder['parameters'][number];
const constants = (...values: readonly number[]) => values.map((value) => i32.const(value));

/** Rooms of so many bytes that every thread has for itself, with how far apart they are. */
function roomsFor(
  { division }: Workshop,
  dtype: 'float32' | 'float64',
  bytes: readonly number[],
): { readonly scratch: readonly Place[]; readonly own: readonly number[] } {
  const own = bytes.map((room) => (Math.ceil(room / 64) + 1) * 64);
  return {
    own,
    scratch: own.map((room) => ({ dtype, size: (room * division.threadCount) / bytesPerElement(dtype), name: 'scratch' })),
  };
}

/** All examples, or to each thread its share. */
function byShares(
  { division }: Workshop,
  examples: number,
  products: number,
  some: (examples: number) => Callee,
  moves: readonly number[],
  own: readonly number[],
): Callee {
  const each = division.share(examples, products / perNumber, 1, 1);
  if (each === undefined) return some(examples);
  return division.all({
    count: Math.ceil(examples / each),
    each: some(each),
    last: some(examples % each || each),
    steps: [...moves.map((bytes) => bytes * each), ...own.map(() => 0)],
    own: [...moves.map(() => 0), ...own],
  });
}
