import type { Program } from '@chainrule/program';
import type { Recording } from './record.js';
import { signatureOf } from './signature.js';

/**
 * What the inputs and outputs of a training step's program are called: `parameters.w` goes in, `new_parameters.w` comes out.
 *
 * Throws `shape` when program and recording do not belong together.
 *
 * @example
 * ```ts
 * import { record, stepNames } from '@chainrule/export';
 * import { tensor, trace, valueAndGrad, type Tensor } from '@chainrule/tensor';
 * const loss = (p: { w: Tensor }, x: Tensor) => x.mul(p.w).sub(1).pow(2).mean();
 * const step = (p: { w: Tensor }, state: object, batch: { x: Tensor }, hyper: { rate: number | Tensor }) => {
 *   const [value, gradients] = valueAndGrad(loss)(p, batch.x);
 *   return { loss: value, gradients, parameters: { w: p.w.sub(gradients.w.mul(hyper.rate)) }, state };
 * };
 * const [parameters, batch] = [{ w: tensor(0) }, { x: tensor([1, 1]) }];
 * const recording = record(step, { parameters, state: {}, batches: [batch], hyper: () => ({ rate: 0.25 }) });
 * stepNames(trace(step, parameters, {}, batch, { rate: 0.25 }), recording).inputs; // → ['parameters.w', 'batch.x', 'hyper.rate']
 * ```
 */
export function stepNames(
  program: Program,
  recording: Recording,
): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } {
  const { inputs, outputs } = signatureOf(program, recording);
  const named = (role: string, name: string): string => (name === '' ? role : `${role}.${name}`);
  const isNew = (role: string): boolean => role === 'parameters' || role === 'state';
  return {
    inputs: inputs.map(({ role, name }) => named(role, name)),
    outputs: outputs.map(({ role, name }) => named(isNew(role) ? `new_${role}` : role, role === 'loss' && name === 'loss' ? '' : name)),
  };
}
