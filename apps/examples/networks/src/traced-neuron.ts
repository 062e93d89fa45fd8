import { sigmoid } from '@chainrule/core';
import { backprop, tensor, type Tensor } from '@chainrule/tensor';

/** The textbook's smallest network, ŷ = σ(w·x) with the loss (ŷ − y)²: every value on the way forwards, and every gradient on the way back. */
export function traceNeuron({ x = 2, w = 3, y = 1 } = {}): string[] {
  const exact = (value: number): Tensor => tensor(value, { dtype: 'float64' });
  const nodes = backprop((weight: Tensor) => weight.mul(exact(x)).apply(sigmoid).sub(exact(y)).pow(2), exact(w));
  return nodes
    .filter(({ label }) => label !== 'constant')
    .map(({ label, value, gradient }) => `${label}: value ${value.item().toPrecision(6)}, gradient ${gradient.item().toPrecision(6)}`);
}
