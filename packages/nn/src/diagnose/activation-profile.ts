import { jvp, tensor, type Tensor } from '@chainrule/tensor';
import { activate, activationName, type Activation } from '../activation.js';

/** What there is to know of an activation by its slope alone, whatever it is called. */
export interface ActivationProfile {
  readonly name: string;
  /** The largest slope. */
  readonly steepest: number;
  /** 1/√E φ′(z)² for standard normal z: by how much weights must be larger to keep a gradient. */
  readonly gain: number;
  /** Whether it is flat for large numbers of both signs, as tanh, and not on one side by design, as ReLU. */
  readonly bounded: boolean;
}

/** A slope below this share of the largest counts as none. */
export const flat = 1 / 20;

export const slopeOf = (fn: Activation, z: Tensor): Tensor => jvp((t: Tensor) => activate(fn, t), [z], [z.fill(1)])[1];

const [reach, count] = [10, 2001];

/** The profile on a grid from −10 to 10. */
export function profileOf(fn: Activation): ActivationProfile {
  const z = Float64Array.from({ length: count }, (_, i) => (2 * reach * (i - (count - 1) / 2)) / (count - 1));
  const slopes = slopeOf(fn, tensor(z)).abs().dataSync();
  const steepest = Math.max(...slopes);
  let [square, mass] = [0, 0];
  z.forEach((at, i) => {
    const weight = Math.exp((-at * at) / 2);
    square += weight * slopes[i]! ** 2;
    mass += weight;
  });
  const ends = [slopes[0]!, slopes.at(-1)!];
  return { name: activationName(fn), steepest, gain: 1 / Math.sqrt(square / mass), bounded: ends.every((end) => end < flat * steepest) };
}
