/**
 * x > 2.5: e^(−ζ)/π ∫₀^∞ e^(−√x t²) cos(t³/3) dt with ζ = ⅔x^(3/2), by the trapezoidal rule, which converges geometrically here.
 * −9 ≤ x ≤ 2.5: the Taylor series of y″ = xy around the nearest of seven nodes. Below: the asymptotic series in 1/ζ.
 * ζ is carried as a pair, since its rounding would be the relative error of e^(−ζ) and the error of the phase.
 */
import { dividePairs, exactProduct, exactSum, multiplyPairs, negatePair } from './double-double.js';
import type { Pair } from './double-double.js';
import { exponential } from './exponential.js';
import { sineOf } from './trigonometric.js';

const NODES = [-8, -6, -4, -2, 0, 1, 2];
// Ai and Ai′ at the nodes, in turn
const AIRY = [
  -0.0527050503563862, 0.9355609381983065, -0.3291451736298231, 0.3459354872813429, -0.07026553294928951, -0.7906285753685813,
  0.22740742820168558, 0.618259020741691, 0.3550280538878172, -0.2588194037928068, 0.13529241631288141, -0.1591474412967932,
  0.03492413042327438, -0.05309038443365363,
];
const STEP = 0.25;

/** ⅔x^(3/2) for x > 0. */
const zeta = (x: number): Pair => {
  const root = Math.sqrt(x);
  const square = exactProduct(root, root);
  return dividePairs(multiplyPairs([2 * x, 0], exactSum(root, (x - square[0] - square[1]) / (2 * root))), [3, 0]);
};

type Both = [value: number, derivative: number];

const decaying = (x: number): Both => {
  const root = Math.sqrt(x);
  const quarter = Math.sqrt(root);
  let [even, odd] = [0.5, 0];
  for (let k = 1; k < 26; k++) {
    const u = k * STEP;
    const weight = Math.exp(-u * u);
    const t = u / quarter;
    const phase = (t * t * t) / 3;
    even += weight * Math.cos(phase);
    odd += weight * t * Math.sin(phase);
  }
  const exponent = negatePair(zeta(x));
  const scale = STEP / (Math.PI * quarter);
  return [exponential(exponent, [scale * even, 0]), exponential(exponent, [-scale * (root * even + odd), 0])];
};

const besideNode = (x: number): Both => {
  const node = x > 1.5 ? 6 : x > 0.5 ? 5 : 4 - Math.min(4, Math.max(0, Math.round(-x / 2)));
  const d = x - NODES[node]!;
  let [before, current, next] = [0, AIRY[2 * node]!, AIRY[2 * node + 1]!];
  let [value, derivative] = [0, 0];
  const coefficients: number[] = [];
  for (let k = 0; k < 30; k++) {
    coefficients.push(current);
    [before, current, next] = [current, next, (NODES[node]! * current + before) / ((k + 1) * (k + 2))];
  }
  for (let k = 29; k >= 0; k--) {
    derivative = derivative * d + value;
    value = value * d + coefficients[k]!;
  }
  return [value, derivative];
};

const oscillating = (x: number): Both => {
  const [high, low] = zeta(-x);
  const sums = [1, 0, 1, 0]; // of u₂ₖ, u₂ₖ₊₁, v₂ₖ, v₂ₖ₊₁ with alternating signs
  for (let k = 1, term = 1; k < 40 && Math.abs(term) > 1e-18; k++) {
    term *= ((6 * k - 5) * (6 * k - 3) * (6 * k - 1)) / (216 * k * (2 * k - 1) * high);
    const signed = k & 2 ? -term : term;
    sums[k % 2]! += signed;
    sums[2 + (k % 2)]! -= (signed * (6 * k + 1)) / (6 * k - 1);
  }
  const sine = sineOf(high, low);
  const cosine = sineOf(high, low, 1);
  const [c, s] = [cosine + sine, sine - cosine]; // √2·(cos, sin) of ζ − π/4
  const quarter = Math.sqrt(Math.sqrt(-x));
  const root = Math.sqrt(2 * Math.PI);
  return [(c * sums[0]! + s * sums[1]!) / (root * quarter), ((s * sums[2]! - c * sums[3]!) * quarter) / root];
};

const airy = (x: number): Both => {
  if (x === Infinity || x < -1e100) return [0, x > 0 ? -0 : NaN];
  return x > 2.5 ? decaying(x) : x >= -9 ? besideNode(x) : oscillating(x);
};

/** The Airy function Ai(x), the solution of y″ = xy that decays to the right. */
export const airyAi = (x: number): number => airy(x)[0];

/** Ai′(x); NaN at −∞, where it oscillates without bound. */
export const airyAiPrime = (x: number): number => airy(x)[1];
