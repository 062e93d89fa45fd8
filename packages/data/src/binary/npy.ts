import type { DType, NdArray } from '@chainrule/core';
import { concatenate, decode, encode, refuser, type ElementName, type Refuse } from './element.js';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const kinds: Readonly<Record<string, ElementName>> = {
  b1: 'bool',
  u1: 'u8',
  i1: 'i8',
  u2: 'u16',
  i2: 'i16',
  u4: 'u32',
  i4: 'i32',
  u8: 'u64',
  i8: 'i64',
  f2: 'f16',
  f4: 'f32',
  f8: 'f64',
};
const codes: Readonly<Record<DType, string>> = { bool: '|b1', int32: '<i4', uint32: '<u4', float32: '<f4', float64: '<f8' };

/**
 * The array in a `.npy` file of NumPy, versions 1 to 3, in either byte order and either order of axes.
 *
 * Small integers become int32, 64-bit ones float64 (those that float64 cannot hold are refused), float16 becomes float32.
 * Throws `input` for a file that is cut off, a header that is not NumPy's, and kinds of objects other than numbers.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { readNpy, writeNpy } from '@chainrule/data';
 * readNpy(writeNpy(ndarray([[1, 2], [3, 4]]))).toString(); // → '[[1, 2],\n [3, 4]]'
 * ```
 */
export function readNpy(bytes: Uint8Array): NdArray {
  return parseNpy(bytes, refuser('readNpy', 'give the bytes of a file written by numpy.save'));
}

export function parseNpy(bytes: Uint8Array, refuse: Refuse): NdArray {
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte)) return refuse('this is not a .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6]!;
  if (version < 1 || version > 3) return refuse(`version ${version} of the format is not known`);
  if (version > 1 && bytes.length < 12) return refuse('the file is cut off in its header');
  const from = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (from + length > bytes.length) return refuse(`the header takes ${length} bytes, and there are ${bytes.length - from}`);
  if (length > 65_536) return refuse(`a header of ${length} bytes is not one of an array of numbers`);
  const header = new TextDecoder().decode(bytes.subarray(from, from + length));
  const descriptor = /'descr'\s*:\s*'([<>|=])([a-zA-Z]\d{1,2})'/.exec(header);
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(header);
  const sizes = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(header);
  if (!descriptor || !fortran || !sizes) return refuse(`the header "${header.trim().slice(0, 80)}" does not describe an array of numbers`);
  const kind = kinds[descriptor[2]!];
  if (kind === undefined) return refuse(`numbers of the kind "${descriptor[2]!}" are not read`);
  const shape = sizes[1]!.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const columns = fortran[1] === 'True';
  const array = decode(kind, bytes.subarray(from + length), columns ? [...shape].reverse() : shape, descriptor[1] !== '>', refuse);
  return columns ? array.transpose() : array;
}

/**
 * An array as a `.npy` file, version 1, little-endian.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { writeNpy } from '@chainrule/data';
 * writeNpy(ndarray([1, 2])).length; // → 144
 * ```
 */
export function writeNpy(array: NdArray): Uint8Array<ArrayBuffer> {
  const { dtype, shape } = array;
  const text = `{'descr': '${codes[dtype]}', 'fortran_order': False, 'shape': (${shape.map((size) => `${size},`).join(' ')}), }`;
  // Numbers begin at a multiple of 64 bytes.
  const padded = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  const header = new TextEncoder().encode(padded);
  return concatenate([Uint8Array.of(...magic, 1, 0, header.length & 255, header.length >> 8), header, encode(array)]);
}
