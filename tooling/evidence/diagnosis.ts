// How the diagnosis of networks holds on other depths, widths and seeds than the recorded ones: for every network what theory says of wide
// layers, and what the diagnosis says. Networks within a quarter of the bound (in the logarithm) may be judged either way.
import type { NetworkVerdict } from '@chainrule/nn';
import { diagnosisOf, recordedNetworks } from '../../packages/nn/src/test-support/deep-networks.js';

const short = process.argv.includes('--short');
const depths = short ? [5, 20] : [5, 10, 20, 30, 60];
const widths = short ? [16, 64] : [16, 64, 256];
const seeds = short ? [1] : [1, 2, 3];

/** By how much signal and gradient together drift a layer, in wide layers; and what to call it when it is too much. */
const theory: Readonly<Record<string, readonly [drift: (width: number) => number, sick: NetworkVerdict]>> = {
  'sigmoid+xavier': [() => Math.log(4), 'vanishing gradient'],
  'sigmoid+N(0,1)': [(width) => (width >= 64 ? Infinity : NaN), 'saturated'],
  'tanh+xavier(1)': [() => 0, 'healthy'],
  'tanh+xavier(5/3)': [() => 0.1, 'exploding'],
  'tanh+N(0,1) saturated': [() => Infinity, 'saturated'],
  'relu+N(0,0.01)': [(width) => -2 * Math.log(0.01 * Math.sqrt(width / 2)), 'vanishing signal'],
  'relu+xavier': [() => Math.log(2), 'vanishing signal'],
  'relu+He': [() => 0, 'healthy'],
  'relu+N(0,1) exploding': [(width) => 2 * Math.log(Math.sqrt(width / 2)), 'exploding'],
  'relu+torch default': [() => Math.log(6), 'vanishing signal'],
  'sigmoid+BN+xavier': [() => 0.04, 'healthy'],
  'tanh+BN+xavier': [() => 0.1, 'exploding'],
  'relu+BN+He': [() => Math.log(Math.PI / (Math.PI - 1)) / 2, 'exploding'],
  'relu+residual+He/L': [() => 0, 'healthy'],
  'selu+lecun': [() => 0, 'healthy'],
};

let [judged, right, open] = [0, 0, 0];
const wrong: string[] = [];
for (const [name, network] of Object.entries(recordedNetworks))
  for (const depth of depths)
    for (const width of widths)
      for (const seed of width === 256 ? seeds.slice(0, 1) : seeds) {
        const [drift, sick] = theory[name]!;
        const total = drift(width) * (depth - 1);
        const bound = Math.log(100);
        const wanted = total > 1.25 * bound ? sick : total < 0.75 * bound ? 'healthy' : undefined;
        const { verdict } = diagnosisOf(network, { depth, width, seed, examples: 32 });
        if (wanted === undefined) {
          open++;
          continue;
        }
        judged++;
        if (verdict === wanted) right++;
        else wrong.push(`${name}, ${depth} layers of ${width}, seed ${seed}: ${verdict}, expected ${wanted}`);
      }

for (const line of wrong) console.log(line);
console.log(`${right} of ${judged} as expected (${((100 * right) / judged).toFixed(1)} %); ${open} near the bound, judged either way`);
if (right < 0.95 * judged) process.exit(1);
