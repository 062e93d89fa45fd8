export * as tensor from '../../packages/tensor/src/index.js';
export { wasm } from '../../packages/wasm/src/index.js';
