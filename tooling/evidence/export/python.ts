// Runs exported folders with Python, where there is one that can.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Files } from '@chainrule/export';

export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

export function python(
  program: string,
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, OMP_NUM_THREADS: '1', ...environment } });
    child.stdin.end(input);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
    child.on('error', (error) => {
      resolve({ code: 1, text: String(error) });
    });
    child.on('close', (code) => {
      resolve({ code, text });
    });
  });
}

/** `check.py` of every folder, one after the other in one process. */
export async function checkAll(program: string, folders: readonly string[]): Promise<Ended[]> {
  const { text } = await python(program, tmpdir(), [join(process.cwd(), 'tooling/evidence/export/run-checks.py')], {}, folders.join('\n'));
  return folders.map((folder) => {
    const [, found] = text.split(`== ${folder}\n`);
    const [said, code] = found?.split(/^== (.*)$/m) ?? [text, '1'];
    return { code: Number(code), text: said! };
  });
}

/** Ends the script where this Python lacks the modules: as a failure, but not in the short form. */
export async function needModules(program: string, modules: string, variable: string): Promise<void> {
  const { code } = await python(program, tmpdir(), ['-c', `import ${modules}`]);
  if (code === 0) return;
  console.log(`skipped: ${program} cannot import ${modules} (set ${variable})`);
  process.exit(process.argv.includes('--short') ? 0 : 1);
}

/** A folder for exported files, kept where KEEP_FOLDERS says. */
export function folders(): { write(name: string, files: Files): string; remove(): void } {
  const keep = process.env['KEEP_FOLDERS'];
  const root = keep ?? mkdtempSync(join(tmpdir(), 'chainrule-export-'));
  return {
    write: (name, files) => {
      const folder = join(root, name);
      mkdirSync(folder, { recursive: true });
      for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
      return folder;
    },
    remove: () => {
      if (keep === undefined) rmSync(root, { recursive: true });
    },
  };
}

/** By how much the largest difference of all may be apart where steps are run on end: a rounding of float32 may grow more. */
export interface OnEnd {
  readonly bound: number;
}

/**
 * What `check.py` found, in one line; the whole of what it printed where it found a difference. Whether it found none, and where it is told, whether
 * steps that are run on end stay within a bound.
 */
export function tell(title: string, ends: readonly Ended[], onEnd?: OnEnd): boolean {
  const [single, grown] = ends[0]!.text.split('all steps on end:').map((text) => differences(text));
  const ok =
    ends.every(({ code }) => code === 0) && (onEnd === undefined || (grown?.every(([, much]) => Number(much) <= onEnd.bound) ?? false));
  const words = (found: Found): string => found.map(([what, much]) => `${what} ${much}`).join(', ');
  console.log(`${title}: ${ok ? 'equal' : 'DIFFERENT'}  ${words(single!)}${grown ? `; on end ${words(grown)}` : ''}`);
  if (!ok) console.log(ends.map(({ text }) => text).join('\n'));
  return ok;
}

type Found = readonly (readonly [what: string, much: string])[];
const differences = (text: string): Found =>
  [...text.matchAll(/(loss|gradients|parameters): largest difference ([\w.+-]+)/g)].map(([, what, much]) => [what!, much!]);
