// Twenty layers with the logistic function: the gradient dies on the way back. Three cures, and what each does to it.
import { key, normal, relu, sigmoid } from '@chainrule/core';
import { batchNorm, diagnose, heNormal, linear, mse, residual, sequential, xavierNormal, type Layer } from '@chainrule/nn';
import { toTerminal } from '@chainrule/viz';

const batch = { x: normal(key(1), [64, 32]), y: normal(key(2), [64, 1]) };
const narrow = (): Layer => linear(32, 32, { weight: xavierNormal() });
const networks: Readonly<Record<string, () => Layer>> = {
  sigmoid: () => sequential(narrow(), sigmoid),
  'ReLU, He initialisation': () => sequential(linear(32, 32, { weight: heNormal() }), relu),
  'sigmoid after batch norm': () => sequential(narrow(), batchNorm(32), sigmoid),
  'sigmoid with a way past': () => residual(sequential(narrow(), sigmoid)),
};
const results = Object.entries(networks).map(([name, block]) => {
  const model = sequential(...Array.from({ length: 20 }, block), linear(32, 1));
  return { name, ...diagnose({ model, ...model.init(key(0)), loss: mse, batch }) };
});
console.log(results.map(({ name, verdict, cause }) => `${name}: ${verdict}${cause ? `, ${cause}` : ''}`).join('\n'));
// → sigmoid: vanishing gradient, the gradient is multiplied by 0.225 a layer, 4.82e-13 from the last layer to the first; the weights are 0.21 times what keeps a gradient through sigmoid
// ReLU, He initialisation: healthy, signal and gradient keep their size: 1.00 forward, 1.00 back over all layers
// sigmoid after batch norm: healthy, signal and gradient keep their size: 1.00 forward, 1.00 back over all layers
// sigmoid with a way past: healthy, signal and gradient keep their size: 9.00 forward, 1.00 back over all layers

const picture = toTerminal(
  {
    ...{
      kind: 'chart',
      title: 'The gradient at every layer',
      description: 'One line falls by twelve powers of ten towards the first layer.',
    },
    ...{ x: { label: 'layer' }, y: { label: 'norm of the gradient', scale: 'log' } },
    marks: results.map(({ name, layers }) => ({
      kind: 'line',
      name,
      x: layers.map((_, i) => i + 1),
      y: layers.map(({ gradientNorm }) => gradientNorm),
    })),
  },
  { width: 96, height: 20 },
);
console.log(picture);
// → ● sigmoid  ● ReLU, He initialisation  ● sigmoid after batch norm  ● sigmoid with a way past
//       norm of the gradient
//       │                                                                                  ⣀⠤⠒
//       │               ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠔⠤⠤⠤⠤⠤⠤⠤⠤⠊⠁
//     1 ┤    ⠤⠤⠒⠒⠒⠉⠉⠉⠉⠉⠉    ⣀⣀⡀   ⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⢄⣀⣀⣀⣀⣀⣠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⣀⣀⡠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⣔⡶⠖
//       │    ⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠫⠭⠭⠭⠥⠤⠬⠭⠟⠛⠒⠒⠒⠒⠒⠒⠒⠤⠔⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠤⠤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠢⠤⠤⠤⠤⠤⠤⠤⣤⣤⠤⠴⠶⠮⠛⠁
//       │                                                                     ⣀⡠⠤⠒⠒⠉
//       │                                                             ⢀⣀⡠⠤⠔⠒⠉⠉
//       │                                                      ⢀⣀⡠⠤⠒⠒⠉⠁
//  1e−5 ┤                                                ⢀⣀⠤⠔⠒⠉⠁
//       │                                          ⣀⣀⡠⠔⠒⠉⠁
//       │                                    ⣀⠤⠤⠒⠋⠉
//       │                             ⣀⣀⠤⠒⠒⠉⠉
// 1e−10 ┤                      ⢀⣀⠤⠤⠒⠚⠉
//       │               ⣀⣀⠤⠤⠖⠒⠉⠁
//       │        ⣀⣀⠤⠔⠒⠊⠉
//       │    ⡠⠤⠚⠉
//       └┬───────┬───────┬───────┬───────┬───────┬───────┬───────┬───────┬───────┬───────┬───────┬
//        0       2       4       6       8      10      12      14      16      18      20      22
//                                                  layer
