import { largestRate } from './largest-rate.js';
import type { Diagnosis } from './diagnosis.js';
import { judge } from './judge.js';
import { measure } from './measure.js';
import { remedied } from './remedy.js';
import type { Subject } from './subject.js';
import { tableOf } from './diagnosis-table.js';

/**
 * Why a network does or does not learn: how signal and gradient go through its layers, a verdict, its cause and a remedy, which `apply` applies.
 *
 * Signal sₗ and backward signal δₗ of layer l are modelled as random walks in their logarithms; the drift of each is judged by Student's
 * interval of its mean step, with 99 % confidence. Forward and backward drift together may be a factor of 100. The model, the other bounds and how
 * well they hold are written down in docs/decisions/2026-11-28-diagnosis-of-networks.md.
 *
 * Works in float64, on a `sequential` model with layers of any kind; computes one gradient and a few Jacobian–vector products a layer.
 *
 * @example
 * ```ts
 * import { key, normal, sigmoid } from '@chainrule/core';
 * import { diagnose, linear, mse, sequential, xavierNormal } from '@chainrule/nn';
 * const block = () => [linear(16, 16, { weight: xavierNormal() }), sigmoid];
 * const model = sequential(...Array.from({ length: 12 }, block).flat(), linear(16, 1));
 * const batch = { x: normal(key(1), [32, 16]), y: normal(key(2), [32, 1]) };
 * const diagnosis = diagnose({ model, ...model.init(key(0)), loss: mse, batch });
 * diagnosis.verdict; // → 'vanishing gradient'
 * diagnosis.apply().after.verdict; // → 'healthy'
 * ```
 */
export function diagnose<P, S>(subject: Subject<P, S>): Diagnosis {
  const general = subject as unknown as Subject;
  const measured = measure(general);
  const rate = subject.learningRate === undefined ? undefined : { given: subject.learningRate, largest: largestRate(general) };
  const judgement = judge(measured, rate);
  const diagnosis: Diagnosis = {
    ...judgement,
    loss: measured.loss,
    layers: measured.statistics,
    apply: (kind) => remedied(general, diagnosis, diagnose, rate?.largest, kind),
    toString: () => tableOf(diagnosis),
  };
  return diagnosis;
}
