import type { Program } from '@chainrule/program';
import type { Files } from '../files.js';
import { flatten } from '../flat/flatten.js';
import { emittersFor } from '../operation-table.js';
import { place } from '../placement/place.js';
import type { Recording } from '../record/record.js';
import { recordedFiles } from '../record/recorded-files.js';
import { signatureOf, toleranceOf, type Signature } from '../record/signature.js';
import { torchOperations } from './operations.js';
import { moduleFiles } from './module/module-files.js';
import type { ModuleDefinition } from './module/module.js';
import { processesFile } from './processes-file.js';
import { aboutModule, aboutStep, readmeFile } from './readme-file.js';
import { checkFile, trainFile } from './train-files.js';
import { writeStep } from './write-step.js';

/** How closely the exported program must agree with the recording, and the model's definition as a module. */
export interface PyTorchOptions {
  /** How far numbers may be from the recorded ones. Default: 1e-12 where all is float64, else 1e-5. */
  readonly tolerance?: number;
  /**
   * The layer, the loss and the optimizer that the step was made of: then `model.py` is a module of PyTorch with the layer's path names,
   * and it is trained with autograd and `torch.optim` where PyTorch has the same loss and optimizer. Where it has not, and where random
   * numbers are drawn, the whole step is written out beside it; README.md says why.
   */
  readonly module?: ModuleDefinition;
}

/**
 * A training step as a folder for PyTorch: the whole step written out in plain operations (no autograd, so optimizers of your own travel
 * too), a script that trains alone or as data-parallel processes, and one that compares every step with what was recorded here.
 *
 * The program is the traced step, the recording a run of it: both of one function of (parameters, state, batch, hyper) that gives
 * { loss, gradients, parameters, state }. Sums over the batch become sums over processes, so batch normalisation sees all of it.
 *
 * With `module` the folder is one that a PyTorch user would write. The step keeps the layers' state under `model`.
 *
 * Throws `unsupported` for a layer, or an operation, without a counterpart, naming it and the line that called it; `shape` when program and
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
  const tolerance = options.tolerance ?? toleranceOf(signature);
  const module = options.module && moduleFiles(options.module, recording, signature, tolerance);
  const written = module !== undefined && module.instead === undefined ? undefined : stepFiles(program, recording, signature, tolerance);
  const about = written === undefined ? aboutModule : aboutStep(written.exchanges, module?.instead);
  return {
    ...module?.files,
    ...written?.files,
    'README.md': readmeFile(signature, about, tolerance),
    'requirements.txt': 'torch>=2.4\nsafetensors>=0.4\nnumpy\n',
  };
}

/** The whole step in plain operations. */
function stepFiles(
  program: Program,
  recording: Recording,
  signature: Signature,
  tolerance: number,
): { readonly files: Files; readonly exchanges: readonly number[] } {
  const flat = flatten(program);
  emittersFor('PyTorch', torchOperations, flat);
  const { text, constants, exchanges } = writeStep(flat, place(flat, signature), signature);
  const files = {
    'step.py': text,
    'processes.py': processesFile,
    'train.py': trainFile(signature.batchSize, recording.steps.length),
    'check.py': checkFile(tolerance, 'part(load("start.safetensors", processes.device), "parameters")'),
    ...recordedFiles(recording, signature, constants),
  };
  return { files, exchanges };
}
