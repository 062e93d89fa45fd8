import { elu, gelu, leakyRelu, relu, sigmoid, silu, softplus, softsign, tanh } from '@chainrule/activations';
import { constantFill, heNormal, heUniform, lecun, linear, orthogonal, sequential, xavierNormal, xavierUniform } from '@chainrule/nn';
import type { Activation, Initialiser, Layer } from '@chainrule/nn';
import { adagrad, adam, adamw, lion, rmsprop, sgd, type Optimizer } from '@chainrule/optim';
import { optimizerChoices, type Recipe } from './recipe.js';

const activations: Readonly<Record<string, Activation>> = { tanh, relu, leakyRelu, elu, gelu, silu, softplus, sigmoid, softsign };
const initialisers: Readonly<Record<string, () => Initialiser>> = {
  ...{ xavierUniform, xavierNormal, heUniform, heNormal, lecun, orthogonal },
  zeros: () => constantFill(0),
};
const makers = { adam, adamw, sgd, rmsprop, adagrad, lion };

/** A stack of linear layers with an activation between each two: linear layers stand at even places. */
export function networkOf({ widths, activation, initialiser }: Recipe, inputs: number, outputs: number): Layer {
  const weight = initialisers[initialiser]?.();
  const all = [inputs, ...widths, outputs];
  const layers = all.slice(1).flatMap((width, i) => {
    const layer = linear(all[i]!, width, weight && { weight }) as unknown as Layer;
    return i < widths.length ? [layer, activations[activation]!] : [layer];
  });
  return sequential(...layers);
}

/** The optimizer, with a rate that may change at any step: it is a number that goes into the compiled step, not one that is compiled. */
export function optimizerOf({ optimizer }: Recipe, rate: () => number): Optimizer {
  const { maker, options } = optimizerChoices[optimizer];
  return makers[maker]({ ...options, learningRate: rate });
}
