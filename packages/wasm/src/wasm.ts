import { ChainruleError, definePlugin } from '@chainrule/core';
import type { Backend, CompileOptions, Executable, Operations, Program } from '@chainrule/program';
import { WasmExecutable, Workspace, type Shared } from './executable.js';
import { Library } from './kernels/matmul/library.js';
import { tileRows } from './kernels/matmul/tile.js';
import { Arena } from './memory/arena.js';
import { obstacle, spawnWorker, type Thread } from './spawn.js';
import { Crew } from './threads/crew.js';

const mostThreads = 64;

/** How programs are run: with which instructions, and on how many threads. */
export interface WasmOptions {
  /** Uses the machine's fused multiply-add where the engine has it: faster products, but not the same bits on every machine. Default false. */
  readonly relaxedSimd?: boolean;
  /**
   * How many threads at most do the large parts of a program together. The numbers are the same to the last bit for any. Default 1.
   * Where threads cannot share memory there is one, and `explain()` says why.
   */
  readonly threads?: number;
  /** Starts a worker that runs `@chainrule/wasm/worker`, where the file is not to be found beside this one. */
  readonly spawn?: () => Thread;
}

/** A backend that may have threads. They sleep when there is nothing to do, and do not keep a process from ending. */
export interface WasmBackend extends Backend {
  /** Ends the threads; programs go on with one. */
  close(): void;
}

/**
 * A backend that makes every program one WebAssembly SIMD module: formulas in one pass over memory, matrix products in
 * register tiles, a memory plan made beforehand. Deterministic: the same bits in every engine.
 *
 * All programs of one backend value share its memory. Results stay there until they are read or their memory is needed;
 * given back as inputs they are not copied. What it has no code for it runs by the operations' reference values, and
 * `explain()` says so.
 *
 * Throws `argument` for a number of threads that is none.
 *
 * @example
 * ```ts
 * import { compile, tensor, type Tensor } from '@chainrule/tensor';
 * import { wasm } from '@chainrule/wasm';
 * const double = compile((x: Tensor) => x.mul(2), { backend: wasm() });
 * double(tensor([1, 2])).toString(); // → 'f32[2] [2, 4]'
 * ```
 */
export function wasm({ relaxedSimd = false, threads = 1, spawn = spawnWorker }: WasmOptions = {}): WasmBackend {
  if (!Number.isInteger(threads) || threads < 1 || threads > mostThreads)
    throw new ChainruleError('argument', `threads is ${threads}, expected a whole number from 1 to ${mostThreads}`, { operation: 'wasm' });
  const hindered = threads > 1 ? obstacle() : undefined;
  const several = threads > 1 && hindered === undefined;
  const arena = new Arena(several);
  const library = new Library(arena.memory, several, relaxedSimd);
  const crew = several ? new Crew(arena, threads, spawn, library) : undefined;
  const shared: Shared = {
    arena,
    workspace: new Workspace(arena, 0),
    tileRows: tileRows(relaxedSimd),
    library,
    ...(crew && { crew }),
    ...(hindered !== undefined && { obstacle: hindered }),
  };
  return definePlugin('backend', 'wasm', {
    compile: (program: Program, operations: Operations, { donate = [] }: CompileOptions = {}): Executable =>
      new WasmExecutable(shared, program, operations, donate),
    close: () => crew?.close(),
  });
}
