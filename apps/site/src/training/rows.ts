import { ChainruleError, key, ndarray, type NdArray } from '@chainrule/core';
import { blobs, circles, moons, spirals, standardize, trainTestSplit, xor, type DataSet } from '@chainrule/data';
import { sets, type Recipe } from './recipe.js';

export interface Part {
  /** As they were measured. */
  readonly features: NdArray;
  /** As the network sees them: with mean 0 and deviation 1. */
  readonly prepared: NdArray;
  readonly target: NdArray;
}

/** What is learned from, and judged by. */
export interface Rows {
  readonly train: Part;
  readonly test: Part;
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly source: string;
  /** Other points, as the network sees them. */
  prepare(features: NdArray): NdArray;
  readonly mean: NdArray;
}

const generators = { spirals, three: spirals, circles, xor, blobs, moons };

/** The rows that a recipe asks for: every fifth is kept for the test. */
export async function rowsOf({ data, csv, noise, seed }: Pick<Recipe, 'data' | 'csv' | 'noise' | 'seed'>): Promise<Rows> {
  if (data === 'own') {
    const { ownRows } = await import('./own-rows.js');
    return divided(ownRows(csv));
  }
  if (data === 'iris') return divided((await import('@chainrule/data')).iris());
  const choice = sets[data];
  return divided(generators[data](key(seed), { ...('options' in choice && choice.options), noise }));
}

function divided(all: DataSet): Rows {
  if (all.target.shape[0]! < 10)
    throw new ChainruleError('input', `there are only ${all.target.shape[0]} rows`, { operation: 'lab', hint: 'at least ten are needed' });
  const { train, test } = trainTestSplit(all);
  const { apply, mean } = standardize(train.features);
  const part = ({ features, target }: DataSet): Part => ({ features, prepared: apply(features).cast('float32'), target });
  return {
    ...{ train: part(train), test: part(test), names: all.names, classes: all.classes!, source: all.source, mean },
    prepare: (features) => apply(features).cast('float32'),
  };
}

/** What two features span, with a margin; the others are at their mean. */
export function extentOf({ train, test }: Rows, column: number): readonly [number, number] {
  const values = [train, test].flatMap(({ features }) => columnOf(features, column));
  const [low, high] = values.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const margin = 0.08 * (high - low) || 1;
  return [low - margin, high + margin];
}

export function columnOf({ data, shape }: NdArray, column: number): number[] {
  const width = shape[1]!;
  return Array.from({ length: shape[0]! }, (_, i) => data[i * width + column]!);
}

/** A grid of points over two features, rows from below; the others are at their mean. */
export function gridOver(rows: Rows, across: number, up: number, size: number): NdArray {
  const [x, y] = [extentOf(rows, across), extentOf(rows, up)];
  const width = rows.names.length;
  const points = new Float64Array(size * size * width);
  for (let i = 0; i < size * size; i++) {
    points.set(rows.mean.data, i * width);
    points[i * width + across] = x[0] + ((x[1] - x[0]) * (i % size)) / (size - 1);
    points[i * width + up] = y[0] + ((y[1] - y[0]) * Math.floor(i / size)) / (size - 1);
  }
  return rows.prepare(ndarray(points, { shape: [size * size, width] }));
}
