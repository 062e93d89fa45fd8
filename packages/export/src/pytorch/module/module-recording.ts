import { ChainruleError } from '@chainrule/core';
import type { Named } from '../../record/named.js';
import type { Recording } from '../../record/record.js';
import type { Signature, Slot } from '../../record/signature.js';

/** Where a step keeps the state of its layers. */
const prefix = 'model.';

/**
 * A recorded step as a module of PyTorch sees it: the layers' state, which a step keeps under `model`, are buffers with the names of
 * their layers, beside the parameters; there is no other state.
 *
 * Throws `argument` when a layer's running statistics are not there.
 */
export function asModule(
  recording: Recording,
  signature: Signature,
  normalized: readonly string[],
): { readonly recording: Recording; readonly signature: Signature } {
  const buffers = (state: readonly Named[]): Named[] =>
    state.flatMap(({ name, value }) => (name.startsWith(prefix) ? [{ name: name.slice(prefix.length), value }] : []));
  const found = new Set(buffers(recording.state).map(({ name }) => name));
  const missing = normalized.map((path) => (path === '' ? 'running_mean' : `${path}.running_mean`)).find((name) => !found.has(name));
  if (missing !== undefined)
    throw new ChainruleError('argument', `the state has no "${prefix}${missing}"`, {
      operation: 'toPyTorch',
      hint: "keep the layers' state under `model`: state: { model, optimizer }",
    });
  const slot = <R extends string>(of: Slot<R>): Slot<R | 'parameters'> =>
    of.role === 'state' && of.name.startsWith(prefix) ? { ...of, role: 'parameters', name: of.name.slice(prefix.length) } : of;
  return {
    recording: {
      ...recording,
      parameters: [...recording.parameters, ...buffers(recording.state)],
      state: [],
      steps: recording.steps.map((step) => ({ ...step, parameters: [...step.parameters, ...buffers(step.state)], state: [], hyper: [] })),
    },
    signature: { ...signature, inputs: signature.inputs.map(slot), outputs: signature.outputs.map(slot) },
  };
}
