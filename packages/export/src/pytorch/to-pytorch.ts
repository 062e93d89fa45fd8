import type { Program } from '@chainrule/program';
import type { Files } from '../files.js';
import { flatten } from '../flat/flatten.js';
import { emittersFor } from '../operation-table.js';
import { place } from '../placement/place.js';
import type { Recording } from '../record/record.js';
import { recordedFiles } from '../record/recorded-files.js';
import { signatureOf, toleranceOf } from '../record/signature.js';
import { torchOperations } from './operations.js';
import { processesFile } from './processes-file.js';
import { readmeFile } from './readme-file.js';
import { checkFile, trainFile } from './train-files.js';
import { writeStep } from './write-step.js';

export interface PyTorchOptions {
  /** How far numbers may be from the recorded ones. Default: 1e-12 where all is float64, else 1e-5. */
  readonly tolerance?: number;
}

/**
 * A training step as a folder for PyTorch: the whole step written out in plain operations (no autograd, so optimizers of your own travel
 * too), a script that trains alone or as data-parallel processes, and one that compares every step with what was recorded here.
 *
 * The program is the traced step, the recording a run of it: both of one function of (parameters, state, batch, hyper) that gives
 * { loss, gradients, parameters, state }. Sums over the batch become sums over processes, so batch normalisation sees all of it.
 *
 * Throws `unsupported` for an operation without a counterpart, naming it and the line that called it; `shape` when program and
 * recording do not belong together. Nothing is written then.
 *
 * @example
 * ```ts
 * import { record, toPyTorch } from '@chainrule/export';
 * import { tensor, trace, valueAndGrad, type Tensor } from '@chainrule/tensor';
 * const loss = (p: { w: Tensor }, x: Tensor) => x.mul(p.w).sub(1).pow(2).mean();
 * const step = (p: { w: Tensor }, state: object, batch: { x: Tensor }, hyper: { rate: number | Tensor }) => {
 *   const [value, gradients] = valueAndGrad(loss)(p, batch.x);
 *   return { loss: value, gradients, parameters: { w: p.w.sub(gradients.w.mul(hyper.rate)) }, state };
 * };
 * const start = { w: tensor(0) };
 * const batch = { x: tensor([1, 2, 3]) };
 * const recording = record(step, { parameters: start, state: {}, batches: [batch, batch], hyper: () => ({ rate: 0.1 }) });
 * const files = toPyTorch(trace(step, start, {}, batch, { rate: 0.1 }), recording);
 * Object.keys(files).filter((name) => name.endsWith('.py')); // → ['step.py', 'processes.py', 'train.py', 'check.py']
 * ```
 */
export function toPyTorch(program: Program, recording: Recording, options: PyTorchOptions = {}): Files {
  const signature = signatureOf(program, recording);
  const flat = flatten(program);
  emittersFor('PyTorch', torchOperations, flat);
  const { text, constants, exchanges } = writeStep(flat, place(flat, signature), signature);
  const tolerance = options.tolerance ?? toleranceOf(signature);
  return {
    'step.py': text,
    'processes.py': processesFile,
    'train.py': trainFile(signature.batchSize, recording.steps.length),
    'check.py': checkFile(tolerance),
    'README.md': readmeFile(signature, exchanges, tolerance),
    'requirements.txt': 'torch>=2.3\nsafetensors>=0.4\nnumpy\n',
    ...recordedFiles(recording, signature, constants),
  };
}
