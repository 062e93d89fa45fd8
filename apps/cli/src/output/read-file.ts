import { readFile, stat } from 'node:fs/promises';
import { ChainruleError } from '@chainrule/core';
import { reasonOf } from './write-atomically.js';

interface Reading {
  /** Whose file it is, for the error. */
  readonly operation: string;
  readonly hint?: string;
  /** The most bytes it may have. */
  readonly most?: number;
}

/** The bytes of a file. Throws `input` when it cannot be read, or is larger than what it should be. */
export async function bytesOf(path: string, { operation, hint, most = 2 ** 31 }: Reading): Promise<Uint8Array> {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new ChainruleError('input', problem, { operation, ...(hint !== undefined && { hint }), cause });
  };
  try {
    const { size } = await stat(path);
    if (size > most) return refuse(`${path} has ${size} bytes, more than ${most}`);
    return await readFile(path);
  } catch (cause) {
    return cause instanceof ChainruleError ? refuse(cause.problem) : refuse(`cannot read ${path}: ${reasonOf(cause)}`, cause);
  }
}
