import { celu as celuFunction, elu as eluFunction, selu as seluFunction } from '@chainrule/core';
import { defineActivation, type Activation, type NoParameters } from './activation.js';

type Alpha = { readonly alpha: number };
const above = ({ alpha }: Alpha): readonly [number, number] => [-alpha, Infinity];

/** x where positive, else alpha·(eˣ − 1). Clevert et al. 2016. */
export const elu: Activation<'elu', Alpha> = defineActivation('elu', eluFunction, {
  parameters: { alpha: 1 },
  range: above,
  kinks: ({ alpha }) => (alpha === 1 ? [] : [{ at: 0, left: alpha, right: 1 }]),
  saturates: 'left',
  advice: 'He initialisation. Negative values keep the mean near 0, so normalisation helps less than after ReLU.',
});
/** elu that is smooth for every alpha: x where positive, else alpha·(e^(x/alpha) − 1). Barron 2017. */
export const celu: Activation<'celu', Alpha> = defineActivation('celu', celuFunction, {
  parameters: { alpha: 1 },
  range: above,
  saturates: 'left',
  advice: 'He initialisation. Smooth for every alpha, so curvature exists everywhere but at 0.',
});
/** scale·elu(x, alpha) with the two constants that keep mean 0 and variance 1. Klambauer et al. 2017. */
export const selu: Activation<'selu', NoParameters> = defineActivation('selu', seluFunction, {
  range: [-1.7580993408473766, Infinity],
  saturates: 'left',
  advice:
    'LeCun initialisation (variance 1/fan-in), inputs of mean 0 and variance 1, no normalisation layers; only then does it normalise itself.',
});
