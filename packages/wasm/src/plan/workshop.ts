import type { FloatDType } from '@chainrule/core';
import type { Operation, Operations, Program, Type } from '@chainrule/program';
import type { Callee } from '../assembler/function-builder.js';
import type { ModuleBuilder } from '../assembler/module-builder.js';
import type { Setting } from '../vector/functions.js';
import type { Division } from './division.js';
import type { Known } from './lowering.js';

/** An operation run by its reference value, with the types of what it finds and leaves in memory. */
export interface Reference {
  readonly operation: Operation;
  readonly parameters: unknown;
  readonly reads: readonly Type[];
  readonly writes: readonly Type[];
}

/** A program within another: a function of pointers, to its workspace, its inputs, its constants and its outputs. */
export interface Within {
  readonly callee: Callee;
  /** The bytes of its workspace. */
  readonly size: number;
  readonly constants: readonly Known[];
  readonly mayRefuse: boolean;
  readonly text: string;
}

/** What lowering writes code with. */
export interface Workshop {
  readonly module: ModuleBuilder;
  /** What `make` gave the first time for this description: equal steps share their code. */
  once<T extends object>(description: unknown, make: () => T): T;
  readonly setting: Setting;
  /** A function of pointers, to what is read and to what is written, that runs an operation by its reference value. */
  reference(of: Reference): Callee;
  /** A program within another as a function. */
  within(program: Program, operations: Operations): Within;
  /** How work is cut into blocks for several threads. */
  readonly division: Division;
  /** How many rows a tile of a matrix product has. */
  readonly tileRows: number;
  /** The matrix product of the backend's library. */
  multiply(dtype: FloatDType): Callee;
}
