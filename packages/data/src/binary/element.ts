import { allocate, ChainruleError, ndarray, sizeOf, type DType, type NdArray } from '@chainrule/core';

/** How numbers of a kind lie in a file, and what they become in memory. */
export interface Element {
  readonly bytes: number;
  /** The element type of the array: the smallest of ours that holds every number of the kind. */
  readonly dtype: DType;
  readonly read: (view: DataView, at: number, littleEndian: boolean) => number;
}

const half = (bits: number): number => {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? fraction === 0
          ? Infinity
          : NaN
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits >> 15 === 0 ? size : -size;
};
const brain = (bits: number): number => new Float32Array(Uint32Array.of(bits << 16).buffer)[0]!;

/** Kinds of numbers by their width: u8 is an unsigned byte. 64-bit integers become float64, which must hold them exactly. */
export const elements = {
  bool: { bytes: 1, dtype: 'bool', read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  u8: { bytes: 1, dtype: 'int32', read: (view, at) => view.getUint8(at) },
  i8: { bytes: 1, dtype: 'int32', read: (view, at) => view.getInt8(at) },
  u16: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getUint16(at, little) },
  i16: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getInt16(at, little) },
  u32: { bytes: 4, dtype: 'uint32', read: (view, at, little) => view.getUint32(at, little) },
  i32: { bytes: 4, dtype: 'int32', read: (view, at, little) => view.getInt32(at, little) },
  u64: { bytes: 8, dtype: 'float64', read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  i64: { bytes: 8, dtype: 'float64', read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  f16: { bytes: 2, dtype: 'float32', read: (view, at, little) => half(view.getUint16(at, little)) },
  bf16: { bytes: 2, dtype: 'float32', read: (view, at, little) => brain(view.getUint16(at, little)) },
  f32: { bytes: 4, dtype: 'float32', read: (view, at, little) => view.getFloat32(at, little) },
  f64: { bytes: 8, dtype: 'float64', read: (view, at, little) => view.getFloat64(at, little) },
} as const satisfies Readonly<Record<string, Element>>;

export type ElementName = keyof typeof elements;

/** Throws `input` for a file that is not what it should be. */
export type Refuse = (problem: string, hint?: string) => never;

export const refuser =
  (operation: string, hint: string): Refuse =>
  (problem, other = hint) => {
    throw new ChainruleError('input', problem, { operation, hint: other });
  };

/** How many numbers a shape holds. Refuses sizes that are no counts, and more than a file can hold, before anything is allocated. */
export function checkedCount(shape: readonly unknown[], refuse: Refuse): number {
  const odd = shape.find((size) => !Number.isSafeInteger(size) || (size as number) < 0);
  if (odd !== undefined) return refuse(`${JSON.stringify(odd)} is not a size`);
  const count = sizeOf(shape as number[]);
  if (!Number.isSafeInteger(count)) return refuse(`shape [${shape.join(', ')}] has too many numbers`);
  return count;
}

/** The array in these bytes, which must be exactly its size. */
export function decode(name: ElementName, bytes: Uint8Array, shape: readonly unknown[], littleEndian: boolean, refuse: Refuse): NdArray {
  const element: Element = elements[name];
  const count = checkedCount(shape, refuse);
  if (count * element.bytes !== bytes.length)
    return refuse(`shape [${shape.join(', ')}] takes ${count * element.bytes} bytes, and there are ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = allocate(element.dtype, count);
  for (let i = 0; i < count; i++) {
    const value = element.read(view, i * element.bytes, littleEndian);
    if (name.endsWith('64') && name !== 'f64' && !Number.isSafeInteger(value))
      return refuse(`the integer ${value} is too large to be exact`);
    numbers[i] = value;
  }
  return ndarray(numbers, { shape: shape as number[] });
}

/** The numbers of an array as little-endian bytes; truth values are bytes. */
export function encode(array: NdArray): Uint8Array {
  const { data, dtype } = array;
  const width = data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(data.length * width);
  const view = new DataView(bytes.buffer);
  const write: Readonly<Record<DType, (at: number, value: number) => void>> = {
    float32: (at, value) => view.setFloat32(at, value, true),
    float64: (at, value) => view.setFloat64(at, value, true),
    int32: (at, value) => view.setInt32(at, value, true),
    uint32: (at, value) => view.setUint32(at, value, true),
    bool: (at, value) => view.setUint8(at, value),
  };
  for (let i = 0; i < data.length; i++) write[dtype](i * width, data[i]!);
  return bytes;
}

/** Byte strings one after the other. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
