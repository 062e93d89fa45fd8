import { ladderWeights } from './ladder-weights.js';
import type { Noise } from './noise.js';
import type { Samples } from './samples.js';

/** Where the samples lie: on both sides of x, or only after (1) or before (−1) it. */
export type Side = 0 | 1 | -1;

/** What is known around x before any step is chosen. */
export interface Place extends Noise {
  readonly samples: Samples;
  readonly x: number;
  readonly fx: number;
  readonly order: number;
  readonly side: Side;
  /** The largest step that stays in the domain. */
  readonly room: number;
}

/** The samples at one distance h from x, as differences from f(x). */
export interface Level {
  readonly h: number;
  /** f(x + h) − f(x), and f(x − h) − f(x); on one side only, both are the one that exists. */
  readonly after: number;
  readonly before: number;
  /** Standard deviation of the noise of each sample. */
  readonly noise: number;
}

/** Standard deviation of the noise of a sample of this value. */
export const noiseOf = ({ sigma, rounding }: Pick<Noise, 'sigma' | 'rounding'>, value: number): number =>
  Math.max(sigma, rounding * Math.abs(value));

/** A derivative from the levels i … j. */
export interface Window {
  readonly value: number;
  /** Three standard deviations of what noise and rounding do to the value. */
  readonly roundOff: number;
}

/** The samples at distance h, or undefined where there are none: outside of the domain, not finite, or h lost in rounding. */
export function level(place: Place, h: number): Level | undefined {
  const { samples, x, fx, side } = place;
  const rise = (direction: number): number => {
    const moved = x + direction * h;
    // The sample lies where rounding put it; along the secant it is moved to the nominal distance.
    return moved === x ? NaN : (samples.at(moved) - fx) * ((direction * h) / (moved - x));
  };
  const after = rise(side || 1);
  const before = side === 0 ? rise(-1) : after;
  if (!Number.isFinite(after + before)) return undefined;
  return { h, after, before, noise: noiseOf(place, Math.abs(fx) + Math.max(Math.abs(after), Math.abs(before))) };
}

/** The derivative from the levels i … j, which have steps in ratio 2. */
export function window({ order, side }: Place, levels: readonly Level[], i: number, j: number): Window {
  const weights = ladderWeights(order, side, j - i + 1);
  const samples = side === 0 ? 2 : 1;
  let sum = 0;
  let variance = (weights[0]! * levels[j]!.noise) ** 2;
  for (let k = i; k <= j; k++) {
    const { after, before, noise } = levels[k]!;
    const weight = weights[1 + samples * (k - i)]!;
    sum += weight * (side === 0 ? (order % 2 === 0 ? after + before : after - before) : side > 0 ? after : before);
    variance += samples * (weight * noise) ** 2;
  }
  const power = levels[i]!.h ** order;
  return { value: sum / power, roundOff: (4 * Math.sqrt(variance)) / power };
}
