import {
  hardsigmoid as hardsigmoidFunction,
  hardtanh as hardtanhFunction,
  logsigmoid as logsigmoidFunction,
  sigmoid as sigmoidFunction,
  softsign as softsignFunction,
  tanh as tanhFunction,
} from '@chainrule/core';
import { defineActivation, type Activation, type NoParameters } from './activation.js';

type Plain<N extends string> = Activation<N, NoParameters>;

/** 1/(1 + e⁻ˣ). */
export const sigmoid: Plain<'sigmoid'> = defineActivation('sigmoid', sigmoidFunction, {
  range: [0, 1],
  saturates: 'both',
  advice:
    'Xavier initialisation. Its slope is at most ¼, so gradients vanish in deep stacks: for gates and outputs, not for hidden layers.',
});
/** The hyperbolic tangent. */
export const tanh: Plain<'tanh'> = defineActivation('tanh', tanhFunction, {
  range: [-1, 1],
  saturates: 'both',
  advice: 'Xavier initialisation with gain 5/3. Weights that are too large saturate it, and the gradient vanishes.',
});
/** x/(1 + |x|). */
export const softsign: Plain<'softsign'> = defineActivation('softsign', softsignFunction, {
  range: [-1, 1],
  saturates: 'both',
  advice: 'Xavier initialisation. It saturates slowly, as 1/x², where tanh does exponentially.',
});
/** ln σ(x) = −softplus(−x): the logarithm of a probability. */
export const logsigmoid: Plain<'logsigmoid'> = defineActivation('logsigmoid', logsigmoidFunction, {
  range: [-Infinity, 0],
  saturates: 'right',
  advice: 'Xavier initialisation. For outputs whose loss is a logarithm; bceWithLogits does it for you.',
});
/** x held between −1 and 1. */
export const hardtanh: Plain<'hardtanh'> = defineActivation('hardtanh', hardtanhFunction, {
  range: [-1, 1],
  saturates: 'both',
  advice: 'Xavier initialisation. Beyond ±1 it passes no gradient at all.',
});
/** clip(x/6 + ½, 0, 1). */
export const hardsigmoid: Plain<'hardsigmoid'> = defineActivation('hardsigmoid', hardsigmoidFunction, {
  range: [0, 1],
  saturates: 'both',
  advice: 'Xavier initialisation. The cheap gate; beyond ±3 it passes no gradient at all.',
});
