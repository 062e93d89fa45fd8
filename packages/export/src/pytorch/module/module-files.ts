import { ChainruleError } from '@chainrule/core';
import type { Files } from '../../files.js';
import type { Recording } from '../../record/record.js';
import { recordedFiles, weightsFile } from '../../record/recorded-files.js';
import type { Signature } from '../../record/signature.js';
import { torchTypes } from '../elementwise.js';
import { processesFile } from '../processes-file.js';
import { checkFile } from '../train-files.js';
import { clippingLines } from './clipping.js';
import { writtenLoss } from './losses.js';
import { asModule } from './module-recording.js';
import type { ModuleDefinition, Recipe } from './module.js';
import { optimizerText } from './optimizers.js';
import { optionText } from './python-call.js';
import { scheduleFunctions } from './schedules.js';
import { parallelFile } from './parallel-file.js';
import { moduleTrainFile } from './train-file.js';
import { writeModel } from './write-model.js';

/** A model as a PyTorch user writes one; where PyTorch cannot train it as we do, why, and the model alone. */
export type WrittenModule = { readonly files: Files; readonly instead?: undefined } | { readonly files: Files; readonly instead: string };

/** `model.py`, its weights, and a loop with autograd and `torch.optim` where the loss and the optimizer are known there. */
export function moduleFiles(module: ModuleDefinition, recording: Recording, signature: Signature, tolerance: number): WrittenModule {
  const { layer, loss, input: x = 'x', target: y = 'y' } = module;
  const batch = signature.inputs.filter(({ role }) => role === 'batch');
  const [given, target] = [x, y].map((wanted) => batch.find(({ name }) => name === wanted) ?? misnamed(wanted, batch)) as [Slot, Slot];
  const model = writeModel(layer, ['n', ...given.type.shape.slice(1)]);
  const own = asModule(recording, signature, model.normalized);
  const alone: Files = { 'model.py': model.text, 'weights.safetensors': weightsFile(own.recording.parameters, own.signature) };

  const written = writtenLoss(loss, { sizes: model.sizes, target: target.type });
  const training = trainingWith(module.optimizer);
  const because = model.draws
    ? 'it draws random numbers, which are other ones in PyTorch'
    : written === undefined
      ? `PyTorch has no loss "${loss['~chainrule'].name}" with these options`
      : typeof training === 'string'
        ? training
        : undefined;
  if (because !== undefined || written === undefined || typeof training === 'string') return { files: alone, instead: because! };
  const parts = {
    batchSize: signature.batchSize,
    steps: recording.steps.length,
    dtype: torchTypes[own.signature.inputs.find(({ role }) => role === 'parameters')!.type.dtype],
    input: x,
    target: y,
    loss: written,
    ...training,
  };
  const { 'start.safetensors': _, ...recorded } = recordedFiles(own.recording, own.signature);
  return {
    files: {
      ...alone,
      'train.py': moduleTrainFile(parts),
      'parallel.py': parallelFile(model.normalized.length > 0),
      'processes.py': processesFile,
      'check.py': checkFile(tolerance, 'load("weights.safetensors", processes.device)'),
      ...recorded,
    },
  };
}
type Slot = Signature['inputs'][number];

/** The optimizer of `torch.optim`, what is done to gradients before it, and its learning rate; or why there is none. */
function trainingWith(
  given: Recipe | readonly Recipe[],
): { readonly optimizer: string; readonly clipping: readonly string[]; readonly schedule: readonly string[] } | string {
  const chained = 'name' in given ? [given] : given;
  const last = chained.at(-1);
  const clipping = clippingLines(chained.slice(0, -1));
  const schedule = new Array<string>();
  const optimizer =
    last &&
    optimizerText(last, (rate) => {
      if (typeof rate === 'number') return optionText(rate);
      if (typeof rate !== 'object' || rate === null) return undefined;
      const functions = scheduleFunctions(rate as Recipe, 'learning_rate');
      schedule.push(...(functions ?? []));
      return functions && 'learning_rate(0)';
    });
  if (optimizer !== undefined && clipping !== undefined) return { optimizer, clipping, schedule };
  return `torch.optim has nothing that is the same as ${chained.map(({ name }) => `"${name}"`).join(' after ')} with these options`;
}

function misnamed(wanted: string, batch: readonly Slot[]): never {
  throw new ChainruleError('argument', `a batch has no "${wanted}", only ${batch.map(({ name }) => `"${name}"`).join(', ')}`, {
    operation: 'toPyTorch',
    hint: 'say in `module` what the layer reads and what it is to give: { input, target }',
  });
}
