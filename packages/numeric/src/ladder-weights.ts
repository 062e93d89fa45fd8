import { fornbergWeights } from './fornberg.js';

const tables = new Map<number, Float64Array>();

/**
 * The Fornberg weights of `length` levels whose steps are 1, ½, ¼ …: first that of f(x), then for each level that of the sample after x and,
 * where both sides are used, that of the sample before. The ratios being fixed, each table is made once.
 */
export function ladderWeights(order: number, side: number, length: number): Float64Array {
  const key = (order * 64 + length) * 3 + side + 1;
  let weights = tables.get(key);
  if (!weights) {
    const offsets = [0];
    for (let h = 1; h > 2 ** -length; h /= 2) offsets.push(...(side === 0 ? [h, -h] : [side * h]));
    tables.set(key, (weights = fornbergWeights(offsets, order)));
  }
  return weights;
}
