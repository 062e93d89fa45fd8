import { expectTypeOf } from 'vitest';
import type { Backend } from '@chainrule/program';
import { wasm } from '@chainrule/wasm';

// A backend is a value
expectTypeOf(wasm()).toExtend<Backend>();
expectTypeOf(wasm({ relaxedSimd: true })).toExtend<Backend>();
expectTypeOf(wasm({ threads: 2, spawn: () => new Worker('worker.js') }).close).toEqualTypeOf<() => void>();
// @ts-expect-error no such option
wasm({ relaxed: true });
