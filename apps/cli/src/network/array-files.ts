import { gunzipSync } from 'node:zlib';
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
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (cause) {
    throw new ChainruleError('input', `${path} does not unpack: it is damaged, or holds more than 2 GiB`, { operation, cause });
  }
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
