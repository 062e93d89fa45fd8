// The same data, the same number of epochs, in batches of 100, 10 and 1: fewer rows a step make more steps, and noisier ones.
import { key } from '@chainrule/core';
import { linearData } from '@chainrule/data';
import { advance, batches, begin, leastSquares, sgd } from '@chainrule/optim';
import { grad, tensor, type Tensor } from '@chainrule/tensor';
import { toTerminal } from '@chainrule/viz';

const { features, target } = linearData(key(0));
const { weights, intercept } = leastSquares(features, target);
type Line = { readonly m: Tensor; readonly b: Tensor };
const loss = ({ m, b }: Line, x: Tensor, y: Tensor): Tensor => x.reshape([-1]).mul(m).add(b).sub(y).pow(2).mean();
const number = (value: number): Tensor => tensor(value, { dtype: 'float64' });

function race(size: number): { size: number; steps: number; distances: number[] } {
  let run = begin(sgd({ learningRate: 0.05 }), { m: number(0), b: number(0) });
  let steps = 0;
  const distance = (): number => Math.hypot(run.params.m.item() - weights.item(), run.params.b.item() - intercept);
  const distances = [distance()];
  for (let epoch = 0; epoch < 20; epoch++) {
    for (const batch of batches({ x: features, y: target }, { size, key: key(1), epoch })) {
      run = advance(run, grad(loss)(run.params, tensor(batch.x), tensor(batch.y)));
      steps++;
    }
    distances.push(distance());
  }
  return { size, steps, distances };
}

const races = [100, 10, 1].map(race);
console.log(
  races
    .map(({ size, steps, distances }) => `${size} rows a step: ${steps} steps, ${distances.at(-1)!.toFixed(3)} from the exact line`)
    .join('\n'),
);
// → 100 rows a step: 20 steps, 0.824 from the exact line
// 10 rows a step: 200 steps, 0.063 from the exact line
// 1 rows a step: 2000 steps, 0.363 from the exact line

const picture = toTerminal(
  {
    ...{
      kind: 'chart',
      title: 'Distance from the exact line',
      description: 'Batches of 10 come close and stay; single rows get there first, and shake.',
    },
    ...{ x: { label: 'epoch' }, y: { label: 'distance', scale: 'log' } },
    marks: races.map(({ size, distances }) => ({
      kind: 'line',
      name: `${size} a step`,
      x: distances.map((_, epoch) => epoch),
      y: distances,
    })),
  },
  { width: 64, height: 18 },
);
console.log(picture);
// → ● 100 a step  ● 10 a step  ● 1 a step
//      distance
//   10 ┤
//      │⣶⠤⠤⣀⣀
//      │⢱⢣   ⠉⠓⠒⠤⠤⣀⣀⡀
//      │⠸⡀⢣         ⠈⠉⠉⠒⠒⠢⠤⠤⣀⣀⣀⣀
//    1 ┤ ⡇ ⠉⠒⠢⠤⣀⣀⡀              ⠉⠉⠉⠉⠉⠑⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠢⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
//      │ ⢱       ⠈⠉⠉⠒⠒⠤⠤⢄⣀⡀
//      │ ⠸⡀       ⢀⠔⠒⠒⠒⠊⠉⠈⠪⡉⠑⠒⡲⠶⠶⢍⣉⣉⡒⠦⡀         ⢀               ⢠⠊
//      │  ⡇  ⡴⠑⠤⡀⡠⠊        ⠘⠔⠉      ⠈⠉⠚⠲⠤⢤⣀⣀⣤⡤⠒⠉⠁⠉⠒⠒⠒⠒⠢⡀  ⢀⠔⠓⠤⢄⠔⠁
//  0.1 ┤  ⢱ ⡜   ⠈                            ⠈⠉⠉⠑⠢⠤⣀⣀⣀⢀⣈⠦⠴⡁
//      │  ⠸⡰⠁                                         ⠁   ⠈⠒⠤⠤⠤⠤⠤⠔
//      │   ⠁
//      │
// 0.01 ┤
//      └┬─────────────┬─────────────┬──────────────┬─────────────┬
//       0             5            10             15            20
//                                 epoch
