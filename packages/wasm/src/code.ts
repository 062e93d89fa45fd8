import type { Elementwise, FloatDType } from '@chainrule/core';
import { StructureKeys, type Operations, type Program } from '@chainrule/program';
import { callTerm, type Callee } from './assembler/function-builder.js';
import { ModuleBuilder } from './assembler/module-builder.js';
import { f64, i32 } from './assembler/scalar.js';
import type { Term } from './assembler/term.js';
import { productName } from './kernels/matmul/library.js';
import { multiplyParameters } from './kernels/matmul/multiply.js';
import type { Place } from './kernels/view.js';
import { laneByLane, type Setting } from './vector/functions.js';
import type { Lanes } from './vector/lanes.js';
import { planWorkspace, takeOver, type Workspace } from './plan/addresses.js';
import { Lowering, type Lowered } from './plan/lowering.js';
import { Division, type Threads } from './plan/division.js';
import { callSteps, within } from './plan/within.js';
import type { Reference, Workshop } from './plan/workshop.js';

/** A program as code, before it has memory: addresses are given when it is finished. */
export interface Code {
  readonly lowered: Lowered;
  readonly workspace: Workspace;
  /** Outputs that are written over donated inputs. */
  readonly taken: ReadonlyMap<Place, Place>;
  /** The functions that are computed by their reference values, by number. */
  readonly functions: readonly Elementwise[];
  /** The operations that are run by their reference values, by number. */
  readonly references: readonly Reference[];
  /** The element types whose matrix products it calls. */
  readonly products: ReadonlySet<FloatDType>;
  /** Whether there are parts that other threads help with. */
  readonly divided: boolean;
  /** The module, given where tables, constants and workspace lie. */
  module(addresses: Addresses): Uint8Array<ArrayBuffer>;
}

export interface Addresses {
  /** One pointer for each input, then for each output. */
  readonly pointers: number;
  readonly constants: readonly number[];
  readonly workspace: number;
}

/** `threads`: how many there may be, and where pointers for the others are put. `rows`: how many a tile of a product has. */
export function generate(program: Program, operations: Operations, donated: readonly number[], threads: Threads, rows: number): Code {
  const module = new ModuleBuilder(threads.count > 1);
  const scalar = module.import('function', { parameters: ['i32', 'f64', 'f64', 'f64'], results: ['f64'] });
  const pointer = module.import('pointer', { parameters: ['i32'], results: [] });
  const instruction = module.import('instruction', { parameters: ['i32'], results: [] });
  const fork = module.import('fork', { parameters: ['i32', 'i32'], results: [] });
  const product = (dtype: FloatDType): Callee =>
    module.import(productName[dtype], { parameters: Array<'i32'>(multiplyParameters).fill('i32'), results: [] });
  const multiply = { float32: product('float32'), float64: product('float64') };
  const products = new Set<FloatDType>();
  const functions: Elementwise[] = [];
  const references: Reference[] = [];
  const division = new Division(module, fork, threads);
  const workshop: Workshop = {
    module,
    once: remembering(),
    setting: settingFor(module, scalar, functions),
    reference: (of) => {
      const number = references.push(of) - 1;
      return module.function(
        [...of.reads, ...of.writes].map(() => 'i32' as const),
        [],
        (f) => {
          for (const { value } of f.parameters) f.call(pointer, value);
          f.call(instruction, i32.const(number));
          return undefined;
        },
      );
    },
    division,
    within: (inner, table) => within(workshop, inner, table),
    tileRows: rows,
    multiply: (dtype) => {
      products.add(dtype);
      return multiply[dtype];
    },
  };
  const { lowered, taken } = takeOver(new Lowering(program, operations, workshop).lower(), donated);
  const workspace = planWorkspace(lowered);
  return {
    lowered,
    workspace,
    taken,
    functions,
    references,
    products,
    get divided() {
      return division.parts.length > 0;
    },
    module: ({ pointers, constants, workspace: base }) => {
      const { inputs, outputs } = lowered;
      const addressOf = (place: Place): Term => {
        const input = inputs.indexOf(taken.get(place) ?? place);
        const output = outputs.indexOf(place);
        if (input !== -1 || output !== -1) return i32.load(i32.const(pointers), 4 * (input === -1 ? inputs.length + output : input));
        const constant = lowered.constants.findIndex((known) => known.place === place);
        return i32.const(constant === -1 ? base + workspace.offsets.get(place)! : constants[constant]!);
      };
      const run = module.function([], [], (f) => {
        callSteps(f, lowered.steps, addressOf);
        return undefined;
      });
      module.export('run', run);
      if (division.parts.length > 0) module.export('part', division.part());
      return module.finish();
    },
  };
}

function remembering(): Workshop['once'] {
  const keys = new StructureKeys();
  const made = new Map<string, object>();
  return <T extends object>(description: unknown, make: () => T): T => {
    const key = keys.of(description);
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known as T;
  };
}

/** Functions by reference: the host is asked for every element. */
function settingFor(module: ModuleBuilder, scalar: Callee, functions: Elementwise[]): Setting {
  const made = new Map<string, Callee>();
  return {
    byReference: (fn, lanes: Lanes, args) => {
      const key = `${fn.name} ${lanes.type}`;
      let callee = made.get(key);
      if (callee === undefined) {
        const number = functions.includes(fn) ? functions.indexOf(fn) : functions.push(fn) - 1;
        callee = module.function(
          args.map(() => 'v128' as const),
          ['v128'],
          (f) => {
            const asked = (values: readonly Term[]): Term =>
              callTerm(scalar, i32.const(number), ...[0, 1, 2].map((i) => values[i] ?? f64.const(0)));
            return laneByLane(
              lanes,
              asked,
              f.parameters.map(({ value }) => value),
            );
          },
        );
        made.set(key, callee);
      }
      return callTerm(callee, ...args);
    },
  };
}
