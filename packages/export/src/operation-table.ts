import type { Instruction, Program } from '@chainrule/program';
import { refuse } from './refusal.js';

/** Why an operation is not written for a target. */
export interface Refusal {
  readonly refused: string;
}
export const refused = (reason: string): Refusal => ({ refused: reason });

const factorisations = [
  'cholesky',
  'cofactors',
  'determinant',
  'logDeterminant',
  'eigh',
  'factorize',
  'qr',
  'solveFactored',
  'svd',
  'triangle',
  'triangularSolve',
] as const;

/** Every operation on factored matrices, refused for one reason. */
export const refusedFactorisations = (reason: string): Readonly<Record<(typeof factorisations)[number], Refusal>> =>
  Object.fromEntries(factorisations.map((name) => [name, refused(reason)])) as Record<(typeof factorisations)[number], Refusal>;

/** What every operation is on a target: how it is written, or why it is not. */
export type OperationTable<E> = Readonly<Record<OperationName, E | Refusal>>;

/** The operations that reach the emitters: what only transforms functions is gone before. */
export type OperationName = (typeof operationNames)[number];
// prettier-ignore
export const operationNames = [
  'addAlong', 'addRows', 'argExtreme', 'argsort', 'broadcast', 'cast', 'cholesky', 'cofactors', 'concatenate', 'convolution',
  'cumulativeProduct', 'cumulativeSum', 'determinant', 'dynamicSlice', 'dynamicUpdateSlice', 'eigh', 'embed', 'extreme', 'factorize',
  'firstEqual', 'foldInKeys', 'formula', 'fourier', 'lastWriter', 'logDeterminant', 'matmul', 'oneHot', 'product', 'qr', 'randomBits',
  'randomNormal', 'recurrence', 'reshape', 'slice', 'solveFactored', 'splitKeys', 'sum', 'svd', 'take', 'takeAlong', 'transpose',
  'triangle', 'triangularSolve', 'while', 'windowArgmax',
] as const;

/** How every instruction is written. Throws `unsupported` for the first that has no counterpart, before anything is written. */
export function emittersFor<E extends object>(target: string, table: OperationTable<E>, program: Program): E[] {
  return program.instructions.map((instruction) => emitterFor(target, table, instruction));
}

function emitterFor<E extends object>(target: string, table: OperationTable<E>, instruction: Instruction): E {
  const entry = Object.hasOwn(table, instruction.operation) ? table[instruction.operation as OperationName] : undefined;
  if (entry === undefined)
    return refuse(target, instruction, 'it is not one of ours', 'a primitive of your own has to be written with ours to travel');
  return 'refused' in entry ? refuse(target, instruction, entry.refused) : entry;
}
