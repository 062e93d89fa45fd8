import { leakyrelu as leakyreluFunction, relu as reluFunction, relu6 as relu6Function, type Kink } from '@chainrule/core';
import { defineActivation, type Activation, type NoParameters } from './activation.js';

type Slope = { readonly slope: number };
const bend = ({ slope }: Slope): readonly Kink[] => (slope === 1 ? [] : [{ at: 0, left: slope, right: 1 }]);
const below = ({ slope }: Slope): readonly [number, number] => [slope > 0 ? -Infinity : 0, Infinity];

/** max(x, 0), with slope 0 at 0. */
export const relu: Activation<'relu', NoParameters> = defineActivation('relu', reluFunction, {
  range: [0, Infinity],
  saturates: 'left',
  advice:
    'He initialisation (variance 2/fan-in), which makes up for the half that is cut off. A unit whose inputs are all negative is dead for good: lower the rate, or use leakyRelu.',
});
/** min(max(x, 0), 6). */
export const relu6: Activation<'relu6', NoParameters> = defineActivation('relu6', relu6Function, {
  range: [0, 6],
  saturates: 'both',
  advice:
    'He initialisation (variance 2/fan-in), which makes up for the half that is cut off. Above 6 it passes no gradient either; made for arithmetic of few bits.',
});
/** x where positive, else slope·x. */
export const leakyRelu: Activation<'leakyRelu', Slope> = defineActivation('leakyRelu', leakyreluFunction, {
  parameters: { slope: 0.01 },
  range: below,
  kinks: bend,
  saturates: 'none',
  advice: 'He initialisation with variance 2/((1 + slope²)·fan-in). No unit dies.',
});
/** leakyRelu whose slope is learned: pass it to `apply`, as an array of one slope or one a channel. He et al. 2015. */
export const prelu: Activation<'prelu', Slope> = defineActivation('prelu', leakyreluFunction, {
  parameters: { slope: 0.25 },
  range: below,
  kinks: bend,
  saturates: 'none',
  advice: 'He initialisation with variance 2/((1 + slope²)·fan-in). No weight decay on the slopes: it would turn them into ReLU.',
});
