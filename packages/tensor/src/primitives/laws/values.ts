import { isFloat, kernels, sizeOf } from '@chainrule/core';
import { sameType, typeText } from '@chainrule/program';
import { drawn, valueOf } from './application.js';
import { claim, requireClose } from './claim.js';
import type { Law } from './law.js';
import { Draw } from './sample.js';

export const typed: Law = {
  name: 'the value has the type that the rule says, and leaves its inputs alone',
  check: (primitive, sample) => {
    const inputs = drawn(sample, 1);
    const before = inputs.map(({ data }) => data.slice());
    const types = primitive.types(inputs, sample.parameters);
    const values = primitive.value(inputs, sample.parameters, types);
    claim(values.length === types.length, () => `${values.length} values for ${types.length} types`);
    values.forEach((value, k) => {
      claim(sameType(value, types[k]!), () => `${typeText(value)} where the rule says ${typeText(types[k]!)}`);
      claim(value.data.length === sizeOf(value.shape), () => `${value.data.length} numbers for ${typeText(value)}`);
      requireClose({ ...value, data: value.data }, kernels.cast({ ...value, dtype: value.dtype }, value.dtype), 0, 'value');
    });
    inputs.forEach(({ data }, i) =>
      claim(
        data.every((x, k) => Object.is(x, before[i]![k])),
        () => `input ${i} was changed`,
      ),
    );
  },
};

export const plain: Law = {
  name: 'the parameters are plain data',
  check: (_, { parameters }) => {
    claim(isPlain(parameters), () => 'the parameters cannot be written down');
  },
};

export const single: Law = {
  name: 'float32 in gives float32 out, near the float64 value',
  check: (primitive, sample) => {
    const inputs = drawn(sample, 1);
    if (!inputs.some(({ dtype }) => dtype === 'float64')) return;
    const single = sample.inputs(new Draw(1)).map((x) => (x.dtype === 'float64' ? kernels.cast(x, 'float32') : x));
    const completed = sample.complete?.(single) ?? single;
    const [exact, rounded] = [valueOf(primitive, inputs, sample.parameters), valueOf(primitive, completed, sample.parameters)];
    const chosen = (sample.parameters as { readonly dtype?: unknown } | undefined)?.dtype;
    exact.forEach((value, k) => {
      const expected = isFloat(value.dtype) && chosen === undefined ? 'float32' : value.dtype;
      requireClose(rounded[k]!, kernels.cast(value, expected), 2e-5, `result ${k}`);
    });
  },
};

/** Numbers, texts, truth values, formulas, and lists and objects of them. */
function isPlain(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object') return false;
  return value.constructor.name === 'Expr' || (Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain));
}
