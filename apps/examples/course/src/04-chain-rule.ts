// The chain rule multiplies slopes along a path, and adds them up where paths meet. Backpropagation is that, from the end.
import { backprop, tensor, type Tensor } from '@chainrule/tensor';

const read = (f: (x: Tensor) => Tensor, x: number): string =>
  backprop(f, tensor(x, { dtype: 'float64' }))
    .filter(({ label }) => label !== 'constant')
    .map(({ label, value, gradient }) => `${label.padEnd(10)} = ${value.item().toFixed(4)}   slope ${gradient.item().toFixed(4)}`)
    .join('\n');

// One path: sin(x²) at 1. The slope by u = x² is cos u, and that by x is cos(u)·2x.
console.log(read((x) => x.pow(2).sin(), 1));
// → argument 0 = 1.0000   slope 1.0806
// mul        = 1.0000   slope 0.5403
// sin        = 0.8415   slope 1.0000

// Two paths: x·sin(x) at 2. Through the first factor comes sin x, through the second x·cos x: sin 2 + 2 cos 2 = 0.0770.
console.log(read((x) => x.mul(x.sin()), 2));
// → argument 0 = 2.0000   slope 0.0770
// sin        = 0.9093   slope 2.0000
// mul        = 1.8186   slope 1.0000
