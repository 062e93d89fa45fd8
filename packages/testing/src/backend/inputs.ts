import { foldIn, key, sizeOf, uniform, type FloatDType, type Shape } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';

/** An input of an application: its numbers, given the real element type and which input it is. */
export type Input = (dtype: FloatDType, at: number) => Tensor;

const numbers = (shape: Shape, at: number, f: (u: number, i: number) => number): number[] =>
  Array.from(uniform(foldIn(key(2024), at), shape).data, f);

/** Real numbers between −2 and 2. */
export const real =
  (...shape: number[]): Input =>
  (dtype, at) =>
    tensor(Float64Array.from(numbers(shape, at, (u) => 4 * u - 2)), { dtype, shape });

/** Real numbers no two of which are near each other, so that their order is certain. */
export const distinct =
  (...shape: number[]): Input =>
  (dtype, at) => {
    const n = sizeOf(shape);
    const order = numbers(shape, at, (u) => u).map((u, i) => [u, i] as const);
    const ranks = order.toSorted(([a], [b]) => a - b).map(([, i]) => i);
    return tensor(
      Float64Array.from({ length: n }, (_, i) => 0.25 * (ranks.indexOf(i) - n / 2) + 0.125),
      { dtype, shape },
    );
  };

/** Matrices far from singular. */
export const regular =
  (...shape: number[]): Input =>
  (dtype, at) => {
    const n = shape.at(-1)!;
    const data = numbers(shape, at, (u, i) => u - 0.5 + (Math.floor(i / n) % n === i % n ? 2 + (i % n) : 0));
    return tensor(Float64Array.from(data), { dtype, shape });
  };

/** Integers from 0 below a bound. */
export const whole =
  (below: number, ...shape: number[]): Input =>
  (_, at) =>
    tensor(Int32Array.from(numbers(shape, at, (u) => Math.floor(u * below))), { shape });

/** Truth values. */
export const truth =
  (...shape: number[]): Input =>
  (_, at) =>
    tensor(
      numbers(shape, at, (u) => Number(u < 0.5)),
      { dtype: 'bool' },
    ).reshape(shape);

/** A random key. */
export const randomKey: Input = (_, at) => tensor(Uint32Array.of(7, at));
