import type { ArrayData } from '@chainrule/core';
import { Draw } from './sample.js';

const moved = (x: ArrayData, direction: ArrayData, step: number): ArrayData => ({
  ...x,
  data: x.data.map((value, i) => value + step * direction.data[i]!),
});

/** The derivative along a direction by differences of fourth order. */
export function differences(
  f: (x: readonly ArrayData[]) => readonly ArrayData[],
  at: readonly ArrayData[],
  along: readonly ArrayData[],
  h = 1e-3,
): ArrayData[] {
  const shifted = (k: number): readonly ArrayData[] => f(at.map((x, i) => moved(x, along[i]!, k * h)));
  const [a, b, c, d] = [shifted(-2), shifted(-1), shifted(1), shifted(2)] as const;
  return a.map((_, k) => ({
    ...a[k]!,
    data: a[k]!.data.map((value, i) => (value - 8 * b[k]!.data[i]! + 8 * c[k]!.data[i]! - d[k]!.data[i]!) / (12 * h)),
  }));
}

/** The inner product of lists of arrays. */
export const inner = (a: readonly ArrayData[], b: readonly ArrayData[]): number =>
  a.reduce((sum, x, k) => Array.from(x.data).reduce((s, value, i) => s + value * b[k]!.data[i]!, sum), 0);

/** A direction in the space of the arrays. */
export const directions = (like: readonly ArrayData[], seed: number): ArrayData[] => {
  const draw = new Draw(seed);
  return like.map(({ shape }) => draw.real(shape, -1, 1));
};
