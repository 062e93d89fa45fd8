// The loss of the smallest network with a hidden unit, ŷ = v·tanh(w·x). Two valleys, since (w, v) and (−w, −v) say the same, and a saddle between.
import { writeFileSync } from 'node:fs';
import { descend } from '@chainrule/optim';
import { sampleGrid, toSvg, toTerminal } from '@chainrule/viz';

const xs = [-2, -1, 1, 2];
const loss = ([w, v]: readonly number[]): number =>
  xs.reduce((sum, x) => sum + (v! * Math.tanh(w! * x) - Math.tanh(x)) ** 2, 0) / xs.length;

const starts = [[0.5, -1.8], [-0.5, 1.8], [0, 0]]; // prettier-ignore
const ways = starts.map((from) => descend(loss, { from, learningRate: 0.2, steps: 2000 }));
const shown = (point: readonly number[]): string => `(${point.map((p) => p.toFixed(2)).join(', ')})`;
console.log(ways.map(({ point, verdict }, i) => `from ${shown(starts[i]!)} to ${shown(point)}: ${verdict}`).join('\n'));
// → from (0.50, -1.80) to (-1.00, -1.00): converged
// from (-0.50, 1.80) to (1.00, 1.00): converged
// from (0.00, 0.00) to (0.00, 0.00): stalled
console.log(`at (0, 0): ${ways[2]!.reason}`);
// → at (0, 0): It stands still at a saddle point: the slope is zero, and along some direction the function curves down (-2.69).

const grid = sampleGrid((w, v) => loss([w, v]), [-2, 2], [-2.2, 2.2]);
const paths = ways.slice(0, 2).map(({ steps }, i) => ({
  ...{ name: `way ${i + 1}`, x: steps.map(({ point }) => point[0]!), y: steps.map(({ point }) => point[1]!) },
  z: steps.map(({ value }) => value),
}));
const said = {
  title: 'Two valleys and a saddle',
  description: 'Two descents round the saddle at 0 into the valleys at (1, 1) and (−1, −1).',
};
const surface = { kind: 'surface', ...said, x: { label: 'w' }, y: { label: 'v' }, z: { label: 'loss' }, grid, paths } as const;
writeFileSync('loss-landscape.svg', toSvg(surface));
console.log(`${toTerminal(surface, { width: 64, height: 22 })}\nin space: loss-landscape.svg`);
// → ● way 1  ● way 2
//    v
//  2 ┤                ⢀⣠⠔⠊   ⡨⠃ ⢸⠃⠈⡇ ⢸     ⠳⣄     ⠙⠒⠢⠤⢤⣀⣀⣀⡀
//    │    ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠖⠒⠋⠁    ⢀⡴⢅⣀⡀⡞  ⡇ ⠘⡄     ⠈⠒⢤⣀          ⠈⠉⠉⠉⠉⠉⠉⠑
//    │⠉⠉⠉⠉              ⣀⡠⠖⠃   ⡸⠉⠑⠒⡧⠤⣀⣇         ⠉⠒⠒⠤⠤⢄⣀⣀⣀⡀
//    │   ⣀⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠔⠒⠚⠉⠁    ⢀⡴⠁  ⢠⠃  ⠸⡉⠑⠒⠢⠤⢄⣀           ⠈⠉⠉⠉⠉⠉⠉⠉⠉
//  1 ┤⠉⠉⠉                  ⣀⠤⠋    ⢸    ⢳⡀     ⠉⠓⠒⠤⠤
//    │⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠤⠔⠒⠊⠉      ⢀⡇     ⠙⢤⡀
//    │                          ⣀⠞        ⠈⠑⠒⠤⠤⢤⣀⣀⣀⣀⣀⣀⣀⡀
//    │⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠖⠊⠁                      ⠈⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
//  0 ┤
//    │⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀                      ⢀⡠⠴⠒⠒⠒⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
//    │          ⠈⠉⠉⠉⠉⠉⠉⠉⠓⠒⠒⠤⢄⡀        ⡴⠉
//    │                       ⠈⠓⣄     ⢸⠁      ⣀⡠⠤⠔⠒⠒⠒⠊⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
// −1 ┤               ⠒⠒⠤⢤⣀     ⠈⢧    ⡇    ⣠⠒⠉                  ⣀⣀⣀
//    │⣀⣀⣀⣀⣀⣀⣀⣀⡀           ⠉⠑⠒⠢⠤⢄⣈⡆  ⢠⠃  ⢀⠞⠁    ⢀⣀⡤⠤⠔⠒⠒⠊⠉⠉⠉⠉⠉⠉⠉⠉
//    │        ⠈⠉⠉⠉⠑⠒⠒⠤⠤⣀         ⢹⠉⠒⢺⠤⢄⣀⡎   ⢠⠴⠊⠉              ⣀⣀⣀⣀
// −2 ┤⢄⣀⣀⣀⣀⣀⣀⡀          ⠉⠓⠤⡀     ⠘⡄ ⢸  ⡼⠈⠉⢑⠞⠁    ⢀⣠⠤⠴⠒⠒⠒⠉⠉⠉⠉⠉⠉
//    │       ⠈⠉⠉⠉⠓⠒⠢⠤⣄     ⠙⢦     ⡇ ⢸⡀⢠⡇ ⢠⡊   ⡠⠔⠋⠁
//    └┬─────────────┬──────────────┬──────────────┬──────────────┬
//    −2            −1              0              1              2
//                                  w
// in space: loss-landscape.svg
