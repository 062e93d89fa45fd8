import type { DType, NdArray } from '@chainrule/core';
import { concatenate, decode, encode, refuser, type ElementName } from './element.js';

const kinds: Readonly<Record<number, ElementName>> = { 0x08: 'u8', 0x09: 'i8', 0x0b: 'i16', 0x0c: 'i32', 0x0d: 'f32', 0x0e: 'f64' };
const codes: Readonly<Record<DType, number | undefined>> = { bool: 0x08, int32: 0x0c, float32: 0x0d, float64: 0x0e, uint32: undefined };

/**
 * The array in an IDX file, the format of MNIST: a big-endian header with the kind of number and the sizes, then the numbers.
 *
 * Bytes and 16-bit integers become int32. Throws `input` for a file that is cut off, longer than its header says, or no IDX file.
 * LeCun, Cortes and Burges, The MNIST database of handwritten digits.
 *
 * @example
 * ```ts
 * import { readIdx } from '@chainrule/data';
 * readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 10, 20, 30)).toString(); // → '[10, 20, 30]'
 * ```
 */
export function readIdx(bytes: Uint8Array): NdArray {
  const refuse = refuser(
    'readIdx',
    'an IDX file begins with two zeros, the kind of number and how many sizes follow; unpack .gz files first',
  );
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) return refuse('this is not an IDX file');
  const kind = kinds[bytes[2]!];
  if (kind === undefined) return refuse(`there is no kind of number ${bytes[2]!}`);
  const header = 4 + 4 * bytes[3]!;
  if (bytes.length < header) return refuse(`the header takes ${header} bytes, and there are ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: bytes[3]! }, (_, i) => view.getUint32(4 + 4 * i));
  return decode(kind, bytes.subarray(header), shape, false, refuse);
}

/**
 * An array as an IDX file. Truth values become bytes; uint32 is not in the format and is refused.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { readIdx, writeIdx } from '@chainrule/data';
 * readIdx(writeIdx(ndarray([[1.5], [2]]))).toString(); // → '[[1.5],\n [2]]'
 * ```
 */
export function writeIdx(array: NdArray): Uint8Array {
  const refuse = refuser('writeIdx', 'cast it to int32 or float64 first');
  const code = codes[array.dtype];
  if (code === undefined) return refuse(`IDX files cannot hold ${array.dtype}`);
  if (array.shape.length > 255) return refuse('IDX files have at most 255 axes');
  const header = new Uint8Array(4 + 4 * array.shape.length);
  header.set([0, 0, code, array.shape.length]);
  array.shape.forEach((size, i) => new DataView(header.buffer).setUint32(4 + 4 * i, size));
  const body = encode(array);
  const width = array.data.BYTES_PER_ELEMENT;
  for (let at = 0; at < body.length; at += width) body.subarray(at, at + width).reverse();
  return concatenate([header, body]);
}
