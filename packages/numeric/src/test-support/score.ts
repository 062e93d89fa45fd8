import { derivative, type DerivativeOptions } from '../derivative.js';
import { infix } from './infix.js';
import type { ScalarCase } from './reference.js';

/** How well a set of derivatives was measured. */
export interface Score {
  readonly digits: number;
  /** Cases with a relative error above ½. */
  readonly failures: readonly string[];
  /** Cases whose true error is above the bound that was given for it. */
  readonly dishonest: readonly string[];
  readonly honestPercent: number;
  readonly medianEvaluations: number;
  readonly falseKinks: readonly string[];
}

/** −log10 of a relative error, capped at 16. */
export const digitsOf = (relativeError: number): number => Math.min(16, -Math.log10(relativeError));

/** Differentiates every case; f throws where it is called outside of its domain. */
export function scoreOf(cases: readonly ScalarCase[], order: number, options: DerivativeOptions = {}): Score {
  let digits = 0;
  const [failures, dishonest, falseKinks]: [string[], string[], string[]] = [[], [], []];
  const evaluations: number[] = [];
  for (const { id, f: text, x, d, scale, lo = -Infinity, hi = Infinity } of cases) {
    const formula = infix(text);
    const f = (t: number): number => {
      if (t < lo || t > hi) throw new Error(`${id} was evaluated at ${t}, outside of its domain`);
      return formula(t);
    };
    const estimate = derivative(f, x, { ...options, order, domain: [lo, hi] });
    const error = Math.abs(estimate.value - Number(d[order - 1]));
    const relative = error / scale[order - 1]!;
    digits += Number.isFinite(relative) ? digitsOf(relative) : 0;
    if (!(relative <= 0.5)) failures.push(id);
    if (!(error <= estimate.errorBound)) dishonest.push(id);
    if (estimate.status === 'kink') falseKinks.push(id);
    evaluations.push(estimate.evaluations);
  }
  evaluations.sort((a, b) => a - b);
  return {
    digits: digits / cases.length,
    failures,
    dishonest,
    honestPercent: 100 * (1 - dishonest.length / cases.length),
    medianEvaluations: evaluations[evaluations.length >> 1]!,
    falseKinks,
  };
}
