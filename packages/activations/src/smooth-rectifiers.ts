import {
  gelu as geluFunction,
  gelutanh as gelutanhFunction,
  hardswish as hardswishFunction,
  mish as mishFunction,
  silu as siluFunction,
  softplus as softplusFunction,
} from '@chainrule/core';
import { defineActivation, type Activation, type NoParameters } from './activation.js';

type Plain<N extends string> = Activation<N, NoParameters>;

/** x·Φ(x) with the normal distribution function Φ. Hendrycks and Gimpel 2016. */
export const gelu: Plain<'gelu'> = defineActivation('gelu', geluFunction, {
  range: [-0.16997120747990369, Infinity],
  saturates: 'left',
  advice: 'He initialisation. The usual choice in Transformers, where weights are drawn with deviation 0.02.',
});
/** (x/2)(1 + tanh(√(2/π)(x + 0.044715x³))): GELU as GPT-2 computes it. */
export const geluTanh: Plain<'geluTanh'> = defineActivation('geluTanh', gelutanhFunction, {
  range: [-0.17004075057125412, Infinity],
  saturates: 'left',
  advice: 'He initialisation. Use it where trained weights expect it; gelu is as fast here, and exact.',
});
/** x·σ(x), also called swish. */
export const silu: Plain<'silu'> = defineActivation('silu', siluFunction, {
  range: [-0.27846454276107374, Infinity],
  saturates: 'left',
  advice: 'He initialisation. Smooth, and not monotonic: a unit that is pushed below −1.28 can come back.',
});
/** x·tanh(softplus(x)). Misra 2019. */
export const mish: Plain<'mish'> = defineActivation('mish', mishFunction, {
  range: [-0.30884341301251104, Infinity],
  saturates: 'left',
  advice: 'He initialisation. Behaves as silu, at about twice the cost.',
});
/** ln(1 + e^(beta·x))/beta. */
export const softplus: Activation<'softplus', { readonly beta: number }> = defineActivation('softplus', softplusFunction, {
  parameters: { beta: 1 },
  range: [0, Infinity],
  saturates: 'left',
  advice:
    'He initialisation. For outputs that must be positive, such as deviations; as a hidden layer its mean of more than 0 slows training.',
});
/** x·hardsigmoid(x). */
export const hardswish: Plain<'hardswish'> = defineActivation('hardswish', hardswishFunction, {
  range: [-0.375, Infinity],
  saturates: 'left',
  advice: 'He initialisation. The cheap silu; below −3 it passes no gradient at all.',
});
