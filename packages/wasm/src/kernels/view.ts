import { sizeOf, stridesOf, type DType, type Shape } from '@chainrule/core';

/** A stretch of memory that holds one value of a program: where it lies is planned when all of them are known. */
export interface Place {
  readonly dtype: DType;
  /** How many elements it has room for. */
  readonly size: number;
  readonly name: string;
}

/** Elements of a place read in some order: transposed, repeated, every other. Nothing is copied until it must. */
export interface View {
  readonly place: Place;
  readonly offset: number;
  readonly shape: Shape;
  /** How many elements apart neighbours along each axis are. */
  readonly strides: readonly number[];
}

export const wholeView = (place: Place, shape: Shape): View => ({ place, offset: 0, shape, strides: stridesOf(shape) });

/** Whether the view is its place from beginning to end, in order. */
export const isWhole = ({ place, offset, shape, strides }: View): boolean =>
  offset === 0 && sizeOf(shape) === place.size && isDense(shape, strides);

/** Whether the elements follow each other without gaps. */
export function isDense(shape: Shape, strides: readonly number[]): boolean {
  const dense = stridesOf(shape);
  return shape.every((n, axis) => n === 1 || strides[axis] === dense[axis]);
}

export const transposed = ({ shape, strides, ...rest }: View, axes: readonly number[]): View => ({
  ...rest,
  shape: axes.map((axis) => shape[axis]!),
  strides: axes.map((axis) => strides[axis]!),
});

export function stretched({ shape, strides, ...rest }: View, to: Shape): View {
  const missing = to.length - shape.length;
  return {
    ...rest,
    shape: to,
    strides: to.map((n, axis) => (axis < missing || (shape[axis - missing] === 1 && n !== 1) ? 0 : strides[axis - missing]!)),
  };
}

export const sliced = (view: View, starts: readonly number[], steps: readonly number[], counts: readonly number[]): View => ({
  place: view.place,
  offset: view.offset + starts.reduce((sum, start, axis) => sum + start * view.strides[axis]!, 0),
  shape: counts,
  strides: view.strides.map((stride, axis) => stride * steps[axis]!),
});

/** The view under another shape of the same size, where that needs no copy. */
export function reshaped(view: View, shape: Shape): View | undefined {
  if (sizeOf(shape) === 0) return { ...view, shape, strides: stridesOf(shape) };
  const from = coalesce(view.shape, [view.strides]);
  const [sizes, own] = [[...from.shape], [...from.strides[0]!]];
  const strides = shape.map(() => 0);
  // From the last axis on, each axis of the new shape is split off an axis of the old.
  let at = sizes.length - 1;
  let [left, stride] = [sizes[at] ?? 1, own[at] ?? 1];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis]!;
    if (size === 1) continue;
    if (left === 1) {
      at--;
      [left, stride] = [sizes[at]!, own[at]!];
    }
    if (left % size !== 0) return undefined;
    strides[axis] = stride;
    stride *= size;
    left /= size;
  }
  return { ...view, shape, strides };
}

/** The same order of elements with as few axes as possible, for several operands read alike. */
export function coalesce(
  shape: Shape,
  operands: readonly (readonly number[])[],
): { readonly shape: number[]; readonly strides: number[][] } {
  const sizes: number[] = [];
  const strides: number[][] = operands.map(() => []);
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const last = sizes.length - 1;
    if (last >= 0 && operands.every((operand, k) => strides[k]![last] === operand[axis]! * size)) {
      sizes[last]! *= size;
      operands.forEach((operand, k) => (strides[k]![last] = operand[axis]!));
    } else {
      sizes.push(size);
      operands.forEach((operand, k) => strides[k]!.push(operand[axis]!));
    }
  });
  return { shape: sizes, strides };
}
