import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

/** Runs a command line as the program does, and keeps what it writes. */
export async function chainrule(...args: string[]): Promise<Ran> {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await run(args, {
    out: (text) => void out.push(text),
    note: (text) => void notes.push(text),
    width: 80,
    colour: false,
    live: false,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

/** A folder for one test: `write` makes a file in it, `files` says what is there; it is gone afterwards. */
export interface Folder {
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>;
  readonly read: (name: string) => Promise<string>;
  readonly files: () => Promise<string[]>;
}

export async function withFolder(test: (folder: Folder) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'chainrule-'));
  const path = (name: string): string => join(root, name);
  try {
    await test({
      path,
      write: async (name, content) => {
        await writeFile(path(name), content);
        return path(name);
      },
      read: (name) => readFile(path(name), 'utf8'),
      files: () => readdir(root),
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
