import type { Estimate } from '../estimate.js';

/**
 * What was found out about an entry of a gradient.
 * - `ok`, `wrong`: it agrees with the measured derivative, or cannot;
 * - `kink`: f has two slopes here, and the entry lies between them, as a subgradient should;
 * - `inconclusive`: the measured derivative is too uncertain to tell;
 * - `out of domain`: f has no finite values around here to measure with;
 * - `non-deterministic`: f or the gradient gives different values for the same parameters.
 */
export type Verdict = 'ok' | 'wrong' | 'kink' | 'inconclusive' | 'out of domain' | 'non-deterministic';

/** From the most to the least alarming: a group is as good as its worst member. */
export const severity: readonly Verdict[] = ['wrong', 'non-deterministic', 'inconclusive', 'out of domain', 'kink', 'ok'];

export const worst = (verdicts: Iterable<Verdict>): Verdict => {
  const found = new Set(verdicts);
  return severity.find((verdict) => found.has(verdict)) ?? 'ok';
};

/** How far apart analytic and measured derivative may be. */
export interface Tolerance {
  /** Relative to the larger of the two. */
  readonly relative: number;
  /** Errors below this do not count: what rounding alone can do. */
  readonly absolute: number;
}

/** Error bounds are two or three standard deviations; a bug must stand out beyond doubt. */
const certainty = 3;
/** A bound this large against the derivative would let too much pass. */
const weak = 0.05;

/** Compares an entry of the gradient with the measured derivative. */
export function judge(analytic: number, estimate: Estimate, { relative, absolute }: Tolerance): Verdict {
  const { value, errorBound, status, left, right } = estimate;
  if (status === 'undefined' || Number.isNaN(value)) return 'out of domain';
  if (!Number.isFinite(analytic)) return 'wrong';
  if (left !== undefined && right !== undefined) {
    const slack = relative * Math.max(Math.abs(left), Math.abs(right)) + absolute;
    const between = analytic >= Math.min(left, right) - slack && analytic <= Math.max(left, right) + slack;
    return between ? 'kink' : 'wrong';
  }
  const size = Math.max(Math.abs(analytic), Math.abs(value));
  if (Math.abs(analytic - value) > certainty * errorBound + relative * size + absolute) return 'wrong';
  return errorBound > weak * size && errorBound > absolute ? 'inconclusive' : 'ok';
}
