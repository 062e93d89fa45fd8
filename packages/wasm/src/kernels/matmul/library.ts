import { ModuleBuilder } from '../../assembler/module-builder.js';
import { f32x4, f64x2 } from '../../vector/lanes.js';
import { multiply } from './multiply.js';

/** The functions that are the same for every program, compiled once for a backend. */
export interface Library {
  readonly multiplyFloat32: WebAssembly.ExportValue;
  readonly multiplyFloat64: WebAssembly.ExportValue;
}

export function libraryModule(shared: boolean, relaxed: boolean): WebAssembly.Module {
  const code = libraryCode(shared, relaxed);
  // An engine that does not know relaxed instructions gets the others.
  const known = relaxed && !WebAssembly.validate(code) ? libraryCode(shared, false) : code;
  return new WebAssembly.Module(known);
}

function libraryCode(shared: boolean, relaxed: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(shared);
  module.export('multiplyFloat32', multiply(module, f32x4, relaxed));
  module.export('multiplyFloat64', multiply(module, f64x2, relaxed));
  return module.finish();
}
