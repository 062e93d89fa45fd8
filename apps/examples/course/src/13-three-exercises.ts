// The chapter's three exercises: a derivative by the chain rule, a descent at four rates, and a network so small that it can be traced by hand.
import { sigmoid } from '@chainrule/core';
import { descend } from '@chainrule/optim';
import { checkAnswer, derivative, toText } from '@chainrule/symbolic';
import { backprop, tensor, type Tensor } from '@chainrule/tensor';

// 1. Differentiate (3x² + 5)⁴.
const answers = ['24x(3x^2 + 5)^3', '4(3x^2 + 5)^3'].map((answer) => ({ answer, ...checkAnswer('(3x^2 + 5)^4', 'x', answer) }));
console.log(`1. ${toText(derivative('(3x^2 + 5)^4', 'x'))}`);
// → 1. 24x(3x^2 + 5)^3
console.log(answers.map(({ answer, verdict, slip }) => `   ${answer}: ${verdict}${slip ? `, ${slip.message}` : ''}`).join('\n'));
// →    24x(3x^2 + 5)^3: equal
//    4(3x^2 + 5)^3: different, the inner derivative is missing: by the chain rule the outer derivative is multiplied by u′

// 2. Descend x² − 6x + 5 from 15, fifty steps at each rate.
const ends = [0.01, 0.1, 0.9, 1.1].map((learningRate) => ({
  learningRate,
  ...descend((x: number) => x * x - 6 * x + 5, { from: 15, learningRate, steps: 50 }),
}));
console.log(ends.map(({ learningRate, point, verdict }) => `2. η = ${learningRate}: ${point.toPrecision(6)}, ${verdict}`).join('\n'));
// → 2. η = 0.01: 7.37004, converging
// 2. η = 0.1: 3.00017, converged
// 2. η = 0.9: 3.00017, swinging
// 2. η = 1.1: 109208, diverged

// 3. ŷ = σ(w·x) with x = 2, w = 3, the wish y = 1 and the loss (ŷ − y)²: forwards, and back.
const exact = (value: number): Tensor => tensor(value, { dtype: 'float64' });
const nodes = backprop((w: Tensor) => w.mul(exact(2)).apply(sigmoid).sub(exact(1)).pow(2), exact(3)).filter(
  ({ label }) => label !== 'constant',
);
console.log(nodes.map(({ label, value }) => `3. ${label}: ${value.item().toPrecision(6)}`).join('\n'));
// → 3. argument 0: 3.00000
// 3. mul: 6.00000
// 3. sigmoid: 0.997527
// 3. sub: -0.00247262
// 3. mul: 0.00000611387
console.log(
  nodes
    .reverse()
    .map(({ label, gradient }) => `3. back at ${label}: ${gradient.item().toPrecision(6)}`)
    .join('\n'),
);
// → 3. back at mul: 1.00000
// 3. back at sub: -0.00494525
// 3. back at sigmoid: -0.00494525
// 3. back at mul: -0.0000121975
// 3. back at argument 0: -0.0000243950
