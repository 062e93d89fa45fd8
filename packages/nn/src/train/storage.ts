/**
 * Where checkpoints are kept: files, memory, the browser's storage.
 *
 * `write` must be whole or not at all: a reader at any later moment, also after a crash in the middle, gets the old bytes or the new ones. For files
 * there is `fileStorage`.
 */
export interface Storage {
  /** The bytes written last under a name, or nothing. */
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/**
 * A storage in memory: for tests, and for going on within a program.
 *
 * @example
 * ```ts
 * import { memoryStorage } from '@chainrule/nn';
 * const storage = memoryStorage();
 * await storage.write('run', Uint8Array.of(1, 2));
 * (await storage.read('run'))?.length; // → 2
 * ```
 */
export function memoryStorage(): Storage {
  const kept = new Map<string, Uint8Array>();
  return {
    read: (name) => Promise.resolve(kept.get(name)?.slice()),
    write: (name, bytes) => (kept.set(name, bytes.slice()), Promise.resolve()),
  };
}
