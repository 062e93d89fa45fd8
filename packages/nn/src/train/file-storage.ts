import { ChainruleError } from '@chainrule/core';
import type { Storage } from './storage.js';

/** What is needed of `node:fs/promises`, or of another file system with its interface. */
export interface FileSystem {
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  readFile(path: string): Promise<Uint8Array>;
  open(
    path: string,
    flags: 'w' | 'r',
  ): Promise<{ writeFile(data: Uint8Array): Promise<void>; sync(): Promise<void>; close(): Promise<void> }>;
  rename(from: string, to: string): Promise<void>;
}

/**
 * A storage of files in a folder, which is made when it is first written to. The file system is passed in, so that this runs wherever there is one.
 *
 * A write is whole or not at all, also when the program is killed or the power fails in the middle: the bytes go to `NAME.tmp`, are synced, and the
 * file then takes its name; last, the folder is synced. Two programs must not write the same name at the same time.
 *
 * Throws `argument` for a name that is not the plain name of a file, `input` where the file system refuses (its error is the `cause`).
 *
 * @example
 * ```ts
 * import * as fs from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { fileStorage } from '@chainrule/nn';
 * const folder = await fs.mkdtemp(`${tmpdir()}/checkpoints-`);
 * const storage = fileStorage(folder, fs);
 * await storage.write('run', Uint8Array.of(1, 2));
 * (await storage.read('run'))?.length; // → 2
 * await storage.read('another run'); // → undefined
 * await fs.rm(folder, { recursive: true });
 * ```
 */
export function fileStorage(directory: string, fs: FileSystem): Storage {
  const pathOf = (name: string): string => {
    if (/^[^/\\:]+$/.test(name) && !/^\.+$/.test(name)) return `${directory}/${name}`;
    throw new ChainruleError('argument', `"${name}" is no name of a file`, {
      operation: 'fileStorage',
      hint: 'give a name without folders, as "checkpoint"',
    });
  };
  return {
    read: async (name) => {
      const path = pathOf(name);
      try {
        return new Uint8Array(await fs.readFile(path));
      } catch (cause) {
        return codeOf(cause) === 'ENOENT' ? undefined : refuse('read', path, cause);
      }
    },
    write: async (name, bytes) => {
      const path = pathOf(name);
      try {
        await fs.mkdir(directory, { recursive: true });
        await synced(fs, `${path}.tmp`, 'w', bytes);
        await fs.rename(`${path}.tmp`, path);
      } catch (cause) {
        refuse('write', path, cause);
      }
      // The new name is in the folder; not every system lets a folder be synced (Windows does not), and none needs it but after a power failure.
      await synced(fs, directory, 'r').catch(() => undefined);
    },
  };
}

async function synced(fs: FileSystem, path: string, flags: 'w' | 'r', bytes?: Uint8Array): Promise<void> {
  const file = await fs.open(path, flags);
  try {
    if (bytes) await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

const codeOf = (cause: unknown): unknown => (cause as { code?: unknown } | undefined)?.code;

function refuse(verb: 'read' | 'write', path: string, cause: unknown): never {
  throw new ChainruleError('input', `cannot ${verb} ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
    operation: 'fileStorage',
    hint: 'choose another folder, or mend this one',
    cause,
  });
}
