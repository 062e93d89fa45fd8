import { bytesPerElement, isFloat, sizeOf, type DType } from '@chainrule/core';
import type { Instruction, Operations, Program, Type } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import type { Place, View } from '../../kernels/view.js';
import { lanesOf } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';
import type { Within } from '../workshop.js';
import { copyBytes } from './copy.js';

/** A program in the parameters of an instruction. */
interface Inner {
  readonly program: Program;
  readonly primitives: Operations;
}

const bytesOf = ({ dtype, shape }: Type): number => sizeOf(shape) * bytesPerElement(dtype);
const shifted = (address: Local, bytes: number): Term => i32.add(address.value, i32.const(bytes));
const typesOf = ({ program }: Inner): Type[] => program.outputs.map((register) => program.types[register]!);

/** Room for several values in a step's own memory: each on a cache line, with one behind it, as vectors and tiles need. */
class Scratch {
  size = 0;
  reserve(bytes: number): number {
    const at = this.size;
    this.size += (Math.ceil(bytes / 64) + 1) * 64;
    return at;
  }
}

/** What the function of a step that runs programs is given. */
interface Frame {
  readonly f: FunctionBuilder;
  readonly inputs: readonly Local[];
  readonly constants: readonly Local[][];
  readonly outputs: readonly Local[];
  readonly scratch: Local;
}

/** A step that runs programs within it. `build` writes its code once the room it needs is known. */
function emit(
  lowering: Lowering,
  instruction: Instruction,
  programs: readonly Within[],
  scratch: Scratch,
  text: string,
  build: (frame: Frame) => void,
): void {
  const inputs = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const constants = programs.map((program) => program.constants.map((known) => lowering.known(known)));
  const writes = instruction.outputs.map((register) => lowering.place(register));
  const own: Place = { dtype: 'bool', size: scratch.size, name: 'scratch' };
  const reads: View[] = [...inputs, ...constants.flat()];
  const callee = lowering.workshop.module.function(
    [...reads, ...writes, own].map(() => 'i32' as const),
    [],
    (f) => {
      let at = 0;
      const next = (list: readonly unknown[]): Local[] => f.parameters.slice(at, (at += list.length));
      build({ f, inputs: next(inputs), constants: constants.map(next), outputs: next(writes), scratch: next([own])[0]! });
      return undefined;
    },
  );
  lowering.emit({
    callee,
    reads,
    writes: [...writes, own],
    inOrder: false,
    ...(programs.some(({ mayRefuse }) => mayRefuse) && { mayRefuse: true }),
    text: `${text}\n${programs.map((program) => program.text.replace(/^/gm, '  ')).join('\n')}`,
  });
}

/** Values that go round: read where the last round left them, written where nobody reads. */
function carried(
  f: FunctionBuilder,
  from: readonly Local[],
  rooms: readonly (readonly [Term, Term])[],
): { readonly current: readonly Local[]; readonly next: readonly Local[]; turn(): void } {
  const current = from.map(({ value }) => f.let(value));
  const next = rooms.map(([room]) => f.let(room));
  const spare = rooms.map(([, room]) => f.let(room));
  return {
    current,
    next,
    turn: () =>
      current.forEach((local, k) => {
        f.set(local, next[k]!.value);
        f.set(next[k]!, spare[k]!.value);
        f.set(spare[k]!, local.value);
      }),
  };
}

/** A loop with a fixed number of rounds over slices of sequences. */
export function scan(lowering: Lowering, instruction: Instruction): boolean {
  const { body, carries, sequences, length, reverse } = instruction.parameters as {
    readonly body: Inner;
    readonly carries: number;
    readonly sequences: number;
    readonly length: number;
    readonly reverse: boolean;
  };
  const program = lowering.workshop.within(body.program, body.primitives);
  const results = typesOf(body).map(bytesOf);
  const slices = instruction.inputs.slice(carries, carries + sequences).map((register) => {
    const { dtype, shape } = lowering.program.types[register]!;
    return bytesOf({ dtype, shape: shape.slice(1) });
  });
  const scratch = new Scratch();
  const base = scratch.reserve(program.size);
  const rooms = results.slice(0, carries).map((bytes) => [scratch.reserve(bytes), scratch.reserve(bytes)] as const);
  // A pass may write a part of a vector more: where that is not the place of the next slice, it goes somewhere else first.
  const staged = results.slice(carries).map((bytes) => (bytes % 64 === 0 ? undefined : scratch.reserve(bytes)));
  const text = `${length} rounds${reverse ? ' backwards' : ''} of`;
  emit(lowering, instruction, [program], scratch, text, ({ f, inputs, constants, outputs, scratch: own }) => {
    const { current, next, turn } = carried(
      f,
      inputs.slice(0, carries),
      rooms.map(([a, b]) => [shifted(own, a), shifted(own, b)]),
    );
    const moving = (pointers: readonly Local[], sizes: readonly number[]): Local[] =>
      pointers.map((pointer, k) => f.let(shifted(pointer, reverse ? (length - 1) * sizes[k]! : 0)));
    const [read, written] = [
      moving(inputs.slice(carries, carries + sequences), slices),
      moving(outputs.slice(carries), results.slice(carries)),
    ];
    f.times(length, () => {
      f.call(
        program.callee,
        shifted(own, base),
        ...[...current, ...read, ...inputs.slice(carries + sequences), ...constants[0]!, ...next].map(({ value }) => value),
        ...written.map((to, k) => (staged[k] === undefined ? to.value : shifted(own, staged[k]))),
      );
      written.forEach((to, k) => {
        const bytes = results[carries + k]!;
        if (staged[k] !== undefined) copyBytes(f, to.value, shifted(own, staged[k]), i32.const(bytes));
        f.advance(to, reverse ? -bytes : bytes);
      });
      read.forEach((from, k) => f.advance(from, reverse ? -slices[k]! : slices[k]!));
      turn();
    });
    current.forEach((from, k) => copyBytes(f, outputs[k]!.value, from.value, i32.const(results[k]!)));
  });
  return true;
}

/** A loop that goes on while a program says so. */
export function whileLoop(lowering: Lowering, instruction: Instruction): boolean {
  const { test, body, carries } = instruction.parameters as { readonly test: Inner; readonly body: Inner; readonly carries: number };
  const [check, program] = [test, body].map((inner) => lowering.workshop.within(inner.program, inner.primitives)) as [Within, Within];
  const results = typesOf(body).map(bytesOf);
  const { dtype } = typesOf(test)[0]!;
  const scratch = new Scratch();
  const base = scratch.reserve(Math.max(check.size, program.size));
  const verdict = scratch.reserve(16);
  const rooms = results.map((bytes) => [scratch.reserve(bytes), scratch.reserve(bytes)] as const);
  emit(lowering, instruction, [check, program], scratch, 'while', ({ f, inputs, constants, outputs, scratch: own }) => {
    const { current, next, turn } = carried(
      f,
      inputs.slice(0, carries),
      rooms.map(([a, b]) => [shifted(own, a), shifted(own, b)]),
    );
    const given = (k: number): Term[] => [...current, ...inputs.slice(carries), ...constants[k]!].map(({ value }) => value);
    const ask = (): void => f.call(check.callee, shifted(own, base), ...given(0), shifted(own, verdict));
    ask();
    const goes = (): Term => isTrue(dtype, shifted(own, verdict));
    f.when(goes(), () => {
      f.repeat(() => {
        f.call(program.callee, shifted(own, base), ...given(1), ...next.map(({ value }) => value));
        turn();
        ask();
      }, goes);
    });
    current.forEach((from, k) => copyBytes(f, outputs[k]!.value, from.value, i32.const(results[k]!)));
  });
  return true;
}

/** One of two programs. */
export function cond(lowering: Lowering, instruction: Instruction): boolean {
  const { yes, no } = instruction.parameters as { readonly yes: Inner; readonly no: Inner };
  const programs = [yes, no].map((inner) => lowering.workshop.within(inner.program, inner.primitives));
  const { dtype } = lowering.program.types[instruction.inputs[0]!]!;
  const scratch = new Scratch();
  const base = scratch.reserve(Math.max(...programs.map(({ size }) => size)));
  emit(
    lowering,
    instruction,
    programs,
    scratch,
    'one of two:',
    ({ f, inputs: [predicate, ...operands], constants, outputs, scratch: own }) => {
      const [whenTrue, whenFalse] = programs.map(
        ({ callee }, k) =>
          () =>
            f.call(callee, shifted(own, base), ...[...operands, ...constants[k]!, ...outputs].map(({ value }) => value)),
      );
      f.when(isTrue(dtype, predicate!.value), whenTrue!, whenFalse);
    },
  );
  return true;
}

/** A program whose values are not kept. */
export function checkpoint(lowering: Lowering, instruction: Instruction): boolean {
  const { body } = instruction.parameters as { readonly body: Inner };
  const program = lowering.workshop.within(body.program, body.primitives);
  const scratch = new Scratch();
  const base = scratch.reserve(program.size);
  emit(lowering, instruction, [program], scratch, 'a checkpoint of', ({ f, inputs, constants, outputs, scratch: own }) => {
    f.call(program.callee, shifted(own, base), ...[...inputs, ...constants[0]!, ...outputs].map(({ value }) => value));
  });
  return true;
}

/** Whether the number at an address is not zero. */
function isTrue(dtype: DType, address: Term): Term {
  if (dtype === 'bool') return i32.loadByte(address);
  if (!isFloat(dtype)) return i32.load(address);
  const { scalar } = lanesOf(dtype);
  return scalar.ne(scalar.load(address), scalar.const(0));
}
