import { constants, gunzipSync } from 'node:zlib';
import { ChainruleError, didYouMean, type NdArray } from '@chainrule/core';
import { readIdx, readNpy, readNpz } from '@chainrule/data';
import { bytesOf } from '../output/read-file.js';

const operation = 'data';
/** What a packed file may unpack to. */
const most = 2 ** 31;

/** The array in a file: NumPy's by its first byte, else IDX, packed by gzip or not. Throws `input` for anything else. */
export async function readArray(path: string): Promise<NdArray> {
  const bytes = unpacked(await bytesOf(path, { operation }), path);
  return naming(path, () => (bytes[0] === 0x93 ? readNpy(bytes) : readIdx(bytes)));
}

/** Two arrays of a .npz file by their names. */
export async function readArrays<K extends string>(
  path: string,
  names: Readonly<Record<K, string>>,
): Promise<Readonly<Record<K, NdArray>>> {
  const bytes = await bytesOf(path, { operation });
  const arrays = await naming(path, () => readNpz(bytes));
  const found = (name: string): NdArray => {
    if (Object.hasOwn(arrays, name)) return arrays[name]!;
    const known = Object.keys(arrays);
    throw new ChainruleError('input', `${path} has no array "${name}"${didYouMean(name, known)}`, {
      operation,
      hint: `it has ${known.join(', ') || 'none'}`,
    });
  };
  return Object.fromEntries(Object.entries<string>(names).map(([key, name]) => [key, found(name)])) as Record<K, NdArray>;
}

function unpacked(bytes: Uint8Array, path: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostIn(gunzipSync(bytes.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH })) });
  } catch (cause) {
    throw new ChainruleError('input', `${path} does not unpack: it is damaged, or holds more than it says or than 2 GiB`, {
      operation,
      cause,
    });
  }
}

/** The most bytes that what begins so may have: an IDX file says how many numbers it holds, so that a thousandfold packed one is not unpacked in vain. */
function mostIn(head: Uint8Array): number {
  if (head[0] === 0x93) return most;
  const sizes = Array.from({ length: head[3] ?? 0 }, (_, i) => new DataView(head.buffer, head.byteOffset).getUint32(4 + 4 * i));
  const bytes = 4 + 4 * sizes.length + 8 * sizes.reduce((a, b) => a * b, 1);
  if (bytes > 8 * most) throw new RangeError('larger than what can be held');
  return Math.min(most, bytes);
}

/** Errors of the bytes name the file, too. */
function naming<T>(path: string, read: () => T): T {
  const named = (error: unknown): never => {
    if (!(error instanceof ChainruleError)) throw error;
    throw new ChainruleError(error.code, `${path}: ${error.problem}`, {
      operation,
      ...(error.hint !== undefined && { hint: error.hint }),
      cause: error,
    });
  };
  try {
    const result = read();
    return result instanceof Promise ? (result.catch(named) as T) : result;
  } catch (error) {
    return named(error);
  }
}
