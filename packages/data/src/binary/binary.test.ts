import { readFileSync } from 'node:fs';
import { dtypes, isChainruleError, ndarray, type DType, type NdArray } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIdx, writeIdx } from './idx.js';
import { readNpy, writeNpy } from './npy.js';
import { readNpz, writeNpz } from './npz.js';
import { readSafetensors, writeSafetensors } from './safetensors.js';

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
interface Described {
  readonly shape: readonly number[];
  readonly numbers: readonly (number | string)[];
}
const recorded = JSON.parse(readFileSync(new URL('../../../../tooling/reference/formats/files.json', import.meta.url), 'utf8')) as {
  readonly npy: Readonly<Record<string, Described & { readonly bytes: string }>>;
  readonly npz: string;
  readonly npzCompressed: string;
  readonly safetensors: { readonly bytes: string; readonly tensors: Readonly<Record<string, Described>> };
};
const named: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const expectArray = (given: NdArray, { shape, numbers }: Described): void => {
  expect(given.shape).toEqual(shape);
  expect([...given.data]).toEqual(numbers.map((x) => (typeof x === 'string' ? named[x] : given.dtype === 'float32' ? Math.fround(x) : x)));
};

describe('files that NumPy and safetensors wrote', () => {
  test.each(Object.entries(recorded.npy))('.npy of %s', (_, file) => {
    expectArray(readNpy(bytesOf(file.bytes)), file);
  });
  test.each(['npz', 'npzCompressed'] as const)('.%s', async (kind) => {
    const { x, y } = await readNpz(bytesOf(recorded[kind]));
    expectArray(x!, { shape: [2, 3], numbers: [0, 1, 2, 3, 4, 5] });
    expectArray(y!, { shape: [2], numbers: [1.5, -2] });
  });
  test('safetensors', () => {
    const { tensors, metadata } = readSafetensors(bytesOf(recorded.safetensors.bytes));
    expect(metadata).toEqual({ format: 'np' });
    expect(Object.keys(tensors).sort()).toEqual(Object.keys(recorded.safetensors.tensors).sort());
    for (const [name, described] of Object.entries(recorded.safetensors.tensors)) expectArray(tensors[name]!, described);
  });
});

const arrays = (kinds: readonly DType[]) =>
  fc.tuple(fc.constantFrom(...kinds), fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })).chain(([dtype, shape]) => {
    const count = shape.reduce((a, b) => a * b, 1);
    return fc
      .array(dtype.startsWith('float') ? fc.double() : fc.integer({ min: 0, max: 1 }), { minLength: count, maxLength: count })
      .map((numbers) => ndarray(Float64Array.from(numbers), { shape }).cast(dtype));
  });
const same = (a: NdArray, b: NdArray): void => {
  expect(a.shape).toEqual(b.shape);
  expect(a.data.length).toBe(b.data.length);
  a.data.forEach((x, i) => expect(Object.is(x, b.data[i])).toBe(true));
};

test('what is written is read', async () => {
  await fc.assert(
    fc.asyncProperty(arrays(dtypes), fc.string(), async (array, name) => {
      same(readNpy(writeNpy(array)), array);
      if (array.dtype !== 'uint32') same(readIdx(writeIdx(array)), array);
      fc.pre(name !== '__metadata__');
      const read = readSafetensors(writeSafetensors({ [name]: array, [`${name}2`]: array }, { about: name }));
      expect(Object.keys(read.tensors).length).toBe(2);
      same(Object.entries(read.tensors).find(([key]) => key === name)![1], array);
      expect(read.metadata).toEqual({ about: name });
      const archive = await readNpz(writeNpz({ a: array, b: array }));
      same(archive['a']!, array);
      same(archive['b']!, array);
    }),
    { numRuns: 60 },
  );
});

const three = ndarray([
  [1, 2],
  [3, 4],
]).cast('float32');
const files: Readonly<Record<string, { readonly bytes: Uint8Array; readonly read: (bytes: Uint8Array) => unknown }>> = {
  idx: { bytes: writeIdx(three), read: readIdx },
  npy: { bytes: writeNpy(three), read: readNpy },
  npz: { bytes: writeNpz({ three }), read: readNpz },
  npzCompressed: { bytes: bytesOf(recorded.npzCompressed), read: readNpz },
  safetensors: { bytes: writeSafetensors({ three, more: three }), read: readSafetensors },
};

describe.each(Object.entries(files))('a damaged %s', (name, { bytes, read }) => {
  const attempt = async (damaged: Uint8Array): Promise<unknown> => {
    try {
      return await read(damaged);
    } catch (error) {
      if (!isChainruleError(error)) throw error;
      expect(error.code).toBe('input');
      return undefined;
    }
  };
  test('cut off anywhere is refused', async () => {
    for (let length = 0; length < bytes.length; length++)
      await expect(Promise.resolve().then(() => read(bytes.slice(0, length)))).rejects.toMatchObject({ code: 'input' });
  });
  if (!name.startsWith('npz'))
    test('with a byte too many is refused', () => {
      expect(() => read(Uint8Array.of(...bytes, 0))).toThrow(/there are \d+|belong to nothing/);
    });
  test('with bytes changed is read or refused, and nothing else happens', async () => {
    const change = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = bytes.slice();
        changes.forEach(([at, value]) => (damaged[at] = value));
        await attempt(damaged);
      }),
      { numRuns: 400 },
    );
  });
  test('of random bytes is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (random) => {
        await attempt(random);
      }),
    );
  });
});

describe('hostile headers of safetensors', () => {
  const file = (header: unknown, body = 0, length?: bigint): Uint8Array => {
    const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
    const bytes = new Uint8Array(8 + text.length + body);
    new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
    bytes.set(text, 8);
    return bytes;
  };
  const entry = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({ dtype, shape, data_offsets: offsets });
  test.each([
    ['a header of 2⁶³ bytes', file({}, 0, 2n ** 63n), 'longer than'],
    ['a header longer than the file', file({}, 0, 1000n), 'the header takes 1000 bytes, and there are 2'],
    ['no JSON', file('{"a":'), 'not JSON'],
    ['a list', file([]), 'not an object'],
    ['a size of 2⁵³', file({ a: entry([2 ** 53], [0, 4]) }, 4), '9007199254740992 is not a size'],
    ['sizes that multiply beyond reason', file({ a: entry([2 ** 50, 2 ** 50], [0, 4]) }, 4), 'too many numbers'],
    ['a huge array in a small file', file({ a: entry([10 ** 12], [0, 4 * 10 ** 12]) }, 4), 'the file is cut off'],
    ['a negative size', file({ a: entry([-1], [0, 4]) }, 4), '-1 is not a size'],
    ['half a size', file({ a: entry([0.5], [0, 2]) }, 2), '0.5 is not a size'],
    ['offsets that go back', file({ a: entry([1], [4, 0]) }, 4), 'its place has -4'],
    ['a negative offset', file({ a: entry([1], [-4, 0]) }, 4), '"a" lies at -4'],
    ['overlaps', file({ a: entry([1], [0, 4]), b: entry([1], [2, 6]) }, 6), '"b" overlaps "a"'],
    ['the same place twice', file({ a: entry([1], [0, 4]), b: entry([1], [0, 4]) }, 4), 'overlaps'],
    ['a gap', file({ a: entry([1], [0, 4]), b: entry([1], [8, 12]) }, 12), '4 bytes between "a" and "b"'],
    ['bytes at the end', file({ a: entry([1], [0, 4]) }, 5), '1 bytes at the end'],
    ['a kind of number nobody knows', file({ a: entry([1], [0, 4], 'F4') }, 4), '"F4", which is not read'],
    ['a kind that every object has', file({ a: entry([1], [0, 4], 'constructor') }, 4), 'which is not read'],
    ['metadata that are no texts', file({ __metadata__: { a: 1 } }), 'metadata'],
  ])('%s', (_, bytes, says) => {
    expect(() => readSafetensors(bytes)).toThrow(says);
  });
  test('a name like those of objects is a name', () => {
    const { tensors } = readSafetensors(file('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4));
    expect(Object.keys(tensors)).toEqual(['__proto__']);
    expect(({} as { shape?: unknown }).shape).toBeUndefined();
  });
});

test('an archive that unpacks to more than it says is refused', async () => {
  const bomb = bytesOf(recorded.npzCompressed);
  const view = new DataView(bomb.buffer);
  const directory = view.getUint32(bomb.length - 6, true);
  view.setUint32(directory + 24, view.getUint32(directory + 24, true) - 8, true);
  await expect(readNpz(bomb)).rejects.toThrow(/does not unpack to the \d+ bytes/);
});

test('integers that float64 cannot hold are refused, not rounded', () => {
  const bytes = writeNpy(ndarray([1]));
  const text = String.fromCharCode(...bytes).replace('<f8', '<i8');
  const large = Uint8Array.from(text, (c) => c.charCodeAt(0));
  new DataView(large.buffer).setBigInt64(large.length - 8, 2n ** 60n + 1n, true);
  expect(() => readNpy(large)).toThrow('too large to be exact');
});
