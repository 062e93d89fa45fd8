import { celu, elu, selu } from './exponential-units.js';
import { leakyRelu, prelu, relu, relu6 } from './rectifiers.js';
import { hardshrink, softshrink, tanhshrink } from './shrinkage.js';
import { hardsigmoid, hardtanh, logsigmoid, sigmoid, softsign, tanh } from './sigmoids.js';
import { gelu, geluTanh, hardswish, mish, silu, softplus } from './smooth-rectifiers.js';
import { logSoftmax, softmax } from './softmax.js';
import { threshold } from './threshold.js';

/** Every elementwise activation by name. */
// prettier-ignore
export const activations = {
  sigmoid, tanh, softsign, logsigmoid, hardtanh, hardsigmoid,
  relu, relu6, leakyRelu, prelu, threshold,
  elu, celu, selu,
  gelu, geluTanh, silu, mish, softplus, hardswish,
  tanhshrink, softshrink, hardshrink,
} as const;

/** Every activation of the numbers along an axis. */
export const vectorActivations = { softmax, logSoftmax } as const;

/** The names of the built-in activations. */
export type ActivationName = keyof typeof activations;
