import { ndarray, type NdArray } from '@chainrule/core';
import type { DataSet } from '../data-set.js';

/** A data set of points in the plane: `place(i)` gives the class of point i and where it is, `noise` moves it. */
export function planar(
  count: number,
  classes: number,
  noise: NdArray,
  source: string,
  place: (i: number) => [label: number, x: number, y: number],
): DataSet {
  const features = new Float64Array(2 * count);
  const target = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const [label, x, y] = place(i);
    features.set([x + noise.data[2 * i]!, y + noise.data[2 * i + 1]!], 2 * i);
    target[i] = label;
  }
  return {
    features: ndarray(features, { shape: [count, 2] }),
    target: ndarray(target),
    names: ['x', 'y'],
    targetName: 'label',
    classes: Array.from({ length: classes }, (_, i) => String(i)),
    source,
  };
}
