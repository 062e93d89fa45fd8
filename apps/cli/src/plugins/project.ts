import { access, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ChainruleError, identify, isChainruleError, type Identity, type Plugin } from '@chainrule/core';
import { resolve as resolveModule } from 'import-meta-resolve';
import type { Io } from '../output/io.js';
import { reasonOf } from '../output/write-atomically.js';
import { refusalOf } from './command-form.js';

/** A plugin that the project lists: what it is, or why it is refused. */
export interface ListedPlugin {
  /** As the project names it: a package, or a path. */
  readonly from: string;
  /** The name it is exported by. */
  readonly exported?: string;
  readonly identity?: Identity;
  /** What is exported by it: a part, or what makes one. */
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

/**
 * Loads what a project lists, and nothing else. A plugin that is missing, broken, of a newer contract, or of a name that another has is refused with
 * the reason.
 */
export async function loadPlugins({ file, plugins }: Project, builtInCommands: readonly string[]): Promise<ListedPlugin[]> {
  const loaded = (await Promise.all(plugins.map((from) => load(from, file!, builtInCommands)))).flat();
  const first = new Map<string, ListedPlugin>();
  return loaded.flatMap((plugin) => {
    if (plugin.identity === undefined || plugin.refused !== undefined) return [plugin];
    const { kind, name } = plugin.identity;
    const other = first.get(`${kind} ${name}`);
    if (other === undefined) first.set(`${kind} ${name}`, plugin);
    // The same part under two names of its module is one part.
    if (other?.part === plugin.part) return other === undefined ? [plugin] : [];
    return [other === undefined ? plugin : { ...plugin, refused: `${other.from} has a ${kind} "${name}" already` }];
  });
}

/** The parts that the project's plugins bring; those that are refused are told of, and left out. */
export async function readyPlugins(io: Pick<Io, 'note'>): Promise<readonly ListedPlugin[]> {
  const plugins = await loadPlugins(await projectOf(process.cwd()), []);
  noteRefused(plugins, io);
  return plugins.filter(({ refused }) => refused === undefined);
}

/** Tells which plugins are left out. */
export function noteRefused(plugins: readonly ListedPlugin[], io: Pick<Io, 'note'>): void {
  for (const { from, refused } of plugins) if (refused !== undefined) io.note(`The plugin ${from} is left out: ${refused}`);
}

async function load(from: string, file: string, builtInCommands: readonly string[]): Promise<ListedPlugin[]> {
  let address: string;
  let module: Record<string, unknown>;
  try {
    // As an import beside the project's package.json would find it: a package may export itself to imports alone.
    address = resolveModule(from, pathToFileURL(file).href);
    await access(fileURLToPath(address));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return [
      {
        from,
        refused: code === 'ERR_MODULE_NOT_FOUND' || code === 'ENOENT' ? 'it is not installed' : `it cannot be found: ${firstLine(cause)}`,
      },
    ];
  }
  try {
    module = (await import(address)) as Record<string, unknown>;
  } catch (cause) {
    return [{ from, refused: `it cannot be loaded: ${firstLine(cause)}` }];
  }
  const found = Object.entries(module).flatMap(([exported, value]): ListedPlugin[] => {
    const part = partOf(value);
    if (part === undefined) return [];
    const listed = { from, exported, part: value };
    try {
      const identity = identify(part);
      const refused = identity.kind === 'command' ? refusalOf(part, builtInCommands) : undefined;
      return [{ ...listed, identity, ...(refused !== undefined && { refused }) }];
    } catch (error) {
      const refused = isChainruleError(error) ? `${error.problem}${error.hint === undefined ? '' : `; ${error.hint}`}` : String(error);
      return [{ ...listed, refused, ...namedAs(part['~chainrule']) }];
    }
  });
  return found.length > 0
    ? found
    : [{ from, refused: 'nothing in it is a chainrule plugin; make one with definePlugin(kind, name, part)' }];
}

const firstLine = (cause: unknown): string => (cause instanceof Error ? cause.message.split('\n')[0]! : String(cause));

/** What a part that is refused says that it is, as far as it says so. */
const namedAs = (said: Partial<Identity> | null): Pick<ListedPlugin, 'identity'> =>
  typeof said?.kind === 'string' && typeof said.name === 'string' && Number.isInteger(said.spec) ? { identity: said as Identity } : {};

/** A part, or what a function without arguments makes: optimizers and schedules are exported as the functions that make them. */
export function partOf(value: unknown): Plugin | undefined {
  const isPart = (each: unknown): each is Plugin =>
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
