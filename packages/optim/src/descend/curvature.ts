import { key, normal } from '@chainrule/core';
import { along, dot, norm } from './point.js';

/** The extreme curvatures of a function at a point: the largest and smallest eigenvalues of its Hessian. */
export interface Curvature {
  readonly largest: number;
  readonly smallest: number;
}

const mostSteps = 60;

/**
 * The extreme eigenvalues of a symmetric operator from products with vectors, by Lanczos iteration: the power iteration that
 * remembers its earlier vectors, and so is exact after as many products as there are dimensions.
 * Golub and Van Loan, Matrix Computations, §10.1. `undefined` when a product is not finite.
 */
export function extremeCurvature(product: (v: Float64Array) => Float64Array, dimensions: number): Curvature | undefined {
  const basis: Float64Array[] = [];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  let next: Float64Array = Float64Array.from(normal(key(0), [dimensions]).data);
  let length = norm(next);
  let scale = 0;
  while (basis.length < Math.min(dimensions, mostSteps)) {
    if (basis.length > 0) beside.push(length);
    const v = next.map((x) => x / length);
    basis.push(v);
    const image = product(v);
    if (!image.every(Number.isFinite)) return undefined;
    diagonal.push(dot(v, image));
    scale = Math.max(scale, norm(image));
    // Twice is enough to stay orthogonal to all earlier vectors.
    next = [...basis, ...basis].reduce((rest, b) => along(rest, -dot(rest, b), b), image);
    length = norm(next);
    if (!(length > 1e-10 * scale)) break;
  }
  return extremeEigenvalues(diagonal, beside);
}

/** The extreme eigenvalues of a symmetric tridiagonal matrix, by bisection on Sturm's count. */
function extremeEigenvalues(diagonal: readonly number[], beside: readonly number[]): Curvature {
  const radius = diagonal.map((_, i) => Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0));
  const low = Math.min(...diagonal.map((d, i) => d - radius[i]!));
  const high = Math.max(...diagonal.map((d, i) => d + radius[i]!));
  /** How many eigenvalues lie below x: the negative pivots of T − xI. */
  const countBelow = (x: number): number => {
    let [count, pivot] = [0, 1];
    diagonal.forEach((d, i) => {
      pivot = d - x - (i === 0 ? 0 : beside[i - 1]! ** 2 / (pivot === 0 ? Number.MIN_VALUE : pivot));
      if (pivot < 0) count++;
    });
    return count;
  };
  const boundary = (atLeast: number): number => {
    let [from, to] = [low, high];
    for (let i = 0; i < 100 && from < to; i++) {
      const middle = from + (to - from) / 2;
      if (middle === from || middle === to) break;
      if (countBelow(middle) >= atLeast) to = middle;
      else from = middle;
    }
    return to;
  };
  return diagonal.length === 1
    ? { smallest: diagonal[0]!, largest: diagonal[0]! }
    : { smallest: boundary(1), largest: boundary(diagonal.length) };
}
