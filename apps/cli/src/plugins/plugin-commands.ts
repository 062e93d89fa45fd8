import type { CommandPlugin } from '@chainrule/core';
import type { CommandTable } from '../command/command.js';
import type { Io } from '../output/io.js';
import { errorText } from '../output/error-text.js';
import { commandOf } from './plugin-command.js';
import { loadPlugins, noteRefused, partOf, projectOf, type ListedPlugin } from './project.js';

/** Commands by name: those that are built in, and those of the plugins that the project lists. */
export interface CommandsHere {
  readonly table: CommandTable;
  /** What was not taken up, and why. */
  readonly refused: readonly ListedPlugin[];
}

/** The commands there are in this folder. A list of plugins that cannot be read is told of, and takes no command away. */
export async function commandsHere(builtIn: CommandTable, io: Pick<Io, 'note'>): Promise<CommandsHere> {
  const project = await projectOf(process.cwd()).catch((error: unknown) => {
    io.note(errorText(error));
    return { file: undefined, plugins: [] };
  });
  const plugins = await loadPlugins(project, Object.keys(builtIn));
  noteRefused(plugins, io);
  const commands = plugins.flatMap(({ identity, part, from, refused }) => {
    if (identity?.kind !== 'command' || refused !== undefined) return [];
    const command = commandOf(partOf(part) as CommandPlugin, from);
    return [[identity.name, { summary: command.about, load: () => Promise.resolve(command) }] as const];
  });
  return { table: { ...builtIn, ...Object.fromEntries(commands) }, refused: plugins.filter(({ refused }) => refused !== undefined) };
}
