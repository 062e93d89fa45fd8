import type { FloatDType } from '@chainrule/core';
import type { Callee } from '../assembler/function-builder.js';
import type { ModuleBuilder } from '../assembler/module-builder.js';
import type { Setting } from '../vector/functions.js';

/** What lowering writes code with. */
export interface Workshop {
  readonly module: ModuleBuilder;
  /** What `make` gave the first time for this description: equal steps share their code. */
  once<T extends object>(description: unknown, make: () => T): T;
  readonly setting: Setting;
  /** Runs an instruction, by its number, by its reference value. */
  readonly reference: Callee;
  /** The matrix product of the backend's library. */
  readonly multiply: Readonly<Record<FloatDType, Callee>>;
}
