import { kernels, NdArray, type ArrayData, type DType } from '@chainrule/core';
import { writeSafetensors } from '@chainrule/data';
import type { Files } from '../files.js';
import type { Named } from './named.js';
import type { Recording } from './record.js';
import type { Signature } from './signature.js';

/** What a step starts from, is given, and is expected to give, in the element types of its program. */
export function recordedFiles(recording: Recording, signature: Signature, constants: Readonly<Record<string, ArrayData>> = {}): Files {
  return {
    'start.safetensors': writeSafetensors({
      ...typed('parameters', recording.parameters, signature),
      ...typed('state', recording.state, signature),
      ...Object.fromEntries(Object.entries(constants).map(([name, value]) => [`constants.${name}`, new NdArray(value)])),
    }),
    'data.safetensors': writeSafetensors({ ...overSteps('batch', recording, signature), ...overSteps('hyper', recording, signature) }),
    'expected.safetensors': writeSafetensors({
      ...overSteps('loss', recording, signature),
      ...overSteps('gradients', recording, signature),
      ...overSteps('parameters', recording, signature),
    }),
  };
}

/** Parameters under their own names: a `state_dict`. */
export const weightsFile = (parameters: readonly Named[], signature: Signature): Uint8Array =>
  writeSafetensors(
    Object.fromEntries(
      Object.entries(typed('parameters', parameters, signature)).map(([name, value]) => [name.slice('parameters.'.length), value]),
    ),
  );

type Arrays = Record<string, NdArray>;
type Role = 'loss' | 'gradients' | 'parameters' | 'batch' | 'hyper' | 'state';

/** The element types of what a step takes and gives, by role and name. */
function typesOf({ inputs, outputs }: Signature): ReadonlyMap<string, DType> {
  return new Map([...outputs, ...inputs].map(({ role, name, type }) => [fullName(role, name), type.dtype]));
}

/** A loss that is one number has the name of its role alone, and a dot for the name it has not. */
const fullName = (role: string, name: string): string => (role === 'loss' ? 'loss.' : `${role}.${name}`);

function typed(role: Role, values: readonly Named[], signature: Signature): Arrays {
  const types = typesOf(signature);
  return Object.fromEntries(
    values.map(({ name, value }) => [fullName(role, name), new NdArray(kernels.cast(value, types.get(fullName(role, name))!))]),
  );
}

/** What every step was given or gave, one after the other along a first axis. */
function overSteps(role: Role, { steps }: Recording, signature: Signature): Arrays {
  const each = steps.map((step) => typed(role, step[role], signature));
  return Object.fromEntries(Object.keys(each[0]!).map((name) => [name, stacked(each.map((arrays) => arrays[name]!))]));
}

function stacked(arrays: readonly ArrayData[]): NdArray {
  const [{ dtype, shape, data }] = arrays as [ArrayData];
  const all = new (data.constructor as new (size: number) => typeof data)(data.length * arrays.length);
  arrays.forEach((array, i) => {
    all.set(array.data, i * data.length);
  });
  return new NdArray({ dtype, shape: [arrays.length, ...shape], data: all });
}
