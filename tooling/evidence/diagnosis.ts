// How the diagnosis of networks holds in general: on other depths, widths, activations and seeds than the recorded ones. For every network what the
// theory of wide layers says, and what the diagnosis says. Networks within a quarter of a bound may be judged either way, and so may those that are
// so narrow and deep that the theory's correction in depth/width (Hanin and Nica 2019) takes them there.
import { elu, gelu, hardtanh, leakyrelu, relu, selu, sigmoid, silu, softsign, tanh, type Elementwise } from '@chainrule/core';
import { heNormal, lecun, normalFill, xavierNormal, type Initialiser, type NetworkVerdict } from '@chainrule/nn';
import { diagnosisOf, recordedNetworks, type DeepNetwork } from '../../packages/nn/src/test-support/deep-networks.js';
import { expected, type Recipe } from './diagnosis/theory.js';

const short = process.argv.includes('--short');
const depths = short ? [5, 20] : [5, 10, 20, 30, 60];
const widths = short ? [32] : [16, 64, 256];
const seeds = short ? [1] : [1, 2, 3];

const one = (): number => 1;
const two = (): number => 2;
const unit = (width: number): number => width;
const recorded: Readonly<Record<string, Recipe>> = {
  'sigmoid+xavier': { activation: sigmoid, variance: one },
  'sigmoid+N(0,1)': { activation: sigmoid, variance: unit },
  'tanh+xavier(1)': { activation: tanh, variance: one },
  'tanh+xavier(5/3)': { activation: tanh, variance: () => 25 / 9 },
  'tanh+N(0,1) saturated': { activation: tanh, variance: unit },
  'relu+N(0,0.01)': { activation: relu, variance: (width) => 1e-4 * width },
  'relu+xavier': { activation: relu, variance: one },
  'relu+He': { activation: relu, variance: two },
  'relu+N(0,1) exploding': { activation: relu, variance: unit },
  'relu+torch default': { activation: relu, variance: () => 1 / 3 },
  'sigmoid+BN+xavier': { activation: sigmoid, variance: one, normalised: true },
  'tanh+BN+xavier': { activation: tanh, variance: one, normalised: true },
  'relu+BN+He': { activation: relu, variance: two, normalised: true },
  'relu+residual+He/L': { activation: relu, variance: (_, depth) => 2 / depth, residual: true },
  'selu+lecun': { activation: selu, variance: one },
};
const more: readonly (readonly [name: string, activation: Elementwise, weight: Initialiser | undefined, variance: Recipe['variance']])[] = [
  ['gelu+He', gelu, heNormal(), two],
  ['gelu+xavier', gelu, xavierNormal(), one],
  ['silu+He', silu, heNormal(), two],
  ['silu+torch default', silu, undefined, () => 1 / 3],
  ['leakyrelu+He', leakyrelu, heNormal(), two],
  ['elu+He', elu, heNormal(), two],
  ['elu+lecun', elu, lecun(), one],
  ['softsign+xavier', softsign, xavierNormal(), one],
  ['hardtanh+xavier', hardtanh, xavierNormal(), one],
  ['tanh+N(0,0.01)', tanh, normalFill({ deviation: 0.01 }), (width) => 1e-4 * width],
];
const networks: readonly (readonly [string, DeepNetwork, Recipe])[] = [
  ...Object.entries(recordedNetworks).map(([name, network]) => [name, network, recorded[name]!] as const),
  ...more.map(
    ([name, activation, weight, variance]) => [name, { activation, weight, verdict: 'healthy' }, { activation, variance }] as const,
  ),
];

const room = Math.log(100);
type Verdict = NetworkVerdict | 'either';
/** By size alone: what is far enough from the bound, whichever way chance in narrow layers moves it. */
function wantedOf(recipe: Recipe, width: number, depth: number): Verdict {
  const { forward, backward, saturated } = expected(recipe, width, depth);
  if (saturated > 1.25 / 4) return 'saturated';
  if (saturated > 0.75 / 4) return 'either';
  const narrow = recipe.normalised ? 0 : (-5 / 4 / width) * (depth - 1);
  const sizes = [0, narrow].map((by) => Math.abs(forward + by) + Math.abs(backward + by));
  if (sizes.every((size) => size < 0.75 * room)) return 'healthy';
  if (!sizes.every((size) => size > 1.25 * room)) return 'either';
  const ahead = 2 * Math.abs(forward) >= Math.abs(backward);
  if ((ahead ? forward : backward) > 0) return 'exploding';
  return ahead ? 'vanishing signal' : 'vanishing gradient';
}

let [judged, right, open, sick, healed] = [0, 0, 0, 0, 0];
const wrong: string[] = [];
for (const [name, network, recipe] of networks)
  for (const depth of depths)
    for (const width of widths) {
      const wanted = wantedOf(recipe, width, depth);
      for (const seed of width === 256 ? seeds.slice(0, 1) : seeds) {
        const found = diagnosisOf(network, { depth, width, seed, examples: 32 });
        const what = `${name}, ${depth} layers of ${width}, seed ${seed}`;
        if (found.verdict !== 'healthy' && seed === 1 && width < 256) {
          sick++;
          const { kind, after } = found.apply();
          if (after.verdict === 'healthy') healed++;
          else wrong.push(`${what}: ${found.verdict}, and after ${kind ?? 'nothing'} ${after.verdict}`);
        }
        if (wanted === 'either') open++;
        else if (++judged && found.verdict === wanted) right++;
        else wrong.push(`${what}: ${found.verdict}, expected ${wanted}`);
      }
    }

for (const line of wrong) console.log(line);
console.log(`${right} of ${judged} as expected (${((100 * right) / judged).toFixed(1)} %); ${open} near a bound, judged either way`);
console.log(`${healed} of ${sick} sick ones made healthy by a remedy`);
process.exitCode = right >= 0.98 * judged && healed >= 0.95 * sick ? 0 : 1;
