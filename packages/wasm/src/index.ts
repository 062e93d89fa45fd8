export { wasm, type WasmBackend, type WasmOptions } from './wasm.js';
export type { Thread } from './spawn.js';
