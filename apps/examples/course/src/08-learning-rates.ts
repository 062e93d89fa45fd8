// One parabola, x² − 6x + 5 from 15, and four learning rates: each step multiplies the distance to 3 by 1 − 2η. Then rates that change.
import { cosine, descend, drawSchedule, warmup } from '@chainrule/optim';
import { toTerminal } from '@chainrule/viz';

const parabola = (x: number): number => x * x - 6 * x + 5;
const races = [0.01, 0.1, 0.9, 1.1].map((learningRate) => ({ learningRate, ...descend(parabola, { from: 15, learningRate, steps: 50 }) }));
console.log(races.map(({ learningRate, point, verdict }) => `η = ${learningRate}: ${verdict}, at ${point.toPrecision(6)}`).join('\n'));
// → η = 0.01: converging, at 7.37004
// η = 0.1: converged, at 3.00017
// η = 0.9: swinging, at 3.00017
// η = 1.1: diverged, at 109208
console.log(`η = 0.9: ${races[2]!.reason}`);
// → η = 0.9: It swings from side to side of the valley, still coming closer, by a factor of 0.8 a step. The learning rate 0.9 is more than half of the largest safe one (2/2 = 1), so each step overshoots along the steepest curve.
console.log(`safe below ${races[0]!.largestSafeRate.toFixed(3)}, fastest at ${races[0]!.bestRate.toFixed(3)}`);
// → safe below 1.000, fastest at 0.500

const picture = toTerminal(
  {
    ...{ kind: 'chart', title: 'Distance to the minimum', description: 'Two fall, one as fast while it swings, one grows.' },
    ...{ x: { label: 'step' }, y: { label: '|x − 3|', scale: 'log' } },
    marks: races.map(({ learningRate, steps }) => ({
      ...{ kind: 'line', name: `η = ${learningRate}`, x: steps.map(({ step }) => step) },
      y: steps.map(({ point }) => Math.abs(point - 3)),
    })),
  },
  { width: 64, height: 18 },
);
console.log(picture);
// → ● η = 0.01  ● η = 0.1  ● η = 0.9  ● η = 1.1
//        |x − 3|
//    1e6 ┤
//        │                                                ⢀⣀⣀⡠⠤⠤⠒⠒
// 10,000 ┤                                     ⢀⣀⣀⡠⠤⠤⠒⠒⠒⠉⠉⠁
//        │                          ⢀⣀⣀⡤⠤⠤⠖⠒⠒⠉⠉⠉
//        │               ⢀⣀⣀⡠⠤⠤⠒⠒⠚⠉⠉⠉
//    100 ┤    ⢀⣀⣀⡠⠤⠤⠒⠒⠒⠉⠉⠁
//        │⠒⠶⠿⢟⣓⡒⠒⠒⠒⠒⠢⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⣄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
//      1 ┤     ⠈⠉⠉⠒⠒⠤⠤⣄⣀⡀
//        │              ⠈⠉⠙⠒⠒⠦⠤⢄⣀⣀
//        │                       ⠈⠉⠉⠒⠒⠦⠤⢄⣀⡀
//   0.01 ┤                                ⠈⠉⠉⠒⠒⠤⠤⣄⣀⡀
//        │                                         ⠈⠉⠙⠒⠒⠤⠤⣀⣀⡀
// 0.0001 ┤                                                  ⠈⠉⠉⠒⠒⠦
//        └┬──────────┬──────────┬──────────┬──────────┬──────────┬
//         0         10         20         30         40         50
//                                   step

const schedule = warmup({ steps: 10 }, cosine({ from: 0.1, steps: 90 }));
console.log(toTerminal(drawSchedule(schedule, 100), { width: 64, height: 12 }));
// → Learning rate: warmup
//      learning rate
// 0.10 ┤     ⡰⠉⠉⠉⠉⠑⠒⠒⠒⠤⠤⣄⣀⡀
//      │    ⡰⠁            ⠉⠉⠒⠢⢤⣀⡀
//      │   ⢠⠃                   ⠉⠙⠲⠤⣄⡀
// 0.05 ┤  ⢠⠎                         ⠈⠑⠲⠤⣄⡀
//      │ ⢀⠎                               ⠉⠑⠒⠤⣀⡀
//      │ ⡜                                     ⠈⠉⠒⠢⢤⣀⡀
// 0.00 ┤⡜                                            ⠈⠉⠑⠒⠲⠤⠤⠤⣄⣀⣀⣀⣀
//      └┬──────────┬───────────┬──────────┬───────────┬──────────┬
//       0         20          40         60          80        100
//                                  step
