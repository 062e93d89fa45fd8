/** How the logarithm of a positive quantity goes from layer to layer: a random walk whose mean step is the drift. */
export interface Drift {
  /** The mean step: the quantity is multiplied by e^perLayer. */
  readonly perLayer: number;
  /** Bounds of the mean step, with 99 % confidence. */
  readonly interval: readonly [low: number, high: number];
  /** From the first layer to the last, as far as it is no chance: 0 where the interval holds 0. */
  readonly total: number;
}

/** The natural logarithm of the smallest number there is, for what has vanished altogether. */
const smallest = Math.log(Number.MIN_VALUE);
const logarithm = (x: number): number => Math.min(-smallest, Math.max(smallest, Math.log(x)));

/**
 * The drift of a positive quantity over layers, by the steps of its logarithm, which are independent where its values are not: a product of
 * random factors walks, and a line fitted to a walk is far too sure of its slope. Student's interval of the mean step.
 *
 * @example
 * ```ts
 * import { driftOf } from '@chainrule/nn';
 * driftOf([1, 2, 4, 8, 16]).perLayer; // → 0.693147
 * ```
 */
export const driftOf = (values: readonly number[]): Drift => driftOfLogs(values.map(logarithm), 0.99);

/**
 * How far signal and backward signal drift together, |forward| + |backward|: the larger drift of s·δ and of s/δ, each judged by its own steps with
 * 99.5 % confidence, so that both hold with 99 %. Where both walk, this sees what either alone leaves in doubt.
 */
export function jointDrift(signals: readonly number[], backward: readonly number[]): number {
  const ratios = [1, -1].map((sign) => signals.map((signal, i) => logarithm(signal) + sign * logarithm(backward[i]!)));
  return Math.max(...ratios.map((logs) => Math.abs(driftOfLogs(logs, 0.995).total)));
}

function driftOfLogs(logs: readonly number[], confidence: Confidence): Drift {
  const steps = logs.slice(1).map((log, i) => log - logs[i]!);
  const n = steps.length;
  if (n === 0) return { perLayer: 0, interval: [-Infinity, Infinity], total: 0 };
  const perLayer = steps.reduce((sum, step) => sum + step, 0) / n;
  const spread = Math.sqrt(steps.reduce((sum, step) => sum + (step - perLayer) ** 2, 0) / Math.max(1, n - 1));
  const margin = n === 1 ? Infinity : (studentQuantile(n - 1, confidence) * spread) / Math.sqrt(n);
  const certain = Math.abs(perLayer) > margin;
  return { perLayer, interval: [perLayer - margin, perLayer + margin], total: certain ? perLayer * n : 0 };
}

type Confidence = keyof typeof normalQuantiles;

/** Of the normal distribution, for what lies between −z and z with a confidence. */
const normalQuantiles = { 0.99: 2.5758293035489004, 0.995: 2.807033768343811 };

/** Student's distribution lies between −t and t with a confidence: exact for one and two degrees of freedom, else Cornish and Fisher's expansion. */
function studentQuantile(freedom: number, confidence: Confidence): number {
  if (freedom === 1) return Math.tan((Math.PI * confidence) / 2);
  if (freedom === 2) return confidence / Math.sqrt((1 - confidence ** 2) / 2);
  const z = normalQuantiles[confidence];
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3)
  );
}
