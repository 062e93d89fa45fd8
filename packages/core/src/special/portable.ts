/**
 * exp, log, cos and sin from + − × ÷, integers and bit access only, so every engine returns the same bits
 * (ECMAScript leaves the accuracy of Math.exp, Math.log, Math.cos and Math.sin to the implementation).
 * Largest errors: exp 0.9, log 0.6, cos and sin 0.8 units in the last place.
 */
import { sumOf } from './double-double.js';
import { exponential } from './exponential.js';
import { logarithm } from './logarithm.js';
import { sineOf } from './trigonometric.js';

/** eˣ. */
export const portableExp = (x: number): number => exponential([x, 0], [1, 0]);

/** Natural logarithm: −∞ at ±0, NaN below. */
export const portableLog = (x: number): number => {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  return sumOf(logarithm(x));
};

/** cos x, NaN at ±∞. */
export const portableCos = (x: number): number => (Number.isFinite(x) ? sineOf(Math.abs(x), 0, 1) : NaN);

/** sin x, NaN at ±∞. */
export const portableSin = (x: number): number => (Number.isFinite(x) ? (x === 0 ? x : sineOf(x)) : NaN);
