import { ChainruleError, type Objective, type Tree, type Value } from '@chainrule/core';
import { checkOptions } from '../check-options.js';
import type { LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { advance, begin } from '../run.js';
import { sgd } from '../optimizers/sgd.js';
import { extremeCurvature, type Curvature } from './curvature.js';
import { overVectors, type VectorObjective } from './derivatives.js';
import { along, dot, fromValues, fromVector, norm, toValues, toVector } from './point.js';
import type { Trace, TraceStep } from './trace.js';
import { factor, judge } from './verdict.js';

interface CommonOptions<P> {
  /** Where to begin. */
  readonly from: P;
  /** How many updates to take at most; a value that is not finite ends it earlier. */
  readonly steps: number;
}

/** Either the rate of plain gradient descent, or an optimizer. */
export type DescendOptions<P> = CommonOptions<P> &
  ({ readonly learningRate: LearningRate; readonly optimizer?: never } | { readonly optimizer: Optimizer; readonly learningRate?: never });

/**
 * Descends from a point, keeps every step, and says what happened and why.
 *
 * The point is a number, an array of numbers, or a tree of those; the function takes what `from` is. Derivatives that the objective
 * does not bring are taken by central differences. Throws `argument` for a learning rate or a number of steps that is none,
 * `numerical` when the function is not finite where the descent begins.
 *
 * @example
 * ```ts
 * import { descend } from '@chainrule/optim';
 * const trace = descend((x: number) => x * x - 6 * x + 5, { from: 15, learningRate: 0.9, steps: 50 });
 * trace.point; // → 3.00017
 * trace.verdict; // → 'swinging'
 * trace.largestSafeRate; // → 1.0000
 * ```
 */
export function descend<P>(objective: Objective<P> | ((point: P) => number), options: DescendOptions<P>): Trace<P> {
  const { from, steps } = options;
  checkOptions('descend', { steps: [steps, { least: 0 }] });
  const optimizer = options.optimizer ?? sgd({ learningRate: options.learningRate });
  const f = overVectors(typeof objective === 'function' ? { value: objective } : objective, from);
  const { points, values, gradients } = walk(f, from, optimizer, steps);
  const norms = gradients.map(norm);
  const bend = curvatures(f, points, values);
  const largestSafeRate = bend.curvature > 0 ? 2 / bend.curvature : Infinity;
  const rate = options.optimizer === undefined ? rateAt(options.learningRate, points.length - 2) : undefined;
  const evidence = { values, gradientNorms: norms, turns: turnsOf(points), ...bend, largestSafeRate, ...(rate !== undefined && { rate }) };
  const trace = points.map((point, step): TraceStep<P> => ({
    step,
    point: fromVector(from, point),
    value: values[step]!,
    gradientNorm: norms[step]!,
  }));
  return {
    steps: trace,
    point: trace.at(-1)!.point,
    value: values.at(-1)!,
    ...judge(evidence),
    curvature: bend.curvature,
    smallestCurvature: bend.smallest,
    largestSafeRate,
    contraction: norms.length < 2 ? NaN : factor(norms),
    ...(rate !== undefined && rate > largestSafeRate && { warning: warningOf(rate, largestSafeRate) }),
    bestRate: bend.curvature > 0 ? 2 / (bend.curvature + (bend.smallest > 0 ? bend.smallest : bend.curvature)) : Infinity,
  };
}

const warningOf = (rate: number, limit: number): string =>
  `the learning rate ${rate} is above ${Number(limit.toPrecision(3))}, the largest that is safe where the function curves most`;

const rateAt = (rate: LearningRate, step: number): number => (typeof rate === 'function' ? rate(Math.max(0, step)) : rate);

interface Walk {
  readonly points: Float64Array[];
  readonly values: number[];
  readonly gradients: Float64Array[];
}

function walk<P>(f: VectorObjective, from: P, optimizer: Optimizer, steps: number): Walk {
  const points = [toVector(from)];
  const values = [f.value(points[0]!)];
  const gradients = [f.gradient(points[0]!)];
  if (!Number.isFinite(values[0]) || !gradients[0]!.every(Number.isFinite))
    throw new ChainruleError(
      'numerical',
      `the function is ${values[0]!}${Number.isFinite(values[0]) ? ' with a slope that is not finite' : ''} where the descent begins`,
      { operation: 'descend', hint: 'begin where it is defined' },
    );
  const valueAndGrad = (params: Tree<Value>): readonly [number, Tree<Value>] => {
    const point = toVector(fromValues(from, params));
    return [f.value(point), toValues(fromVector(from, f.gradient(point)))];
  };
  let run = begin(optimizer, toValues(from));
  for (let step = 0; step < steps && Number.isFinite(values[step]) && gradients[step]!.every(Number.isFinite); step++) {
    run = advance(run, toValues(fromVector(from, gradients[step]!)), { value: values[step]!, valueAndGrad });
    const point = toVector(fromValues(from, run.params));
    points.push(point);
    values.push(f.value(point));
    gradients.push(f.gradient(point));
  }
  return { points, values, gradients };
}

/** The curvature that limits the rate (at the start or at the lowest point), and both extremes at the lowest point. */
function curvatures(f: VectorObjective, points: readonly Float64Array[], values: readonly number[]): Curvature & { curvature: number } {
  const lowest = values.reduce((best, value, i) => (value < values[best]! ? i : best), 0);
  const unknown = { largest: NaN, smallest: NaN };
  const at = (i: number): Curvature => extremeCurvature((v) => f.hessianProduct(points[i]!, v), points[i]!.length) ?? unknown;
  const there = at(lowest);
  const start = lowest === 0 ? there : at(0);
  return { ...there, curvature: Math.max(...[there.largest, start.largest].filter((x) => !Number.isNaN(x)), -Infinity) };
}

/** The cosine between each step and the one before it. */
function turnsOf(points: readonly Float64Array[]): number[] {
  const moves = points.slice(1).map((point, i) => along(point, -1, points[i]!));
  return moves.slice(1).map((move, i) => dot(move, moves[i]!) / (norm(move) * norm(moves[i]!) || 1));
}
