/** One point of a descent. */
export interface TraceStep<P> {
  /** How many updates led here. */
  readonly step: number;
  readonly point: P;
  readonly value: number;
  readonly gradientNorm: number;
}

/**
 * - converged: what is left to gain is a millionth of what was gained, or less.
 * - converging: every step still gains.
 * - swinging: steps overshoot and turn back.
 * - diverged: the value grows without bound.
 * - stalled: standing still, or nearly, where there is no minimum.
 * - unknown: none of these can be told from the steps.
 */
export type Verdict = 'converged' | 'converging' | 'swinging' | 'diverged' | 'stalled' | 'unknown';

/** A descent with every step kept, and what became of it. */
export interface Trace<P> {
  /** From the start, which is step 0, to the last. */
  readonly steps: readonly TraceStep<P>[];
  /** The last point. */
  readonly point: P;
  readonly value: number;
  readonly verdict: Verdict;
  /** The verdict explained, in a sentence or two. */
  readonly reason: string;
  /** L, the largest curvature at the start and at the lowest point: the largest eigenvalue of the Hessian. NaN when it cannot be told. */
  readonly curvature: number;
  /** The smallest eigenvalue of the Hessian at the lowest point: negative at a saddle. */
  readonly smallestCurvature: number;
  /** 2/L: plain gradient descent with a larger rate diverges. Infinity where nothing curves upwards. */
  readonly largestSafeRate: number;
  /**
   * By what factor the slope changes a step, over the last ten: below 1 it shrinks. For plain descent on a quadratic function it tends to
   * the largest |1 − ηλ| of the curvatures λ. NaN before the second step.
   */
  readonly contraction: number;
  /** That the learning rate is above the largest safe one, with the limit; left out when it is not, or not known. */
  readonly warning?: string;
  /** 2/(L + μ), the fastest for a quadratic function with least curvature μ > 0; 1/L otherwise. */
  readonly bestRate: number;
}
