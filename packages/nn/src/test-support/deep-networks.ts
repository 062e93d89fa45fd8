import { key, relu, selu, sigmoid, tanh } from '@chainrule/core';
import { digits } from '@chainrule/data';
import { tensor, type Tensor } from '@chainrule/tensor';
import { batchNorm, crossEntropy, diagnose, heNormal, lecun, linear, normalFill, residual, sequential, xavierNormal } from '../index.js'; // prettier-ignore
import type { Activation, Diagnosis, Initialiser, Layer, NetworkVerdict } from '../index.js';

/** A deep network as the recorded ones are: equal layers without bias, and a head for ten classes. */
export interface DeepNetwork {
  readonly activation: Activation;
  readonly weight: Initialiser | undefined;
  readonly normalised?: boolean;
  readonly residual?: boolean;
  readonly verdict: NetworkVerdict;
}

const scaled =
  (by: number, inner: Initialiser): Initialiser =>
  (at, shape, options) =>
    inner(at, shape, options).mul(by);

/** The fifteen networks of the recorded run, with what their numbers there say. */
export const recordedNetworks: Readonly<Record<string, DeepNetwork>> = {
  'sigmoid+xavier': { activation: sigmoid, weight: xavierNormal(), verdict: 'vanishing gradient' },
  'sigmoid+N(0,1)': { activation: sigmoid, weight: normalFill(), verdict: 'saturated' },
  'tanh+xavier(1)': { activation: tanh, weight: xavierNormal(), verdict: 'healthy' },
  'tanh+xavier(5/3)': { activation: tanh, weight: xavierNormal({ gain: 5 / 3 }), verdict: 'healthy' },
  'tanh+N(0,1) saturated': { activation: tanh, weight: normalFill(), verdict: 'saturated' },
  'relu+N(0,0.01)': { activation: relu, weight: normalFill({ deviation: 0.01 }), verdict: 'vanishing signal' },
  'relu+xavier': { activation: relu, weight: xavierNormal(), verdict: 'vanishing signal' },
  'relu+He': { activation: relu, weight: heNormal(), verdict: 'healthy' },
  'relu+N(0,1) exploding': { activation: relu, weight: normalFill(), verdict: 'exploding' },
  'relu+torch default': { activation: relu, weight: undefined, verdict: 'vanishing signal' },
  'sigmoid+BN+xavier': { activation: sigmoid, weight: xavierNormal(), normalised: true, verdict: 'healthy' },
  'tanh+BN+xavier': { activation: tanh, weight: xavierNormal(), normalised: true, verdict: 'healthy' },
  'relu+BN+He': { activation: relu, weight: heNormal(), normalised: true, verdict: 'healthy' },
  'relu+residual+He/L': { activation: relu, weight: heNormal(), residual: true, verdict: 'healthy' },
  'selu+lecun': { activation: selu, weight: lecun(), verdict: 'healthy' },
};

/** The first rows of the digits, from −1 to 1. */
function rows(count: number): { x: Tensor; y: Tensor } {
  const { features, target } = digits();
  return {
    x: tensor(
      features.data.slice(0, count * 64).map((v) => v / 8 - 1),
      { shape: [count, 64], dtype: 'float64' },
    ),
    y: tensor(target.data.slice(0, count), { dtype: 'float64' }),
  };
}

export interface Build {
  readonly depth?: number;
  readonly width?: number;
  readonly seed?: number;
  readonly examples?: number;
  readonly singularValues?: boolean;
}

/** The diagnosis of such a network. */
export function diagnosisOf({ activation, weight, normalised, residual: skips }: DeepNetwork, build: Build = {}): Diagnosis {
  const { depth = 20, width = 64, seed = 0, examples = 128, singularValues = false } = build;
  const block = (i: number): Layer[] => {
    // Added to its input by every layer, what comes of one is √depth smaller.
    const drawn = weight && (skips ? scaled(1 / Math.sqrt(depth), weight) : weight);
    const options = { bias: false, ...(drawn && { weight: drawn }) };
    const layers = [
      linear(i === 0 ? 64 : width, width, options),
      ...(normalised ? [batchNorm(width, { affine: false })] : []),
      sequential(activation),
    ] as unknown as Layer[];
    return skips && (i > 0 || width === 64) ? [residual(sequential(...layers) as unknown as Layer)] : layers;
  };
  const model = sequential(
    ...Array.from({ length: depth }, (_, i) => block(i)).flat(),
    linear(width, 10, { bias: false, weight: xavierNormal() }) as unknown as Layer,
  );
  return diagnose({
    model,
    ...model.init(key(seed), { dtype: 'float64' }),
    loss: crossEntropy,
    batch: rows(examples),
    key: key(seed),
    singularValues,
  });
}
