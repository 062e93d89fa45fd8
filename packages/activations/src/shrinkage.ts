import { hardshrink as hardshrinkFunction, softshrink as softshrinkFunction, tanhshrink as tanhshrinkFunction } from '@chainrule/core';
import { defineActivation, type Activation, type NoParameters } from './activation.js';

type Threshold = { readonly threshold: number };
const reals = [-Infinity, Infinity] as const;
const sparse = 'Xavier initialisation. For sparse codes: small inputs give 0 and pass no gradient.';

/** x − tanh(x). */
export const tanhshrink: Activation<'tanhshrink', NoParameters> = defineActivation('tanhshrink', tanhshrinkFunction, {
  range: reals,
  saturates: 'none',
  advice: 'Xavier initialisation with a larger gain: near 0 its slope is x², so small signals vanish.',
});
/** x drawn towards 0 by the threshold, and no further than 0. */
export const softshrink: Activation<'softshrink', Threshold> = defineActivation('softshrink', softshrinkFunction, {
  parameters: { threshold: 0.5 },
  range: reals,
  kinks: ({ threshold }) => [
    { at: -threshold, left: 1, right: 0 },
    { at: threshold, left: 0, right: 1 },
  ],
  saturates: 'none',
  advice: sparse,
});
/** x outside of ±threshold, else 0: its value jumps there, by the threshold. */
export const hardshrink: Activation<'hardshrink', Threshold> = defineActivation('hardshrink', hardshrinkFunction, {
  parameters: { threshold: 0.5 },
  range: reals,
  kinks: ({ threshold }) => [
    { at: -threshold, left: 1, right: 0 },
    { at: threshold, left: 0, right: 1 },
  ],
  saturates: 'none',
  advice:
    'Xavier initialisation. For sparse codes: small inputs give 0 and pass no gradient. Its value jumps at ±threshold, which no gradient sees.',
});
