export { Tensor } from './tensor.js';
export { arange, eye, full, linspace, ones, tensor, zeros, type TensorData } from './create.js';
export { grad, valueAndGrad, type GradOptions } from './transform/grad.js';
export { jvp, vjp } from './transform/jvp.js';
export { stopGradient } from './primitives/stop-gradient.js';
