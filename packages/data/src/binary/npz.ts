import type { NdArray } from '@chainrule/core';
import { crc32 } from './crc32.js';
import { concatenate, refuser, type Refuse } from './element.js';
import { parseNpy, writeNpy } from './npy.js';

/** An entry of a ZIP archive as its central directory describes it. */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * The named arrays in a `.npz` file of NumPy, compressed or not.
 *
 * Sizes and checksums are checked; an entry is unpacked to at most the size it says it has. Throws `input` for an archive that is damaged,
 * encrypted, split, or holds something else than `.npy` files, and for more than 2 GiB in one array.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { readNpz, writeNpz } from '@chainrule/data';
 * const { x } = await readNpz(writeNpz({ x: ndarray([1, 2]) }));
 * x?.toString(); // → '[1, 2]'
 * ```
 */
export async function readNpz(bytes: Uint8Array): Promise<Readonly<Record<string, NdArray>>> {
  const refuse = refuser('readNpz', 'give the bytes of a file written by numpy.savez or numpy.savez_compressed');
  const arrays: [string, NdArray][] = [];
  for (const entry of directory(bytes, refuse)) {
    if (!entry.name.endsWith('.npy')) return refuse(`"${entry.name}" is not a .npy file`);
    const content = await unpack(bytes, entry, refuse);
    if (crc32(content) !== entry.checksum) return refuse(`"${entry.name}" is damaged: its checksum is wrong`);
    arrays.push([entry.name.slice(0, -4), parseNpy(content, (problem, hint) => refuse(`"${entry.name}": ${problem}`, hint))]);
  }
  return Object.fromEntries(arrays);
}

/** The entries of the archive, found from its end. */
function directory(bytes: Uint8Array, refuse: Refuse): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  // A comment of up to 65,535 bytes may stand at the end.
  while (end >= Math.max(0, bytes.length - 65_557) && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return refuse('this is not a .npz file, or its end is cut off');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const decoder = new TextDecoder();
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return refuse('the list of files in the archive is damaged');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    if (at + 46 + nameLength > end) return refuse('the list of files in the archive is damaged');
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if ((view.getUint16(at + 8, true) & 1) === 1) return refuse(`"${name}" is encrypted`);
    const [checksum, packed, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true)) as [number, number, number];
    if (size > 2 ** 31 || packed > 2 ** 31) return refuse(`"${name}" has more than 2 GiB`);
    entries.push({ name, method: view.getUint16(at + 10, true), checksum, packed, size, at: view.getUint32(at + 42, true) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

async function unpack(bytes: Uint8Array, { name, method, packed, size, at }: Entry, refuse: Refuse): Promise<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) return refuse(`"${name}" is not where the archive says`);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > bytes.length) return refuse(`"${name}" is cut off`);
  const content = bytes.subarray(from, from + packed);
  if (method === 0) return packed === size ? content : refuse(`"${name}" has ${packed} bytes and says ${size}`);
  if (method !== 8) return refuse(`"${name}" is packed by method ${method}, which is not known`);
  return inflate(content, size, () => refuse(`"${name}" does not unpack to the ${size} bytes it says it has`));
}

/** The unpacked bytes; stops as soon as there are more than were promised. */
async function inflate(content: Uint8Array, size: number, wrong: () => never): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const source = new Blob([content.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = source.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      parts.push(next.value);
      if (length > size) {
        await reader.cancel();
        break;
      }
    }
  } catch {
    return wrong();
  }
  return length === size ? concatenate(parts) : wrong();
}

/**
 * Named arrays as a `.npz` file, not compressed.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { writeNpz } from '@chainrule/data';
 * writeNpz({ x: ndarray([1]) }).slice(0, 2); // → [80, 75]
 * ```
 */
export function writeNpz(arrays: Readonly<Record<string, NdArray>>): Uint8Array {
  const [files, list]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  for (const [name, array] of Object.entries(arrays)) {
    const [file, content] = [new TextEncoder().encode(`${name}.npy`), writeNpy(array)];
    const about = [20, 0x0800, 0, 0, 0x21];
    const sizes = [crc32(content), content.length, content.length];
    const local = record(0x04034b50, about, sizes, [file.length, 0], []);
    list.push(record(0x02014b50, [20, ...about], sizes, [file.length, 0, 0, 0, 0], [0, at]), file);
    files.push(local, file, content);
    at += local.length + file.length + content.length;
  }
  const count = list.length / 2;
  const size = list.reduce((sum, part) => sum + part.length, 0);
  return concatenate([...files, ...list, record(0x06054b50, [0, 0, count, count], [size, at], [0], [])]);
}

/** A signature, then words of two and four bytes. */
function record(
  signature: number,
  words: readonly number[],
  doubles: readonly number[],
  more: readonly number[],
  last: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(4 + 2 * (words.length + more.length) + 4 * (doubles.length + last.length));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put =
    (width: 2 | 4) =>
    (value: number): void => {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    };
  put(4)(signature);
  words.forEach(put(2));
  doubles.forEach(put(4));
  more.forEach(put(2));
  last.forEach(put(4));
  return bytes;
}
