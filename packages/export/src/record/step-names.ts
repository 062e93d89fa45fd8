import type { Program } from '@chainrule/program';
import type { Recording } from './record.js';
import { signatureOf } from './signature.js';

/**
 * What the inputs and outputs of a training step's program are called: `parameters.w` goes in, `new_parameters.w` comes out.
 *
 * Throws `shape` when program and recording do not belong together.
 */
export function stepNames(
  program: Program,
  recording: Recording,
): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } {
  const { inputs, outputs } = signatureOf(program, recording);
  const named = (role: string, name: string): string => (name === '' ? role : `${role}.${name}`);
  const isNew = (role: string): boolean => role === 'parameters' || role === 'state';
  return {
    inputs: inputs.map(({ role, name }) => named(role, name)),
    outputs: outputs.map(({ role, name }) => named(isNew(role) ? `new_${role}` : role, role === 'loss' && name === 'loss' ? '' : name)),
  };
}
