import { ChainruleError, normalizeAxes, shapeText, type DType } from '@chainrule/core';
import { along, embed, slice as sliced } from '../primitives/slice.js';
import { Tensor } from '../tensor.js';
import { gather } from './indexing.js';

/** From, to (left out or null: the end), in steps (default 1); negative places count from the end, and places outside are cut to the ends. */
export type Range = readonly [from: number | null, to?: number | null, step?: number];

/**
 * What is taken along an axis: one element (the axis goes), a range, `':'` for all, integers in a tensor;
 * `null` makes a new axis, and `'...'` stands for as many `':'` as are missing.
 */
export type Index = number | Range | ':' | '...' | null | Tensor;

/**
 * Part of a tensor, as NumPy's brackets give it; axes that are not mentioned are taken whole.
 *
 * Throws `index` for an element that is not there, also in a tensor of integers, and for more entries than axes.
 *
 * @example
 * ```ts
 * import { arange, slice } from '@chainrule/tensor';
 * const x = arange(12).reshape([3, 4]); // x[1], x[:, -1], x[::2, 1:3]
 * slice(x, 1).toString(); // → 'f32[4] [4, 5, 6, 7]'
 * slice(x, ':', -1).toString(); // → 'f32[3] [3, 7, 11]'
 * slice(x, [null, null, 2], [1, 3]).shape; // → [2, 2]
 * ```
 */
export function slice<D extends DType>(x: Tensor<D>, ...at: readonly Index[]): Tensor<D> {
  const entries = filled(x, at);
  const full = x.shape.map((n): [number, number, number] => [0, 1, n]);
  const shape: number[] = [];
  let [axis, gathered]: [number, { readonly axis: number; readonly indices: Tensor } | undefined] = [0, undefined];
  for (const entry of entries) {
    if (entry === null) {
      shape.push(1);
      continue;
    }
    const size = x.shape[axis]!;
    if (typeof entry === 'number') full[axis] = [element(entry, size, axis), 1, 1];
    else {
      if (entry instanceof Tensor) {
        if (gathered !== undefined)
          throw new ChainruleError('unsupported', 'integers in tensors for more than one axis', {
            operation: 'slice',
            hint: 'slice by one of them, then by the other, or use takeAlong',
          });
        gathered = { axis: shape.length, indices: entry };
      } else if (entry !== ':' && entry !== '...') full[axis] = range(entry, size);
      shape.push(full[axis]![2]);
    }
    axis++;
  }
  const [starts, steps, counts] = [0, 1, 2].map((k) => full.map((one) => one[k]!)) as [number[], number[], number[]];
  const whole = full.every(([start, step, count], i) => start === 0 && step === 1 && count === x.shape[i]);
  const part = (whole ? x : (x.bind(sliced, [x], { starts, steps, counts }) as Tensor<D>)).reshape(shape);
  return gathered === undefined ? part : gather(part, gathered.indices, gathered.axis);
}

/** One entry for every axis. */
function filled(x: Tensor, at: readonly Index[]): Index[] {
  const used = at.filter((entry) => entry !== null && entry !== '...').length;
  const [missing, place] = [x.shape.length - used, at.indexOf('...')];
  if (missing < 0)
    throw new ChainruleError('index', `${used} places for the ${x.shape.length} axes of ${shapeText(x.shape)}`, { operation: 'slice' });
  if (at.lastIndexOf('...') !== place) throw new ChainruleError('argument', "'...' stands twice", { operation: 'slice' });
  const rest = Array<Index>(missing).fill(':');
  return place === -1 ? [...at, ...rest] : [...at.slice(0, place), ...rest, ...at.slice(place + 1)];
}

function element(index: number, size: number, axis: number): number {
  const at = index < 0 ? index + size : index;
  if (Number.isInteger(index) && at >= 0 && at < size) return at;
  throw new ChainruleError('index', `element ${index} of axis ${axis}, which has ${size}`, {
    operation: 'slice',
    ...(size > 0 && { hint: `they go from 0 to ${size - 1}, or from −${size} to −1` }),
  });
}

/** Start, step and count of a range, cut to what is there. */
function range([from, to = null, step = 1]: Range, size: number): [number, number, number] {
  if (![from ?? 0, to ?? 0, step].every(Number.isInteger) || step === 0)
    throw new ChainruleError('argument', `a range from ${from} to ${to} in steps of ${step}`, {
      operation: 'slice',
      hint: 'they are integers or null, the step not 0',
    });
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const place = (at: number): number => Math.min(high, Math.max(low, at < 0 ? at + size : at));
  const start = from === null ? (step > 0 ? 0 : size - 1) : place(from);
  const stop = to === null ? (step > 0 ? size : -1) : place(to);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return [count === 0 ? 0 : start, count === 0 ? 1 : step, count];
}

/**
 * `count` elements along one axis.
 *
 * @example
 * ```ts
 * import { takeRange, tensor } from '@chainrule/tensor';
 * takeRange(tensor([1, 2, 3, 4]), 0, 1, 2).toString(); // → 'f32[2] [2, 3]'
 * ```
 */
export const takeRange = <D extends DType>(x: Tensor<D>, axis: number, start: number, count: number, step = 1): Tensor<D> =>
  x.bind(sliced, [x], along(x.shape, axis, start, count, step)) as Tensor<D>;

/**
 * In reverse order along axes, all when none is given.
 *
 * @example
 * ```ts
 * import { flip, tensor } from '@chainrule/tensor';
 * flip(tensor([1, 2, 3])).toString(); // → 'f32[3] [3, 2, 1]'
 * ```
 */
export function flip<D extends DType>(x: Tensor<D>, axes?: number | readonly number[]): Tensor<D> {
  return normalizeAxes(axes, x.shape.length, 'flip').reduce(
    (y, axis) => (y.shape[axis] === 0 ? y : takeRange(y, axis, y.shape[axis]! - 1, y.shape[axis]!, -1)),
    x,
  );
}

/**
 * A border of one number around a tensor: for every axis how many before and after.
 *
 * Throws `argument` unless there is a pair of integers from 0 for every axis.
 *
 * @example
 * ```ts
 * import { pad, tensor } from '@chainrule/tensor';
 * pad(tensor([1, 2]), [[1, 2]]).toString(); // → 'f32[5] [0, 1, 2, 0, 0]'
 * ```
 */
export function pad<D extends DType>(x: Tensor<D>, widths: readonly (readonly [before: number, after: number])[], value = 0): Tensor<D> {
  if (widths.length !== x.shape.length || widths.flat().some((n) => !Number.isInteger(n) || n < 0))
    throw new ChainruleError('argument', `widths ${JSON.stringify(widths)} for the axes of ${shapeText(x.shape)}`, {
      operation: 'pad',
      hint: 'a pair of integers, none negative, for every axis',
    });
  const place = {
    starts: widths.map(([before]) => before),
    steps: widths.map(() => 1),
    shape: x.shape.map((n, axis) => widths[axis]![0] + n + widths[axis]![1]),
  };
  const placed = x.bind(embed, [x], place);
  if (value === 0) return placed as Tensor<D>;
  const inside = x.fill(1).cast('bool');
  return inside.bind(embed, [inside], place).where(placed, value) as Tensor<D>;
}
