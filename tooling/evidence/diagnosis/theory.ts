// What the theory of wide layers says of a deep network with random weights, for any activation: Poole et al. 2016, "Exponential expressivity in deep
// neural networks through transient chaos"; Schoenholz et al. 2017, "Deep information propagation"; Yang et al. 2019, "A mean field theory of batch
// normalization". Means over a normal distribution by the trapezoid rule on a grid, which is exact to many digits for such functions.
import { evaluate, type Elementwise } from '@chainrule/core';

export interface Recipe {
  readonly activation: Elementwise;
  /** The variance of a weight times the number of inputs. */
  readonly variance: (width: number, depth: number) => number;
  readonly normalised?: boolean;
  readonly residual?: boolean;
}

export interface Expected {
  /** The change of log signal from the first layer to the last, and of log gradient back. */
  readonly forward: number;
  readonly backward: number;
  /** The mean share of units with a slope of less than a twentieth of the largest, where the activation is flat on both sides. */
  readonly saturated: number;
}

const grid = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 200);
const density = grid.map((z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / 200);
const mean = (f: (z: number) => number): number => grid.reduce((sum, z, i) => sum + density[i]! * f(z), 0);

export function expected({ activation, variance, normalised = false, residual = false }: Recipe, width: number, depth: number): Expected {
  const defaults = activation.defaults;
  const value = (z: number): number => activation.value(z, ...defaults);
  const slope = (z: number): number =>
    evaluate(activation.stablePartials[0]!, {
      ...Object.fromEntries(activation.parameters.map((name, i) => [name, i === 0 ? z : defaults[i - 1]!])),
      y: value(z),
    });
  // To five digits, so that a slope is worked out once.
  const slopes = new Map<number, number>();
  const slopeAt = (z: number): number => {
    const key = Number(z.toPrecision(5));
    const known = slopes.get(key);
    if (known !== undefined) return known;
    const found = slope(key);
    slopes.set(key, found);
    return found;
  };
  const steepest = Math.max(...grid.map((z) => Math.abs(slopeAt(z))));
  const bounded = [-30, 30].every((z) => Math.abs(slopeAt(z)) < steepest / 20);
  const weight = variance(width, depth);

  // q: the mean square of what a layer is given; m: its mean. The digits, from −1 to 1, have a mean square of about a half.
  let [q, m, last] = [0.5, 0, NaN];
  let [forward, backward, flat] = [0, 0, 0];
  for (let layer = 0; layer < depth; layer++) {
    const spread = Math.sqrt(normalised ? 1 : weight * q);
    const [square, first] = [mean((z) => value(spread * z) ** 2), mean((z) => value(spread * z))];
    let gain = weight * mean((z) => slopeAt(spread * z) ** 2);
    if (normalised) gain = mean((z) => slopeAt(z) ** 2) / (square - first ** 2);
    if (residual) [q, m, gain] = layer === 0 && width !== 64 ? [square, first, gain] : [q + 2 * m * first + square, m + first, 1 + gain];
    else q = square;
    flat += bounded ? mean((z) => (Math.abs(slopeAt(spread * z)) < steepest / 20 ? 1 : 0)) / depth : 0;
    if (layer > 0) [forward, backward] = [forward + Math.log(q / last) / 2, backward + Math.log(gain) / 2];
    last = q;
  }
  return { forward, backward, saturated: flat };
}
