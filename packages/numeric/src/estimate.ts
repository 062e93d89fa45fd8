/** A function of one real variable. */
export type RealFunction = (x: number) => number;

/** The interval, ends included, on which f may be evaluated. */
export type Domain = readonly [number, number];

/**
 * How much a number may be believed.
 * - `ok`: the derivative, with round-off as the only disturbance;
 * - `noisy`: f carries noise far above round-off, `errorBound` includes what it costs;
 * - `kink`: the slopes from the left and from the right differ, both are given;
 * - `undefined`: f has no finite value at x, or nothing around x to measure a slope with.
 */
export type EstimateStatus = 'ok' | 'kink' | 'noisy' | 'undefined';

/** A derivative measured from samples of f, with what is known about its error. */
export interface Estimate {
  readonly value: number;
  /** |value − f⁽ⁿ⁾(x)| is expected to stay below this. */
  readonly errorBound: number;
  /** How often f was called. */
  readonly evaluations: number;
  /** The largest distance from x that the value was made of. */
  readonly step: number;
  readonly status: EstimateStatus;
  /** Standard deviation of the noise of f, where the method measured it. */
  readonly noise?: number;
  /** At a kink: the slopes on both sides. */
  readonly left?: number;
  readonly right?: number;
}

/** What a method is told beside f and x. */
export interface Settings {
  /** Which derivative: 1 for f′, 2 for f″ … */
  readonly order: number;
  readonly domain: Domain;
  /** Standard deviation of the noise of f, measured where not given. */
  readonly noise: number | undefined;
  /** Relative error at which the search for more digits may stop. */
  readonly tolerance: number;
}

/** A way of differentiating numerically, as a value: pass one as `method`, or write your own. */
export interface Method<F = RealFunction> {
  readonly name: string;
  differentiate(f: F, x: number, settings: Settings): Estimate;
}
