// What bends a network, and by how much a gradient is multiplied on its way back through it.
import { gallery, gelu, leakyRelu, relu, sigmoid, silu, softmax, tanh } from '@chainrule/activations';
import { ndarray } from '@chainrule/core';
import { toTerminal } from '@chainrule/viz';

const shown = gallery([sigmoid, tanh, relu, leakyRelu, gelu, silu], { from: -5, to: 5, count: 101 });
const slopeAt = (slopes: Float64Array, x: number): string => slopes[10 * (x + 5)]!.toFixed(3).padStart(7);
const rows = shown.map(
  ({ key, derivative, saturates }) => `${key.padEnd(9)} ${[-5, 0, 5].map((x) => slopeAt(derivative, x)).join(' ')}   flat: ${saturates}`,
);
console.log(['slope at       -5       0       5', ...rows].join('\n'));
// → slope at       -5       0       5
// sigmoid     0.007   0.250   0.007   flat: both
// tanh        0.000   1.000   0.000   flat: both
// relu        0.000   0.000   1.000   flat: left
// leakyRelu   0.010   0.010   1.000   flat: none
// gelu       -0.000   0.500   1.000   flat: left
// silu       -0.027   0.500   1.027   flat: left
console.log(`probabilities of the scores 1, 2 and 3: ${softmax(ndarray([1, 2, 3])).toString()}`);
// → probabilities of the scores 1, 2 and 3: [0.09003057317, 0.2447284711, 0.6652409558]

const picture = toTerminal(
  {
    ...{ kind: 'chart', title: 'Slopes', description: 'The slope of the logistic function is a quarter at most; that of tanh is 1 at 0.' },
    ...{ x: { label: 'x' }, y: { label: 'slope' } },
    marks: shown
      .filter(({ key }) => ['sigmoid', 'tanh', 'relu', 'gelu'].includes(key))
      .map(({ key, x, derivative }) => ({ kind: 'line', name: key, x, y: derivative })),
  },
  { width: 64, height: 18 },
);
console.log(picture);
// → ● sigmoid  ● tanh  ● relu  ● gelu
//      slope
//  1.5 ┤
//      │
//      │                                 ⣀⠤⠔⠢⠤⢄⣀⡀
//  1.0 ┤                           ⢠⠔⡶⡖⢒⠞⠒⠒⠒⠒⠒⠒⠒⠚⠛⠛⠓⠒⠒⠒⠒⠒⠒⠒⠒⠒
//      │                          ⡰⠁ ⡇⢨⢇
//      │                         ⡰⠁  ⡷⠃⠈⢆
//  0.5 ┤                        ⡰⠁  ⢠⡇  ⠈⢆
//      │                       ⡜⠁  ⢠⠎⡇   ⠈⢣
//      │                   ⢀⣀⡤⠮⠔⠒⠒⢩⠋⠉⡏⠉⠉⠒⠒⠢⠵⢤⣀⡀
//  0.0 ┤     ⠤⠤⠤⠤⠤⠤⠤⠴⠶⢶⣶⣶⣽⠿⠭⠥⠤⠤⠤⠤⡴⠥⠤⠤⠇       ⠈⠉⠛⠻⠶⠶⠶⠶⠦⠤⠤⠤⠤⠤⠤⠤
//      │                 ⠈⠉⠑⠒⠢⠔⠒⠉
//      │
// −0.5 ┤
//      └┬────────┬─────────┬────────┬─────────┬────────┬─────────┬
//      −6       −4        −2        0         2        4         6
//                                   x
