import { foldIn, key, uniform, type FloatDType } from '@chainrule/core';
import { tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import type { Results } from './compare.js';

/** Choices from a seed. */
class Choices {
  private readonly numbers: ArrayLike<number>;
  private at = 0;
  constructor(seed: number) {
    this.numbers = uniform(foldIn(key(99), seed), [200]).data;
  }
  below(n: number): number {
    return Math.floor(this.numbers[this.at++ % this.numbers.length]! * n);
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

/** Steps that do not magnify what their inputs lack in digits. */
function step(choices: Choices, made: readonly Tensor[]): Tensor {
  const p = choices.of(made);
  const like = choices.of(made.filter(({ shape }) => shape.join() === p.shape.join()));
  const rank = p.shape.length;
  const axis = rank === 0 ? undefined : choices.below(rank);
  const other = choices.of(made);
  const kinds: (() => Tensor)[] = [
    () => p.tanh(),
    () => p.add(like).mul(0.5),
    () => p.mul(like).sin(),
    () => p.sub(like).cos(),
    () => p.greater(0.1).where(like, p.mul(0.5)),
    () => p.mean(axis, { keepDims: choices.below(2) === 0 }),
    () => p.sub(p.mean(axis, { keepDims: true })),
    () => p.max(axis, { keepDims: true }).sub(like).tanh(),
    () => p.reshape([p.shape.reduce((a, b) => a * b, 1)]),
    () => (rank === 2 ? p.transpose() : p.neg()),
    () => (rank === 2 && other.shape.length === 2 && p.shape[1] === other.shape[0] ? p.matmul(other).mul(0.3) : p.mul(0.25)),
    () => (rank === 2 ? p.matmul(p.transpose()).mul(0.2) : p.abs()),
    () => (rank > 0 && p.shape[0]! > 1 ? p.take(tensor(Int32Array.of(1, 0, 1))) : p.add(1)),
  ];
  return choices.of(kinds)();
}

/** A program from a seed, its results and a gradient among them, with its inputs. */
export function randomProgram(
  seed: number,
  dtype: FloatDType,
): { readonly f: (...x: Tensor[]) => Results; readonly inputs: readonly Tensor[] } {
  const [rows, columns, length] = [1, 2, 3].map((_, i) => new Choices(seed * 3 + i).below(7) + 1) as [number, number, number];
  const body = (x: Tensor): Tensor[] => {
    const choices = new Choices(seed);
    const made = [x, x.mul(0.5)];
    for (let i = 0; i < 2 + 2 * length; i++) made.push(step(choices, made));
    return made.slice(-3);
  };
  const total = (x: Tensor): Tensor => body(x).reduce((sum, y) => sum.add(y.sin().sum()), x.sum().mul(0));
  const data = Float64Array.from({ length: rows * columns }, (_, i) => 1.7 * Math.sin(seed + 1.3 * i * i));
  return { f: (x) => [...body(x), ...valueAndGrad(total)(x)], inputs: [tensor(data, { dtype, shape: [rows, columns] })] };
}
