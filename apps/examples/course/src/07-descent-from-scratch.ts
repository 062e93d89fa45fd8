// A line through a hundred noisy points, y = 4 + 3x + ε, by gradient descent with nothing but arithmetic; then the way down over the loss.
import { key } from '@chainrule/core';
import { linearData } from '@chainrule/data';
import { leastSquares } from '@chainrule/optim';
import { sampleGrid, toTerminal } from '@chainrule/viz';

const { features, target } = linearData(key(0));
const [xs, ys] = [Array.from(features.data), Array.from(target.data)];
const mean = (of: (x: number, y: number) => number): number => xs.reduce((sum, x, i) => sum + of(x, ys[i]!), 0) / xs.length;

let [slope, intercept] = [0, 0];
const way = [[slope, intercept]];
for (let step = 0; step < 200; step++) {
  // The mean squared error by the chain rule: twice the error, times what the parameter is multiplied by.
  const bySlope = mean((x, y) => 2 * (intercept + slope * x - y) * x);
  const byIntercept = mean((x, y) => 2 * (intercept + slope * x - y));
  [slope, intercept] = [slope - 0.1 * bySlope, intercept - 0.1 * byIntercept];
  way.push([slope, intercept]);
}
console.log(`descent:       y = ${intercept.toFixed(2)} + ${slope.toFixed(2)}x`);
// → descent:       y = 4.10 + 2.99x
const exact = leastSquares(features, target);
console.log(`least squares: y = ${exact.intercept.toFixed(2)} + ${exact.weights.item().toFixed(2)}x`);
// → least squares: y = 4.10 + 2.98x

const loss = (m: number, b: number): number => mean((x, y) => (b + m * x - y) ** 2);
const picture = toTerminal(
  {
    ...{ kind: 'chart', title: 'The way down', description: 'Down the steep side at once, then along the valley.' },
    ...{ x: { label: 'slope' }, y: { label: 'intercept' } },
    marks: [
      { kind: 'contour', name: 'loss', grid: sampleGrid(loss, [-0.5, 6], [-0.5, 7]), levels: [1.2, 2, 4, 8, 16, 32] },
      { kind: 'line', name: 'descent', x: way.map(([m]) => m!), y: way.map(([, b]) => b!) },
    ],
  },
  { width: 64, height: 22 },
);
console.log(picture);
// → ● loss  ● descent
//   intercept
//   │       ⡏         ⠈⠑⠒⠢⠤⣀⡀     ⠈⠒⠢⢄⡀       ⠉⠲⢤⣀           ⠑⠢⢄⡀
//   │       ⢣⡀              ⠈⠙⠒⠦⢄⣀    ⠈⠑⠢⠤⣀       ⠑⠢⢄⡀          ⠈⠓
// 6 ┤⢢⡀      ⠑⣄          ⣀⣀⣀     ⠈⠙⠒⠤⣄⡀   ⠈⠙⠢⢄⡀      ⠈⠓⠦⣄⡀
//   │ ⠈⠣⣄      ⠱⢄       ⡏   ⠉⠉⠑⠒⠤⢄⣀   ⠉⠑⠦⢄⡀   ⠈⠙⠢⢄⡀      ⠉⠓⠤⣀
//   │    ⠑⠤⣀     ⠙⢤⡀    ⠈⢦⡀       ⠈⠉⠒⠦⢄⡀  ⠈⠓⠤⣀    ⠉⠓⠦⣀      ⠈⠑⠢⣀
//   │      ⠈⠓⢤⡀    ⠈⠳⢄⡀   ⠙⠦⣀          ⠉⠑⠦⣀   ⠉⠢⢄⡀    ⠉⠦⣀       ⠉⠢
// 4 ┤⠒⢄⡀      ⠈⠑⠤⣀    ⠈⠲⢄⡀  ⠈⠑⠤⣀     ⠠⣄⡀   ⠉⠢⢄   ⠈⠓⢄⡀    ⠙⠲⢄
//   │  ⠈⠓⠤⣀      ⠈⠑⠤⣀    ⠉⠳⢄⡀  ⠈⠙⠦⢄⡀   ⠉⠲⢤⡀   ⠉⠦⣀   ⠈⠳⢄⡀    ⠉⠲⢄
//   │     ⠈⠑⠦⣄       ⠉⠢⢄⡀   ⠈⠑⠢⣀⡀  ⠈⠓⠢⢄⡀⣀⠤⠊     ⠈⠢⡄    ⠉⠲⢄     ⠉⠢⣀
//   │         ⠉⠒⢤⡀      ⠉⠓⠦⣀    ⠉⠑⠢⣀⣀⡠⠔⠊⠉⠒⠢⢤⣀⡀    ⠘⡆      ⠑⢆
//   │⠤⡀          ⠈⠑⠢⣀       ⠉⠒⢤⡀⣀⠤⠔⠊⠉⠓⠢⢄⡀    ⠈⠉⠙⠒⠒⠉         ⠑⢆
// 2 ┤ ⠈⠑⠢⣄           ⠉⠒⢤⣀  ⢀⡠⠔⠒⠉⠙⠲⢄⣀    ⠈⠉⠒⠦⢄⣀               ⠈⢳
//   │     ⠉⠒⠤⣀         ⡠⠬⠓⠫⢅⣀       ⠉⠒⠤⣄⡀     ⠉⠒⠒⠤⣀⣀           ⡇
//   │         ⠉⠒⢤⣀⣀⡠⠔⠒⠉     ⠈⠑⠲⢄⡀       ⠈⠓⠢⢄⣀       ⠉⠉⠓⠒⠒⠤⠤⠤⠤⠒⠊
//   │        ⢀⡠⠤⠒⠉⠑⠢⢄⡀          ⠈⠙⠢⠤⣀        ⠉⠒⠢⠤⣀
// 0 ┤    ⢀⠤⠒⠉⠁       ⠈⠓⠦⢄⡀           ⠉⠒⠤⣄⡀        ⠉⠑⠒⠤⣄⣀
//   │                    ⠉⠑⠢⣄            ⠉⠓⠢⢤⡀          ⠉⠙⠒⠢⠤⢄⡀
//   └────┬────────┬─────────┬────────┬────────┬─────────┬────────┬
//        0        1         2        3        4         5        6
//                                slope
