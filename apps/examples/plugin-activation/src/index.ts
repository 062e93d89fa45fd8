import { defineActivation, type Activation, type NoParameters } from '@chainrule/activations';
import { defineElementwise, exp } from '@chainrule/core';

const fn = defineElementwise('gaussian', {
  value: (x) => Math.exp(-x! * x!),
  derivative: (x, y) => y!.times(x!).times(-2),
  definition: (x) => exp.of(x!.squared().negated()),
  rule: 'Gaussian',
  latex: '\\operatorname{gaussian}',
});

/** exp(−x²): near 1 around 0, and nothing far away. */
export const gaussian: Activation<'gaussian', NoParameters> = defineActivation('gaussian', fn, {
  range: [0, 1],
  saturates: 'both',
  advice: 'Xavier initialisation; keep its inputs near 0, where it has a slope.',
});
