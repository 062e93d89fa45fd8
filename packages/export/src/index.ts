export type { Files } from './files.js';
export {
  record,
  type Recording,
  type RecordedStep,
  type RecordOptions,
  type ResultRole,
  type StepResult,
  type TrainingStep,
} from './record/record.js';
export type { Named } from './record/named.js';
export { toPyTorch, type PyTorchOptions } from './pytorch/to-pytorch.js';
