import type { Program } from '@chainrule/program';
import type { Files } from '../files.js';
import { recordedFiles } from '../record/recorded-files.js';
import type { Recording } from '../record/record.js';
import { signatureOf, toleranceOf } from '../record/signature.js';
import { toStableHlo } from '../stablehlo/to-stablehlo.js';
import { jaxCheckFile } from './check-file.js';

/** How closely the exported program must agree with the recording. */
export interface JaxOptions {
  /** How far numbers may be from the recorded ones. Default: 1e-12 where all is float64, else 1e-5. */
  readonly tolerance?: number;
}

/**
 * A training step as a folder for XLA through JAX: the step as a StableHLO module, and a script that runs it on all devices, the batch
 * divided over them, and compares every step with what was recorded here. The batch has to be a multiple of the number of devices.
 *
 * Throws as `toStableHlo` does, and `shape` when program and recording do not belong together. Experimental: JAX has no public call for this.
 *
 * @example
 * ```ts
 * import { record, toJax } from '@chainrule/export';
 * import { tensor, trace, type Tensor } from '@chainrule/tensor';
 * const step = (p: { w: Tensor }, state: object, batch: { x: Tensor }, _hyper: object) => ({
 *   loss: batch.x.mul(p.w).mean(),
 *   parameters: { w: p.w.sub(batch.x.mean().mul(0.1)) },
 *   state,
 * });
 * const [start, batch] = [{ w: tensor(0) }, { x: tensor([1, 2, 3, 4]) }];
 * const recording = record(step, { parameters: start, state: {}, batches: [batch], hyper: () => ({}) });
 * Object.keys(toJax(trace(step, start, {}, batch, {}), recording))[0]; // → 'step.mlir'
 * ```
 */
export function toJax(program: Program, recording: Recording, options: JaxOptions = {}): Files {
  const signature = signatureOf(program, recording);
  const names = (slots: readonly { readonly role: string; readonly name: string }[]): string[] =>
    slots.map(({ role, name }) => (role === 'loss' ? role : `${role}.${name}`));
  const inputs = names(signature.inputs);
  return {
    'step.mlir': toStableHlo(program, { names: inputs }),
    'check.py': jaxCheckFile(inputs, names(signature.outputs), options.tolerance ?? toleranceOf(signature)),
    'requirements.txt': 'jax==0.10.2\njaxlib==0.10.2\nsafetensors>=0.4\n',
    ...recordedFiles(recording, signature),
  };
}
