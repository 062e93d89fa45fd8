import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ChainruleError, identify, isChainruleError, type Identity } from '@chainrule/core';
import { reasonOf } from '../output/write-atomically.js';

/** A plugin that the project lists: what it is, or why it is refused. */
export interface ListedPlugin {
  /** As the project names it: a package, or a path. */
  readonly from: string;
  /** The name it is exported by. */
  readonly exported?: string;
  readonly identity?: Identity;
  readonly part?: unknown;
  readonly refused?: string;
}

/** The file that lists plugins, and what it lists: `"chainrule": { "plugins": ["package", "./file.js"] }` in package.json. */
export interface Project {
  readonly file: string | undefined;
  readonly plugins: readonly string[];
}

/** The nearest package.json from here up. Throws `input` for one that cannot be read as what it should be. */
export async function projectOf(folder: string): Promise<Project> {
  for (let here = resolve(folder); ; here = dirname(here)) {
    const file = join(here, 'package.json');
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new ChainruleError('input', `cannot read ${file}: ${reasonOf(cause)}`, { operation: 'plugin', cause });
    });
    if (text !== undefined) return { file, plugins: pluginsIn(text, file) };
    if (dirname(here) === here) return { file: undefined, plugins: [] };
  }
}

function pluginsIn(text: string, file: string): string[] {
  const refuse = (problem: string): never => {
    throw new ChainruleError('input', `${file} ${problem}`, {
      operation: 'plugin',
      hint: 'list plugins as "chainrule": { "plugins": ["package", "./file.js"] }',
    });
  };
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return refuse('is not JSON');
  }
  const listed = (manifest as { chainrule?: { plugins?: unknown } } | null)?.chainrule?.plugins ?? [];
  return Array.isArray(listed) && listed.every((each) => typeof each === 'string') ? listed : refuse('does not list names as its plugins');
}

/** Loads what a project lists, and nothing else. A plugin that is missing, broken or of a newer contract is refused with the reason. */
export async function loadPlugins({ file, plugins }: Project): Promise<ListedPlugin[]> {
  const loaded = await Promise.all(plugins.map((from) => load(from, file!)));
  return loaded.flat();
}

async function load(from: string, file: string): Promise<ListedPlugin[]> {
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(createRequire(file).resolve(from)).href)) as Record<string, unknown>;
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    const why = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
    return [{ from, refused: missing ? 'it is not installed' : `it cannot be loaded: ${why}` }];
  }
  const found = Object.entries(module).flatMap(([exported, value]): ListedPlugin[] => {
    const part = partOf(value);
    if (part === undefined) return [];
    try {
      return [{ from, exported, identity: identify(part), part: value }];
    } catch (error) {
      return [
        {
          from,
          exported,
          refused: isChainruleError(error) ? `${error.problem}${error.hint === undefined ? '' : `; ${error.hint}`}` : String(error),
        },
      ];
    }
  });
  return found.length > 0
    ? found
    : [{ from, refused: 'nothing in it is a chainrule plugin; make one with definePlugin(kind, name, part)' }];
}

/** A part, or what a function without arguments makes: optimizers and schedules are exported as the functions that make them. */
function partOf(value: unknown): unknown {
  const isPart = (each: unknown): boolean =>
    each !== null && (typeof each === 'object' || typeof each === 'function') && '~chainrule' in each;
  if (isPart(value)) return value;
  if (typeof value !== 'function') return undefined;
  try {
    const made: unknown = (value as () => unknown)();
    return isPart(made) ? made : undefined;
  } catch {
    return undefined; // It needs arguments, or is no maker of parts.
  }
}
