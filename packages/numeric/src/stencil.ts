import { ChainruleError } from '@chainrule/core';
import type { Estimate, Method, Settings } from './estimate.js';
import { fornbergWeights } from './fornberg.js';
import { noiseOf } from './ladder.js';
import { epsilon, rounding } from './noise.js';
import { type Samples, sample } from './samples.js';

/** A method that can be asked for its value at any one step: what extrapolation builds on. */
export interface SteppedMethod extends Method {
  /** Offsets from x, in steps. */
  offsets(order: number): readonly number[];
  /** The value with step h, and three standard deviations of its round-off. */
  at(samples: Samples, x: number, h: number, settings: Settings): { readonly value: number; readonly roundOff: number };
}

/** Options of the methods with a fixed step. */
export interface StepOptions {
  /** Distance between neighbouring samples; by default where truncation and round-off balance for a function of scale max(|x|, 1). */
  readonly step?: number;
}

/** Options of `forward`, `backward` and `central`. */
export interface DifferenceOptions extends StepOptions {
  /** The error falls with this power of the step; 2 by default. */
  readonly order?: number;
}

/**
 * Differences of samples at and after x, of any order of accuracy: error O(hᵖ).
 *
 * @example
 * ```ts
 * import { derivative, forward } from '@chainrule/numeric';
 * derivative((x) => x ** 2, 3, { method: forward({ order: 2, step: 0.5 }) }).value; // → 6.0000
 * ```
 */
export const forward = ({ order = 2, step }: DifferenceOptions = {}): SteppedMethod => oneSided('forward', order, 1, step);

/**
 * Differences of samples at and before x; otherwise as `forward`.
 *
 * @example
 * ```ts
 * import { backward, derivative } from '@chainrule/numeric';
 * derivative((x) => x * x, 3, { method: backward() }).value; // → 6.0000
 * ```
 */
export const backward = ({ order = 2, step }: DifferenceOptions = {}): SteppedMethod => oneSided('backward', order, -1, step);

/**
 * Differences of samples on both sides of x, of any even order of accuracy.
 *
 * Throws `argument` for an order that is not an even integer from 2.
 *
 * @example
 * ```ts
 * import { central, derivative } from '@chainrule/numeric';
 * derivative((x) => x ** 2, 3, { method: central({ order: 2, step: 0.5 }) }).value; // → 6.0000
 * ```
 */
export function central({ order = 2, step }: DifferenceOptions = {}): SteppedMethod {
  if (!(Number.isInteger(order) && order >= 2 && order % 2 === 0)) {
    throw new ChainruleError('argument', `the order of accuracy must be an even integer from 2, not ${order}`, { operation: 'central' });
  }
  return stepped(`central, order ${order}`, step, (derivative) => {
    const half = Math.floor((derivative + 1) / 2) + order / 2 - 1;
    return Array.from({ length: 2 * half + 1 }, (_, k) => k - half);
  });
}

/**
 * Differences of samples at the given offsets, in steps from x; the weights are Fornberg's.
 *
 * Throws `argument` for offsets that are not two or more different finite numbers, or too few for the derivative.
 *
 * @example
 * ```ts
 * import { derivative, stencil } from '@chainrule/numeric';
 * derivative((x) => x ** 2, 3, { method: stencil([-1, 0, 2], { step: 0.5 }) }).value; // → 6.0000
 * ```
 */
export function stencil(offsets: readonly number[], { step }: StepOptions = {}): SteppedMethod {
  if (offsets.length < 2 || new Set(offsets).size < offsets.length || !offsets.every(Number.isFinite)) {
    throw new ChainruleError('argument', `offsets must be two or more different finite numbers, not [${offsets.join(', ')}]`, {
      operation: 'stencil',
    });
  }
  return stepped(`stencil [${offsets.join(', ')}]`, step, (derivative) => {
    if (offsets.length > derivative) return offsets;
    throw new ChainruleError('argument', `${offsets.length} offsets cannot give a derivative of order ${derivative}`, {
      operation: 'stencil',
      hint: `give at least ${derivative + 1}`,
    });
  });
}

function oneSided(name: string, order: number, side: 1 | -1, step: number | undefined): SteppedMethod {
  if (!(Number.isInteger(order) && order >= 1)) {
    throw new ChainruleError('argument', `the order of accuracy must be an integer from 1, not ${order}`, { operation: name });
  }
  return stepped(`${name}, order ${order}`, step, (derivative) =>
    Array.from({ length: derivative + order }, (_, k) => (k === 0 ? 0 : side * k)),
  );
}

/** Whether for every offset its negative is one too. */
const symmetric = (offsets: readonly number[]): boolean => offsets.every((t) => offsets.includes(t === 0 ? 0 : -t));

/** The power of h with which the error of a derivative from these offsets falls. */
export function accuracyOf(offsets: readonly number[], order: number): number {
  const plain = offsets.length - order;
  return symmetric(offsets) && plain % 2 === 1 ? plain + 1 : plain;
}

/** From one power of h in the error to the next. */
export const accuracyStep = (offsets: readonly number[]): number => (symmetric(offsets) ? 2 : 1);

/** A method of fixed step; its error bound is the change when the step is doubled, and round-off. */
function stepped(name: string, step: number | undefined, offsetsOf: (order: number) => readonly number[]): SteppedMethod {
  if (step !== undefined && !(step > 0 && step < Infinity)) {
    throw new ChainruleError('argument', `step must be a finite number > 0, not ${step}`, { operation: name });
  }
  const method: SteppedMethod = {
    name,
    offsets: offsetsOf,
    at(samples, x, h, { order, noise = 0 }) {
      const taken = offsetsOf(order);
      const places = taken.map((t) => x + t * h);
      const weights = fornbergWeights(
        places.map((p) => (p - x) / h),
        order,
      );
      const values = places.map(samples.at);
      const nearest = values[taken.reduce((best, t, k) => (Math.abs(t) < Math.abs(taken[best]!) ? k : best), 0)]!;
      let value = 0;
      let variance = 0;
      weights.forEach((w, k) => {
        value += w * (values[k]! - nearest);
        variance += (w * noiseOf({ sigma: noise, rounding }, values[k]!)) ** 2;
      });
      return { value: value / h ** order, roundOff: (3 * Math.sqrt(variance)) / h ** order };
    },
    differentiate(f, x, settings): Estimate {
      const { order, domain } = settings;
      const samples = sample(f, domain);
      const taken = offsetsOf(order);
      const balanced = epsilon ** (1 / (order + accuracyOf(taken, order))) * Math.max(Math.abs(x), 1);
      const h = exactStep(x, Math.min(step ?? balanced, roomFor(taken, x, settings) / 2));
      const { value, roundOff } = method.at(samples, x, h, settings);
      const doubled = method.at(samples, x, 2 * h, settings);
      const reach = h * Math.max(...taken.map(Math.abs));
      const status = Number.isFinite(value) ? 'ok' : 'undefined';
      return { value, errorBound: Math.abs(value - doubled.value) + roundOff, evaluations: samples.count(), step: reach, status };
    },
  };
  return method;
}

/** The nearest step that x can be moved by without rounding. */
export const exactStep = (x: number, h: number): number => x + h - x || h;

/** The largest step with which all offsets stay in the domain. */
export function roomFor(offsets: readonly number[], x: number, { domain: [low, high] }: Settings): number {
  const room = Math.min(...offsets.map((t) => (t > 0 ? (high - x) / t : t < 0 ? (low - x) / t : Infinity)));
  if (room > 0) return room;
  throw new ChainruleError('domain', `x = ${x} is at an end of the domain [${low}, ${high}], which leaves no room for these samples`, {
    operation: 'derivative',
    hint: 'take samples from the other side: forward() or backward(), or adaptive(), which chooses by itself',
  });
}
