import type { NdArray } from '@chainrule/core';
import { crossEntropy, type Layer, type WeightAndBias } from '@chainrule/nn';
import { compile, grad, softmax, tensor, type CompileOptions, type Tensor } from '@chainrule/tensor';

/** A layer's numbers: weights `[out, in]`, and the gradient of the training loss at them. */
export interface LayerNumbers {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
  readonly gradient: ArrayLike<number>;
}

/** What a network makes of some points: what each hidden neuron gives, `[points, width]`, and how likely each class is. */
export interface Seen {
  readonly neurons: readonly ArrayLike<number>[];
  readonly chances: ArrayLike<number>;
}

export type Params = readonly Partial<WeightAndBias>[];

/** Ways to look into a network. */
export interface NetworkView {
  see(params: Params, points: NdArray): Seen;
  /** The weights, and the gradient of the loss on these rows. */
  numbers(params: Params, features: NdArray, target: NdArray): LayerNumbers[];
}

/** Ways to look into a network while it is trained: compiled once, asked after every few steps. */
export function lookInto(model: Layer, state: unknown, backend: CompileOptions['backend']): NetworkView {
  const options = backend && { backend };
  const see = compile((params: Params, x: Tensor) => {
    const layers: Tensor[] = [];
    const { y } = model.apply(params, state, x, { mode: 'eval', observe: (each) => (layers.push(each), each) });
    return [softmax(y), ...layers.filter((_, i) => i % 2 === 1)];
  }, options);
  const slope = compile(
    (params: Params, x: Tensor, y: Tensor) =>
      grad((p: Params) => crossEntropy.apply(model.apply(p, state, x, { mode: 'eval' }).y, y))(params),
    options,
  );
  return {
    see(params, points) {
      const [chances, ...neurons] = see(params, tensor(points));
      return { chances: chances!.dataSync(), neurons: neurons.map((neuron) => neuron.dataSync()) };
    },
    numbers(params, features, target) {
      const gradients = slope(params, tensor(features), tensor(target));
      return params.flatMap(({ weight, bias }, i) =>
        weight && bias
          ? [
              {
                ...{ inputs: weight.shape[1]!, outputs: weight.shape[0]! },
                ...{ weight: weight.dataSync(), bias: bias.dataSync(), gradient: gradients[i]!.weight!.dataSync() },
              },
            ]
          : [],
      );
    },
  };
}
