import { ChainruleError } from '../errors.js';

/** Sizes along the axes, outermost first; `[]` is a scalar. Data are row-major. */
export type Shape = readonly number[];

/**
 * How many elements a shape has: the product of its sizes, 1 for a scalar.
 *
 * @example
 * ```ts
 * import { sizeOf } from '@chainrule/core';
 * sizeOf([2, 3]); // → 6
 * ```
 */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const n of shape) size *= n;
  return size;
}

/**
 * Whether two shapes have the same sizes in the same order.
 *
 * @example
 * ```ts
 * import { sameShape } from '@chainrule/core';
 * sameShape([2, 3], [3, 2]); // → false
 * ```
 */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/**
 * Throws `shape` unless every size is an integer from 0.
 *
 * @example
 * ```ts
 * import { checkShape } from '@chainrule/core';
 * checkShape([2, -1], 'zeros'); // → throws shape
 * ```
 */
export function checkShape(shape: Shape, operation: string): void {
  if (!shape.every((n) => Number.isSafeInteger(n) && n >= 0))
    throw new ChainruleError('shape', `[${shape.join(', ')}] is no shape`, { operation, hint: 'sizes are integers from 0' });
}

/**
 * A shape as messages show it.
 *
 * @example
 * ```ts
 * import { shapeText } from '@chainrule/core';
 * shapeText([2, 3]); // → '[2, 3]'
 * ```
 */
export const shapeText = (shape: Shape): string => `[${shape.join(', ')}]`;

/**
 * How far apart neighbours along each axis lie in the data.
 *
 * @example
 * ```ts
 * import { stridesOf } from '@chainrule/core';
 * stridesOf([2, 3, 4]); // → [ 12, 4, 1 ]
 * ```
 */
export function stridesOf(shape: Shape): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

/**
 * NumPy's broadcasting: axes align from the last, and a size of 1 stretches. Throws `shape`.
 *
 * @example
 * ```ts
 * import { broadcastShapes } from '@chainrule/core';
 * broadcastShapes('add', [2, 1], [3]); // → [ 2, 3 ]
 * ```
 */
export function broadcastShapes(operation: string, ...shapes: readonly Shape[]): number[] {
  const [first = []] = shapes;
  if (shapes.every((shape) => sameShape(shape, first))) return [...first];
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const size = sizes.find((n) => n !== 1) ?? 1;
    if (sizes.every((n) => n === 1 || n === size)) return size;
    throw new ChainruleError('shape', `shapes ${shapes.map(shapeText).join(' and ')} do not broadcast`, {
      operation,
      hint: `axis ${axis - rank} has sizes ${sizes.join(' and ')}: they must be equal, or one of them 1`,
    });
  });
}

/**
 * Strides with which a shape is read as if it were the larger one: 0 along stretched axes.
 *
 * @example
 * ```ts
 * import { broadcastStrides } from '@chainrule/core';
 * broadcastStrides([2, 1], [2, 3]); // → [ 1, 0 ]
 * ```
 */
export function broadcastStrides(shape: Shape, to: Shape): number[] {
  const strides = stridesOf(shape);
  const offset = to.length - shape.length;
  return to.map((_, axis) => (axis < offset || shape[axis - offset] === 1 ? 0 : strides[axis - offset]!));
}

/**
 * An axis counted from the front; −1 is the last. Throws `index`.
 *
 * @example
 * ```ts
 * import { normalizeAxis } from '@chainrule/core';
 * normalizeAxis(-1, 3, 'sum'); // → 2
 * ```
 */
export function normalizeAxis(axis: number, rank: number, operation: string): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && normal >= 0 && normal < rank) return normal;
  throw new ChainruleError('index', `axis ${axis} of a value with ${rank} ax${rank === 1 ? 'is' : 'es'}`, {
    operation,
    hint: rank === 0 ? 'a scalar has no axes' : `axes go from 0 to ${rank - 1}, or from −${rank} to −1`,
  });
}

/**
 * Distinct axes in order; all of them when none are named. Throws `index` or `argument`.
 *
 * @example
 * ```ts
 * import { normalizeAxes } from '@chainrule/core';
 * normalizeAxes(-1, 3, 'sum'); // → [ 2 ]
 * ```
 */
export function normalizeAxes(axes: number | readonly number[] | undefined, rank: number, operation: string): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const normal = (typeof axes === 'number' ? [axes] : axes).map((axis) => normalizeAxis(axis, rank, operation));
  if (new Set(normal).size !== normal.length)
    throw new ChainruleError('argument', `an axis is named twice in [${String(axes)}]`, { operation });
  return normal.sort((a, b) => a - b);
}

/**
 * The shape after reducing axes: dropped, or kept with size 1.
 *
 * @example
 * ```ts
 * import { reducedShape } from '@chainrule/core';
 * reducedShape([2, 3], [1], true); // → [ 2, 1 ]
 * ```
 */
export function reducedShape(shape: Shape, axes: readonly number[], keepDims: boolean): number[] {
  return keepDims ? shape.map((n, axis) => (axes.includes(axis) ? 1 : n)) : shape.filter((_, axis) => !axes.includes(axis));
}
