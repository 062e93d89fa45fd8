import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ChainruleError } from '@chainrule/core';

/** Writes a file whole or not at all: to a new file beside it, which then takes its name. Throws `input` when it cannot be written. */
export async function writeAtomically(path: string, content: string | Uint8Array, operation: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new ChainruleError('input', `cannot write ${path}: ${reasonOf(cause)}`, {
      operation,
      hint: 'choose another place',
      cause,
    });
  }
}

/** What the system said, in words. */
export function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EISDIR: 'it is a folder',
    EACCES: 'permission is missing',
    EPERM: 'permission is missing',
    EROFS: 'the disk can only be read',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is no folder',
  };
  return words[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
