import { ChainruleError, sameShape, sizeOf, type ArrayData, type Elementwise } from '@chainrule/core';
import { readArray, typeText, type BackendArray, type Executable, type Operations, type Program, type Type } from '@chainrule/program';
import { generate, type Addresses, type Code } from './code.js';
import type { Arena } from './memory/arena.js';
import type { Part } from './threads/control.js';
import type { Crew } from './threads/crew.js';
import { floats, productName, type Library } from './kernels/matmul/library.js';
import { Buffer, Resident } from './memory/resident.js';
import type { Reference } from './plan/workshop.js';

/** Room for what programs need only while they run: the programs of a backend take turns in it. */
export class Workspace {
  readonly at: number;
  constructor(
    arena: Arena,
    readonly size: number,
  ) {
    this.at = arena.hold(this, size);
  }
}

/** What the programs of one backend share. */
export interface Shared {
  readonly arena: Arena;
  /** The largest room asked for until now; earlier programs keep theirs. */
  workspace: Workspace;
  readonly library: Library;
  /** How many rows a tile of the library's products has. */
  readonly tileRows: number;
  /** The threads, where there is more than one. */
  readonly crew?: Crew;
  /** Why there is not, although it was asked for. */
  readonly obstacle?: string;
}

/** In place of a product that a program does not call. */
const unwanted = (): never => {
  throw new Error('this program calls no such product');
};

/** Results stay readable without a copy until the program has run this often again. */
const mostBuffers = 2;

/** A program as a WebAssembly module in the backend's memory. */
export class WasmExecutable implements Executable {
  private readonly arena: Arena;
  private readonly code: Code;
  /** Kept so that its memory is not given back. */
  private readonly workspace: Workspace;
  private readonly addresses: Addresses;
  private readonly call: () => void;
  /** One pointer for each input and each output. */
  private table: Int32Array;
  private readonly inputTypes: readonly Type[];
  private readonly outputTypes: readonly Type[];
  /** For each output the donated input whose memory it takes over, or −1. */
  private readonly taken: readonly number[];
  /** Where plain arrays given as inputs are copied to. */
  private readonly staged: Buffer[][];
  private readonly results: Buffer[][];

  constructor(
    private readonly shared: Shared,
    program: Program,
    operations: Operations,
    private readonly donated: readonly number[],
  ) {
    const { arena } = shared;
    this.arena = arena;
    this.inputTypes = program.inputs.map((register) => program.types[register]!);
    this.outputTypes = program.outputs.map((register) => program.types[register]!);
    this.code = generate(
      program,
      operations,
      donated,
      { count: shared.crew?.threads ?? 1, pointers: shared.crew?.pointers ?? 0 },
      shared.tileRows,
    );
    const { lowered, taken } = this.code;
    if (shared.workspace.size < this.code.workspace.size) shared.workspace = new Workspace(arena, this.code.workspace.size);
    this.workspace = shared.workspace;
    const constants = lowered.constants.map(({ value }) => {
      const at = arena.hold(this, value.data.byteLength);
      arena.view(value.dtype, at, value.data.length).set(value.data);
      return at;
    });
    this.taken = lowered.outputs.map((place) => lowered.inputs.indexOf(taken.get(place)!));
    this.staged = this.inputTypes.map(() => []);
    this.results = this.outputTypes.map(() => []);
    this.addresses = {
      pointers: arena.hold(this, 4 * (program.inputs.length + program.outputs.length)),
      constants,
      workspace: this.workspace.at,
    };
    this.table = this.pointerTable();
    this.call = this.instantiate();
  }

  run(inputs: readonly BackendArray[]): readonly BackendArray[] {
    const { inputTypes, outputTypes, taken } = this;
    const run = ++this.arena.runs;
    const buffers: (Buffer | undefined)[] = [];
    // What is read must be known before memory to write to is chosen.
    let twice = false;
    for (let i = 0; i < inputTypes.length; i++) {
      const buffer = this.resident(inputs[i]!, inputTypes[i]!);
      buffers.push(buffer);
      if (buffer === undefined) continue;
      twice ||= buffer.run === run;
      buffer.run = run;
    }
    if (twice) this.separate(buffers);
    for (let i = 0; i < inputTypes.length; i++) buffers[i] ??= this.stage(i, readArray(inputs[i]!), run);
    for (let k = 0; k < outputTypes.length; k++)
      buffers.push(taken[k] === -1 ? this.vacant(this.results[k]!, outputTypes[k]!, run) : buffers[taken[k]!]);
    if (this.table.buffer !== this.arena.memory.buffer) this.table = this.pointerTable();
    for (let i = 0; i < buffers.length; i++) this.table[i] = buffers[i]!.at;
    this.call();
    for (const i of this.donated) {
      const given = inputs[i]!;
      if (given instanceof Resident) given.handOver();
    }
    const results: Resident[] = [];
    for (let k = 0; k < outputTypes.length; k++) {
      const { dtype, shape } = outputTypes[k]!;
      results.push(new Resident(dtype, shape, buffers[inputTypes.length + k]));
    }
    return results;
  }

  explain(): string {
    const { crew, obstacle } = this.shared;
    const threads = crew?.describe() ?? (obstacle && `one thread: ${obstacle}`);
    return [...this.code.lowered.steps.map(({ text }) => text), ...(threads ? [threads] : [])].join('\n');
  }

  /** The memory an input is in already. Throws `shape` when its type is not the program's. */
  private resident(input: BackendArray, type: Type): Buffer | undefined {
    if (input.dtype !== type.dtype || !sameShape(input.shape, type.shape))
      throw new ChainruleError('shape', `an input is ${typeText(input)}, the program was made for ${typeText(type)}`, { operation: 'run' });
    return input instanceof Resident && input.buffer?.arena === this.arena ? input.buffer : undefined;
  }
  /** A donated input that will be written over, and is an input in another place too, gets memory of its own. */
  private separate(buffers: (Buffer | undefined)[]): void {
    for (const i of this.taken) if (i !== -1 && buffers.indexOf(buffers[i]) !== buffers.lastIndexOf(buffers[i])) buffers[i] = undefined;
  }
  /** A plain array copied into memory; one that was copied the last time is there already. */
  private stage(i: number, array: ArrayData, run: number): Buffer {
    const pool = this.staged[i]!;
    let known: Buffer | undefined;
    for (const buffer of pool) if (buffer.source === array) known = buffer;
    const buffer = known ?? this.vacant(pool, this.inputTypes[i]!, run);
    if (!known) buffer.fill(array);
    buffer.run = run;
    // It will be written over, so the numbers in it are no longer the array's.
    if (this.taken.includes(i)) buffer.source = undefined;
    return buffer;
  }
  /** A buffer that this run neither reads nor writes elsewhere. */
  private vacant(pool: Buffer[], { dtype, shape }: Type, run: number): Buffer {
    let found: Buffer | undefined;
    for (const buffer of pool) if (buffer.run !== run && buffer.holder === undefined) found ??= buffer;
    if (!found && pool.length >= mostBuffers) {
      found = pool.find((buffer) => buffer.run !== run);
      // The oldest goes to the end of the queue.
      if (found) pool.push(...pool.splice(pool.indexOf(found), 1));
      found?.vacate();
    }
    if (!found) {
      found = new Buffer(this.arena, dtype, sizeOf(shape));
      pool.push(found);
    }
    found.run = run;
    found.source = undefined;
    return found;
  }

  private pointerTable(): Int32Array {
    return new Int32Array(this.arena.memory.buffer, this.addresses.pointers, this.inputTypes.length + this.outputTypes.length);
  }
  private instantiate(): () => void {
    const { functions, references, products } = this.code;
    const { crew, library } = this.shared;
    const code = this.code.module(this.addresses);
    const program = this.code.divided ? crew?.enlist(this, code) : undefined;
    const ask = (number: number, a: number, b: number, c: number): number => valueOf(functions[number]!, a, b, c);
    const pointers: number[] = [];
    const env = {
      ...Object.fromEntries(floats.map((dtype) => [productName[dtype], products.has(dtype) ? library.product(dtype) : unwanted])),
      memory: this.arena.memory,
      function: ask,
      pointer: (address: number): void => {
        pointers.push(address);
      },
      instruction: (number: number): void => {
        this.byReference(references[number]!, pointers.splice(0));
      },
      fork: (number: number, blocks: number): void => {
        crew!.fork(program!, number, blocks, part, ask);
      },
    };
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env });
    const part = exports['part'] as Part;
    return exports['run'] as () => void;
  }
  /** Runs an operation on what lies at the pointers, those to be written last. */
  private byReference({ operation, parameters, reads, writes }: Reference, pointers: readonly number[]): void {
    const inputs = reads.map(({ dtype, shape }, i) => ({ dtype, shape, data: this.arena.read(dtype, pointers[i]!, sizeOf(shape)) }));
    const results = operation.value(inputs, parameters, writes);
    writes.forEach(({ dtype, shape }, k) => {
      this.arena.view(dtype, pointers[reads.length + k]!, sizeOf(shape)).set(results[k]!.data);
    });
  }
}

/** A function with as many of the arguments as it takes. */
function valueOf(fn: Elementwise, a: number, b: number, c: number): number {
  switch (fn.arity) {
    case 0:
      return fn.value();
    case 1:
      return fn.value(a);
    case 2:
      return fn.value(a, b);
    default:
      return fn.value(a, b, c);
  }
}
