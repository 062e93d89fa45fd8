export type { Applied, Context, Initialised, InitOptions, Layer, Mode, Nothing, Observer, ParamsOf, StateOf } from './layer.js';
export { applyInner, layerError } from './layer.js';
export { activationName, type Activation } from './activation.js';

export { activation, type ActivationLayer } from './layers/activation.js';
export { linear, type Linear, type LinearOptions, type WeightAndBias, type Weighted } from './layers/linear.js';
export { sequential, type Part, type Sequential } from './layers/sequential.js';

export { defineElementLoss, defineLoss, type Loss, type Reduction, type ReductionOptions } from './losses/loss.js';
export { crossEntropy, type ClassOptions, type CrossEntropyOptions } from './losses/cross-entropy.js';
export { mse } from './losses/mse.js';

export { constantFill, normalFill, uniformFill } from './initialisers/fill.js';
export { gain } from './initialisers/gain.js';
export { heNormal, heUniform, type HeOptions } from './initialisers/he.js';
export { fansOf, type Fans, type Initialiser } from './initialisers/initialiser.js';
export { lecun } from './initialisers/lecun.js';
export { orthogonal } from './initialisers/orthogonal.js';
export { xavierNormal, xavierUniform, type XavierOptions } from './initialisers/xavier.js';
