// One slope in three ways: from the formula, from differences, and from the program. And why a step may not be too small.
import { central, derivative as measured, forward, stepSweep } from '@chainrule/numeric';
import { compile, derivative, toText } from '@chainrule/symbolic';
import { grad, tensor, type Tensor } from '@chainrule/tensor';
import { toTerminal } from '@chainrule/viz';

const f = (x: number): number => x * Math.exp(-x * x);
const formula = derivative('x exp(-x^2)', 'x');
const exact = compile(formula, ['x'])(0.5);
const program = grad((x: Tensor) => x.mul(x.mul(x).neg().exp()))(tensor(0.5, { dtype: 'float64' })).item();
const { value, errorBound } = measured(f, 0.5);
const simple = [forward(), central()].map((method) => measured(f, 0.5, { method }).value);
const rows: [string, number][] = [
  [`symbolic: ${toText(formula)}`, exact],
  ['automatic', program],
  ['numeric, adaptive', value],
  ['numeric, forward', simple[0]!],
  ['numeric, central', simple[1]!],
];
console.log(rows.map(([name, slope]) => `${name.padEnd(36)} ${slope.toFixed(13)}`).join('\n'));
// → symbolic: (1 - 2x^2)*exp(-x^2)       0.3894003915357
// automatic                            0.3894003915357
// numeric, adaptive                    0.3894003915357
// numeric, forward                     0.3894003915476
// numeric, central                     0.3894003915339
console.log(`the bound of the adaptive one holds: ${Math.abs(value - exact) <= errorBound}`);
// → the bound of the adaptive one holds: true

const sweep = stepSweep(f, 0.5, { exact, perDecade: 4 });
const h = sweep.map((row) => row.h);
const errors = (of: 'forward' | 'central'): number[] => sweep.map((row) => Math.max(row[of], 1e-15));
const picture = toTerminal(
  {
    ...{ kind: 'chart', title: 'The U-curve', description: 'The error falls with the step, then rounding lets it rise again.' },
    ...{ x: { label: 'step h', scale: 'log' }, y: { label: 'error', scale: 'log' } },
    marks: [
      { kind: 'line', name: 'forward', x: h, y: errors('forward') },
      { kind: 'line', name: 'central', x: h, y: errors('central') },
    ],
  },
  { width: 64, height: 18 },
);
console.log(picture);
// → ● forward  ● central
//        error
//      1 ┤⡀                                                    ⣀⠔⠒
//        │⠈⠲⡄                                              ⢀⡠⠒⠉ ⢀⠎
//   0.01 ┤  ⠹⡄⡞⣤⢄ ⡀                                     ⢀⡠⠒⠁   ⡠⠃
//        │   ⠘⠚⠈⠮⠊⢣⠤⣀                                ⣀⠔⠊⠁    ⢠⠜
// 0.0001 ┤         ⢧ ⡟⡤⠤⡄                         ⣀⠔⠊      ⢀⡰⠁
//        │          ⠙   ⠘⢖⣄                   ⢀⡠⠒⠉        ⣠⠊
//   1e−6 ┤                ⠈⢢   ⡀           ⢀⡠⠊⠁         ⢀⠜
//        │                 ⠈⣦⢲⡸⢳⡴⡄⢀     ⣀⠔⠊⠁           ⡰⠉
//   1e−8 ┤                  ⠁ ⠁⠈ ⠈⢹ ⢀⡤⡔⠊             ⢠⠊
//        │                        ⠘⣆⡞⠱⠤⡄⣀          ⢀⠔⠁
//  1e−10 ┤                         ⠟   ⠈⠈⢇ ⡀      ⡠⠋
//        │                                ⠛⠈⢆⣀  ⣠⠊
//  1e−12 ┤                                    ⢧⠊
//        └───┬────────────────┬─────────────────┬────────────────┬
//          1e−15            1e−10             1e−5               1
//                                  step h
