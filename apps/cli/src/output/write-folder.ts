import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ChainruleError } from '@chainrule/core';
import { reasonOf } from './write-atomically.js';

/**
 * Writes a folder of files whole or not at all: beside its place, which it then takes. Throws `input` where there is something already and it
 * is not to be replaced, and where it cannot be written.
 */
export async function writeFolder(
  path: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  { force }: { readonly force: boolean },
): Promise<void> {
  const refuse = (problem: string, hint: string, cause?: unknown): never => {
    throw new ChainruleError('input', problem, { operation: 'export', hint, cause });
  };
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (there && !force) return refuse(`${path} is there already`, 'choose another folder, or replace it with --force');
  const [fresh, old] = [`${path}.${process.pid}.tmp`, `${path}.${process.pid}.old`];
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(fresh, name)), { recursive: true });
      const file = await open(join(fresh, name), 'w');
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    if (there) await rename(path, old);
    await rename(fresh, path);
    await rm(old, { recursive: true, force: true });
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    return refuse(`cannot write ${path}: ${reasonOf(cause)}`, 'choose another place', cause);
  }
}
