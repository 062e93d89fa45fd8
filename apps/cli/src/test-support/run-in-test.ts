import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Example } from '../command/command.js';
import { run } from '../run.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
  readonly bytes: Uint8Array;
}

/** Runs a command line as the program does, and keeps what it writes. */
export const chainrule = (...args: string[]): Promise<Ran> => chainruleReading('', args);

/** The same with a text on its standard input, lines so wide, and an interrupt when a promise is kept. */
export async function chainruleReading(stdin: string, args: readonly string[], width = 80, interrupt?: Promise<void>): Promise<Ran> {
  const [out, notes]: [string[], string[]] = [[], []];
  const bytes: Uint8Array[] = [];
  const code = await run(args, {
    out: (text) => void out.push(text),
    bytes: (content) => void bytes.push(content),
    note: (text) => void notes.push(text),
    // eslint-disable-next-line @typescript-eslint/require-await -- lines that are there already
    async *lines() {
      yield* stdin.split('\n').slice(0, stdin.endsWith('\n') ? -1 : undefined);
    },
    onInterrupt: (called) => (void interrupt?.then(called), () => undefined),
    width,
    prose: Infinity,
    colour: false,
    live: false,
    interactive: false,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n'), bytes: Buffer.concat(bytes) };
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

/** Works in an empty folder until the function it gives is called. */
export async function inFolder(): Promise<() => Promise<void>> {
  const before = process.cwd();
  const root = await mkdtemp(join(tmpdir(), 'chainrule-'));
  process.chdir(root);
  return async () => {
    process.chdir(before);
    await rm(root, { recursive: true, force: true });
  };
}

/** Runs an example with the files it needs. */
export async function runExample(
  { args, stdin = '', files = {}, before }: Pick<Example, 'args' | 'stdin' | 'files' | 'before'>,
  width?: number,
): Promise<Ran> {
  for (const [name, content] of Object.entries(files)) await writeFile(name, content);
  if (before) await chainruleReading('', before, width);
  return chainruleReading(stdin, args, width);
}
