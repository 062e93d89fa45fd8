import type { DType, NdArray } from '@chainrule/core';
import { checkedCount, concatenate, decode, elements, encode, refuser, type ElementName, type Refuse } from './element.js';

/** Named arrays, and words about them. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, NdArray>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const kinds: Readonly<Record<string, ElementName>> = {
  BOOL: 'bool',
  U8: 'u8',
  I8: 'i8',
  U16: 'u16',
  I16: 'i16',
  U32: 'u32',
  I32: 'i32',
  U64: 'u64',
  I64: 'i64',
  F16: 'f16',
  BF16: 'bf16',
  F32: 'f32',
  F64: 'f64',
};
const codes: Readonly<Record<DType, string>> = { bool: 'BOOL', int32: 'I32', uint32: 'U32', float32: 'F32', float64: 'F64' };

const longestHeader = 100_000_000;

interface Entry {
  readonly name: string;
  readonly kind: ElementName;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * The named arrays in a safetensors file.
 *
 * All of the header is checked before anything is read by it: its length, every offset and size, and that the arrays lie one after the
 * other without gaps or overlaps, to the end of the file. 16-bit floats become float32, 64-bit integers float64.
 * Throws `input` for a file that breaks any of these rules. https://github.com/huggingface/safetensors
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { readSafetensors, writeSafetensors } from '@chainrule/data';
 * const bytes = writeSafetensors({ 'layers.0.weight': ndarray([[1, 2]]) }, { made: 'by hand' });
 * const { tensors, metadata } = readSafetensors(bytes);
 * tensors['layers.0.weight']?.toString(); // → '[[1, 2]]'
 * metadata; // → { made: 'by hand' }
 * ```
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const refuse = refuser('readSafetensors', 'the file is damaged, or no safetensors file');
  if (bytes.length < 8) return refuse(`${bytes.length} bytes are too few for the length of a header`);
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true);
  if (length > BigInt(longestHeader)) return refuse(`a header of ${length} bytes is longer than the ${longestHeader} that are allowed`);
  const start = 8 + Number(length);
  if (start > bytes.length) return refuse(`the header takes ${length} bytes, and there are ${bytes.length - 8}`);
  const { entries, metadata } = parseHeader(bytes.subarray(8, start), refuse);
  checkLayout(entries, bytes.length - start, refuse);
  const read = ({ name, kind, shape, begin, end }: Entry): [string, NdArray] => [
    name,
    decode(kind, bytes.subarray(start + begin, start + end), shape, true, refuse),
  ];
  return { tensors: Object.fromEntries(entries.map(read)), metadata };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseHeader(bytes: Uint8Array, refuse: Refuse): { entries: Entry[]; metadata: Readonly<Record<string, string>> } {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('the header is not JSON in UTF-8');
  }
  if (!isRecord(header)) return refuse('the header is not an object');
  const { __metadata__: metadata = {}, ...described } = header;
  if (!isRecord(metadata) || !Object.values(metadata).every((text) => typeof text === 'string'))
    return refuse('the metadata are not texts by name');
  const entries = Object.entries(described).map(([name, entry]): Entry => {
    if (!isRecord(entry)) return refuse(`"${name}" is not described`);
    const { dtype, shape, data_offsets: offsets } = entry;
    const kind =
      typeof dtype === 'string' && Object.hasOwn(kinds, dtype)
        ? kinds[dtype]!
        : refuse(`"${name}" is of the kind ${JSON.stringify(dtype)}, which is not read`);
    if (!Array.isArray(shape)) return refuse(`"${name}" has no shape`);
    if (!Array.isArray(offsets) || offsets.length !== 2) return refuse(`"${name}" has no place in the file`);
    const [begin, end] = offsets.map((at: unknown) =>
      Number.isSafeInteger(at) && (at as number) >= 0 ? (at as number) : refuse(`"${name}" lies at ${JSON.stringify(at)}`),
    ) as [number, number];
    const size = checkedCount(shape, refuse) * elements[kind].bytes;
    if (end - begin !== size)
      return refuse(`"${name}" of shape [${shape.join(', ')}] takes ${size} bytes, and its place has ${end - begin}`);
    return { name, kind, shape: shape as number[], begin, end };
  });
  return { entries, metadata: metadata as Readonly<Record<string, string>> };
}

function checkLayout(entries: readonly Entry[], size: number, refuse: Refuse): void {
  let at = 0;
  let before = 'the header';
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < at) refuse(`"${name}" overlaps ${before}`);
    if (begin > at) refuse(`there are ${begin - at} bytes between ${before} and "${name}" that belong to nothing`);
    [at, before] = [end, `"${name}"`];
  }
  if (at > size) refuse(`the file is cut off: the arrays take ${at} bytes, and there are ${size}`);
  if (at < size) refuse(`${size - at} bytes at the end belong to nothing`);
}

/**
 * Named arrays as a safetensors file, which PyTorch, JAX and others read.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { writeSafetensors } from '@chainrule/data';
 * writeSafetensors({ w: ndarray([1, 2, 3]) }).length % 8; // → 0
 * ```
 */
export function writeSafetensors(tensors: Readonly<Record<string, NdArray>>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const refuse = refuser('writeSafetensors', 'choose another name');
  if (Object.hasOwn(tensors, '__metadata__')) return refuse('an array cannot be named "__metadata__"');
  // The widest first, so that every array begins at a multiple of its numbers' width.
  const entries = Object.entries(tensors).sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  let at = 0;
  const described = entries.map(([name, { dtype, shape, data }]) => {
    const begin = at;
    at += data.byteLength;
    return [name, { dtype: codes[dtype], shape, data_offsets: [begin, at] }] as const;
  });
  const text = JSON.stringify(
    Object.fromEntries([...(Object.keys(metadata).length > 0 ? [['__metadata__', metadata] as const] : []), ...described]),
  );
  const plain = new TextEncoder().encode(text);
  const header = new Uint8Array(Math.ceil(plain.length / 8) * 8).fill(0x20);
  header.set(plain);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  return concatenate([length, header, ...entries.map(([, array]) => encode(array))]);
}
