import type { Program } from '@chainrule/program';
import type { Files } from '../files.js';
import type { Recording } from './record.js';
import { recordedFiles } from './recorded-files.js';
import { signatureOf } from './signature.js';

/**
 * What a recorded training step starts from, was given and gave, as safetensors files in the element types of its program: `start.safetensors`
 * (`parameters.…`, `state.…`), and, with the steps along a first axis, `data.safetensors` (`batch.…`, `hyper.…`) and `expected.safetensors`
 * (`loss.`, `gradients.…`, and `parameters.…` after each step). Names are those of `stepNames`.
 *
 * Throws `shape` when program and recording do not belong together.
 *
 * @example
 * ```ts
 * import { record, stepArrays } from '@chainrule/export';
 * import { tensor, trace, valueAndGrad, type Tensor } from '@chainrule/tensor';
 * const loss = (p: { w: Tensor }, x: Tensor) => x.mul(p.w).sub(1).pow(2).mean();
 * const step = (p: { w: Tensor }, state: object, batch: { x: Tensor }, hyper: { rate: number | Tensor }) => {
 *   const [value, gradients] = valueAndGrad(loss)(p, batch.x);
 *   return { loss: value, gradients, parameters: { w: p.w.sub(gradients.w.mul(hyper.rate)) }, state };
 * };
 * const [parameters, batch] = [{ w: tensor(0) }, { x: tensor([1, 1]) }];
 * const recording = record(step, { parameters, state: {}, batches: [batch], hyper: () => ({ rate: 0.25 }) });
 * Object.keys(stepArrays(trace(step, parameters, {}, batch, { rate: 0.25 }), recording))[0]; // → 'start.safetensors'
 * ```
 *
 * Source: the format is that of https://huggingface.co/docs/safetensors.
 */
export const stepArrays = (program: Program, recording: Recording): Files => recordedFiles(recording, signatureOf(program, recording));
