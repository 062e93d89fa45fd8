import { definePlugin } from '@chainrule/core';
import type { Backend, CompileOptions, Executable, Operations, Program } from '@chainrule/program';
import { WasmExecutable, Workspace, type Shared } from './executable.js';
import { makeLibrary, type Library } from './kernels/matmul/library.js';
import { Arena } from './memory/arena.js';

export interface WasmOptions {
  /** Uses the machine's fused multiply-add where the engine has it: faster products, but not the same bits on every machine. Default false. */
  readonly relaxedSimd?: boolean;
}

/**
 * A backend that makes every program one WebAssembly SIMD module: formulas in one pass over memory, matrix products in
 * register tiles, a memory plan made beforehand. Deterministic: the same bits in every engine.
 *
 * All programs of one backend value share its memory. Results stay there until they are read or their memory is needed;
 * given back as inputs they are not copied. What it has no code for it runs by the operations' reference values, and
 * `explain()` says so.
 */
export function wasm({ relaxedSimd = false }: WasmOptions = {}): Backend {
  const arena = new Arena();
  let library: Library | undefined;
  const shared: Shared = { arena, workspace: new Workspace(arena, 0), library: () => (library ??= makeLibrary(arena.memory, relaxedSimd)) };
  return definePlugin('backend', 'wasm', {
    compile: (program: Program, operations: Operations, { donate = [] }: CompileOptions = {}): Executable =>
      new WasmExecutable(shared, program, operations, donate),
  });
}
