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
export type { LayerDefinition, LossDefinition, ModuleDefinition, Recipe } from './pytorch/module/module.js';
export { toStableHlo, type StableHloOptions } from './stablehlo/to-stablehlo.js';
export { toJax, type JaxOptions } from './jax/to-jax.js';
export { toOnnx, type OnnxOptions } from './onnx/to-onnx.js';
export { stepArrays } from './record/step-arrays.js';
export { stepNames } from './record/step-names.js';
