export type { TestCase } from './test-case.js';
export { testActivation } from './activation/test-activation.js';
export { testBackend, type BackendTestOptions } from './backend/test-backend.js';
export { testCommand, type CommandTestCase } from './command/test-command.js';
export { testLayer, type LayerTestOptions } from './layer/test-layer.js';
export { testLoss, type LossTestOptions } from './loss/test-loss.js';
export { testOptimizer, type OptimizerTestOptions } from './optimizer/test-optimizer.js';
export { testPrimitive, type PrimitiveTestOptions } from './primitive/test-primitive.js';
export { testSchedule } from './schedule/test-schedule.js';
