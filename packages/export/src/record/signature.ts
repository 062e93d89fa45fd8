import { ChainruleError, shapeText } from '@chainrule/core';
import type { Program, Register, Type } from '@chainrule/program';
import type { Named } from './named.js';
import type { Recording, ResultRole } from './record.js';

export type ArgumentRole = 'parameters' | 'state' | 'batch' | 'hyper';

/** A value that goes into a program or comes out of it, by its name. */
export interface Slot<Role> {
  readonly role: Role;
  readonly name: string;
  readonly register: Register;
  readonly type: Type;
}

/** What the inputs and outputs of a traced step are called. */
export interface Signature {
  readonly inputs: readonly Slot<ArgumentRole>[];
  readonly outputs: readonly Slot<ResultRole>[];
  /** How many examples are in a batch: in all of it, over all processes. */
  readonly batchSize: number;
}

/** Names for the inputs and outputs of a step's program. Throws `shape` when the recording is of another step. */
export function signatureOf(program: Program, recording: Recording): Signature {
  const [first] = recording.steps as [Recording['steps'][number]];
  const inputs = slots(program, program.inputs, [
    ['parameters', recording.parameters],
    ['state', recording.state],
    ['batch', first.batch],
    ['hyper', first.hyper],
  ] as const);
  const outputs = slots(
    program,
    program.outputs,
    recording.order.map((role) => [role, first[role]] as const),
  );
  return { inputs, outputs, batchSize: batchSizeOf(inputs) };
}

/** How far another engine's numbers may be from ours: float32 is the reason for the larger bound. */
export function toleranceOf({ inputs, outputs }: Signature): number {
  return [...inputs, ...outputs].some(({ type }) => type.dtype === 'float32') ? 1e-5 : 1e-12;
}

function slots<Role>(
  program: Program,
  registers: readonly Register[],
  groups: readonly (readonly [Role, readonly Named[]])[],
): Slot<Role>[] {
  const named = groups.flatMap(([role, leaves]) => leaves.map((leaf) => ({ role, ...leaf })));
  if (named.length !== registers.length) misfit(`the program takes or gives ${registers.length} arrays, the recording has ${named.length}`);
  return named.map(({ role, name, value }, i) => {
    const type = program.types[registers[i]!]!;
    // The element type of plain numbers is the program's choice.
    if (shapeText(type.shape) !== shapeText(value.shape))
      misfit(`"${name}" is ${shapeText(type.shape)} in the program and ${shapeText(value.shape)} in the recording`);
    return { role, name, register: registers[i]!, type };
  });
}

function misfit(problem: string): never {
  throw new ChainruleError('shape', problem, {
    operation: 'export',
    hint: 'trace the function that was recorded, with arguments of the same shapes: trace(step, parameters, state, batch, hyper)',
  });
}

function batchSizeOf(inputs: readonly Slot<ArgumentRole>[]): number {
  const batch = inputs.filter(({ role }) => role === 'batch');
  const sizes = new Set(batch.map(({ type }) => type.shape[0]));
  const [size] = sizes;
  if (sizes.size > 1 || (batch.length > 0 && size === undefined))
    throw new ChainruleError('shape', `the arrays of a batch have ${[...sizes].join(' and ')} examples`, {
      operation: 'export',
      hint: 'every array of a batch has the examples along its first axis; what is no example belongs into the parameters or the state',
    });
  return size ?? 1;
}
