import { defineElementwise, gt, where, type Elementwise } from '@chainrule/core';
import { defineActivation, type Activation } from './activation.js';

const fn: Elementwise = /* @__PURE__ */ defineElementwise('threshold', {
  value: (x, threshold, value) => (x > threshold ? x : Number.isNaN(x) ? NaN : value),
  derivative: [(x, threshold) => where.of(gt.of(x, threshold), 1, 0), () => 0, (x, threshold) => where.of(gt.of(x, threshold), 0, 1)],
  definition: (x, threshold, value) => where.of(gt.of(x, threshold), x, where.of(x.minus(x), x, value)),
  parameters: ['x', 'threshold', 'value'],
  rule: 'threshold',
  latex: '\\operatorname{threshold}',
});

/** x above the threshold, else a fixed value. */
export const threshold: Activation<'threshold', { readonly threshold: number; readonly value: number }> = defineActivation(
  'threshold',
  fn,
  {
    parameters: { threshold: 0, value: 0 },
    range: ({ threshold, value }) => [Math.min(threshold, value), Infinity],
    kinks: ({ threshold }) => [{ at: threshold, left: 0, right: 1 }],
    saturates: 'left',
    advice: 'He initialisation. Its value jumps where threshold and value differ, which no gradient sees.',
  },
);
