import { ModuleBuilder } from '../../assembler/module-builder.js';
import { f32x4, f64x2 } from '../../vector/lanes.js';
import { multiply } from './multiply.js';

/** The functions that are the same for every program, compiled once for a backend's memory. */
export interface Library {
  readonly multiplyFloat32: WebAssembly.ExportValue;
  readonly multiplyFloat64: WebAssembly.ExportValue;
}

export function makeLibrary(memory: WebAssembly.Memory, relaxed: boolean): Library {
  const module = new ModuleBuilder();
  module.export('multiplyFloat32', multiply(module, f32x4, relaxed));
  module.export('multiplyFloat64', multiply(module, f64x2, relaxed));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  return exports as unknown as Library;
}
