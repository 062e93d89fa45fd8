import { ChainruleError } from '@chainrule/core';
import { adaptive } from './adaptive.js';
import type { Domain, Estimate, Method, RealFunction } from './estimate.js';

/** Options of `derivative`; all may be left out. */
export interface DerivativeOptions<F = RealFunction> {
  /** 1 for f′ (the default), 2 for f″ … */
  readonly order?: number;
  /** Where f may be evaluated, ends included; everywhere by default. */
  readonly domain?: Domain;
  /** `adaptive()` by default. */
  readonly method?: Method<F>;
  /** Standard deviation of the noise of f where it is known; measured otherwise. */
  readonly noise?: number;
  /** Relative error that is good enough; by default as many digits as f allows. */
  readonly tolerance?: number;
}

/**
 * The derivative of f at x from values of f alone, with a bound on its error.
 *
 * f⁽ⁿ⁾(x), where by default the method chooses its steps from the noise and the scale it finds in f. f is called only inside of `domain`.
 * Throws a `ChainruleError` when x is not a finite number of the domain, and when f throws, returns no number, or is not finite anywhere near x.
 *
 * @example
 * ```ts
 * import { derivative } from '@chainrule/numeric';
 * const slope = derivative(Math.sin, 1);
 * Math.abs(slope.value - Math.cos(1)) <= slope.errorBound; // → true
 * derivative(Math.abs, 0).status; // → 'kink'
 * ```
 */
export function derivative(f: RealFunction, x: number, options?: DerivativeOptions): Estimate;
export function derivative<F>(f: F, x: number, options: DerivativeOptions<F> & { readonly method: Method<F> }): Estimate;
export function derivative(f: RealFunction, x: number, options: DerivativeOptions = {}): Estimate {
  const { method = adaptive(), order = 1, domain = [-Infinity, Infinity], noise, tolerance = 2e-14 } = options;
  const [low, high] = domain;
  const require = (condition: boolean, problem: string, code: 'argument' | 'domain' = 'argument'): void => {
    if (!condition) throw new ChainruleError(code, problem, { operation: 'derivative' });
  };
  require(Number.isFinite(x), `x must be finite, not ${x}`);
  require(order >= 1 && order <= 12 && order % 1 === 0, `order must be whole, 1 to 12, not ${order}`);
  require(low < high, `domain [${low}, ${high}] is empty`, 'domain');
  require(x >= low && x <= high, `x = ${x} is outside of the domain`, 'domain');
  require(!(noise! < 0), 'noise is negative');
  return method.differentiate(f, x, { order, domain, tolerance, noise });
}
