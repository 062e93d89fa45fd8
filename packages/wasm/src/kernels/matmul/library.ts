import type { FloatDType } from '@chainrule/core';
import { ModuleBuilder } from '../../assembler/module-builder.js';
import { lanesOf } from '../../vector/lanes.js';
import { multiply } from './multiply.js';

/** What the library exports for an element type: the matrix product, the same for every program. */
export const productName = { float32: 'multiplyFloat32', float64: 'multiplyFloat64' } as const satisfies Record<FloatDType, string>;

export const floats: readonly FloatDType[] = ['float32', 'float64'];

/** A backend's matrix products, each made when the first program wants it. */
export class Library {
  private readonly modules = new Map<FloatDType, WebAssembly.Module>();
  private readonly products = new Map<FloatDType, WebAssembly.ExportValue>();

  /** `shared`: whether threads share the memory. */
  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly shared: boolean,
    private readonly relaxed: boolean,
  ) {}

  /** The product for an element type as this thread calls it. */
  product(dtype: FloatDType): WebAssembly.ExportValue {
    const known = this.products.get(dtype) ?? instantiate(this.module(dtype), this.memory)[productName[dtype]]!;
    this.products.set(dtype, known);
    return known;
  }
  /** Its code, for other threads. */
  module(dtype: FloatDType): WebAssembly.Module {
    const known = this.modules.get(dtype) ?? productModule(dtype, this.shared, this.relaxed);
    this.modules.set(dtype, known);
    return known;
  }
}

const instantiate = (module: WebAssembly.Module, memory: WebAssembly.Memory): WebAssembly.Exports =>
  new WebAssembly.Instance(module, { env: { memory } }).exports;

function productModule(dtype: FloatDType, shared: boolean, relaxed: boolean): WebAssembly.Module {
  const code = (fused: boolean): Uint8Array<ArrayBuffer> => {
    const module = new ModuleBuilder(shared);
    module.export(productName[dtype], multiply(module, lanesOf(dtype), fused));
    return module.finish();
  };
  const wanted = code(relaxed);
  // An engine that does not know relaxed instructions gets the others.
  return new WebAssembly.Module(relaxed && !WebAssembly.validate(wanted) ? code(false) : wanted);
}
