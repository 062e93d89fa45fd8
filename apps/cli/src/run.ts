import { ChainruleError } from '@chainrule/core';
import { CommanderError } from 'commander';
import { parserOf, usageProblem, type Parsed } from './command-line.js';
import type { Answer, Call, Command, CommandTable } from './command/command.js';
import { failureOf } from './command/failure-of.js';
import { publishedSchema, schemaName } from './command/published-schema.js';
import { commands, isCommand } from './commands/table.js';
import { exitCodeOf, exitCodes, type ExitCode } from './output/exit-codes.js';
import { formatIsBinary, render, type Format } from './output/formats.js';
import type { Io } from './output/io.js';
import { errorText } from './output/error-text.js';
import { errorObject, jsonText } from './output/json.js';
import type { ListedPlugin } from './plugins/project.js';

/** Runs a command line, prints its answer or its error, and gives the exit code. Nothing it is given makes a stack trace. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const name = args[0];
  if (name === undefined && io.interactive) return (await import('./prompt/prompt.js')).prompt(io, run);
  const json = wantsJson(args);
  const schema = schemaName(args.find((arg) => !arg.startsWith('-')) ?? 'usage');
  let used: { readonly name: string; readonly command: Command } | undefined;
  try {
    // Plugins are loaded for what is not built in, and for the list of commands.
    const known = isCommand(name) || name === '--version';
    const here = known ? { table: commands, refused: [] } : await (await import('./plugins/plugin-commands.js')).commandsHere(commands, io);
    const table: CommandTable = here.table;
    if (name !== undefined && Object.hasOwn(table, name)) used = { name, command: await table[name]!.load() };
    else checkNotRefused(name, here.refused);
    let parsed: Parsed | undefined;
    const program = parserOf(io, table, used, (result) => (parsed = result));
    try {
      program.parse(args, { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      // Help and version were asked for and are printed.
      if (error.exitCode === 0) return exitCodes.done;
      const problem = usageProblem(error, program, args);
      if (json) io.out(jsonText({ schema, ok: false, error: { code: 'usage', problem } }));
      else io.note(`chainrule: ${problem}\n  hint: chainrule ${used ? `${used.name} ` : ''}--help`);
      return exitCodes.usage;
    }
    return used && parsed ? await perform(used.name, used.command, parsed, io) : exitCodes.done;
  } catch (thrown) {
    const error = failureOf(thrown, used?.command);
    if (json) io.out(jsonText({ schema, ok: false, error: errorObject(error) }));
    else io.note(errorText(error));
    return exitCodeOf(error);
  }
}

/** Throws `plugin` for the command of a plugin that was refused. */
function checkNotRefused(name: string | undefined, refused: readonly ListedPlugin[]): void {
  const found = refused.find(({ identity }) => identity?.kind === 'command' && identity.name === name);
  if (found === undefined) return;
  throw new ChainruleError('plugin', `the command "${name!}" of ${found.from} is refused: ${found.refused!}`, {
    operation: 'plugin',
    hint: 'chainrule plugin list tells of all',
  });
}

/** Whether an answer is to be one JSON object, told from the words alone: also a command line that cannot be read is answered so. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args
    .slice(0, end < 0 ? undefined : end)
    .some((arg, i) => arg === '--json' || arg === '--format=json' || (arg === '--format' && args[i + 1] === 'json'));
}

async function perform(name: string, command: Command, { args, options }: Parsed, io: Io): Promise<ExitCode> {
  const format: Format = options.json ? 'json' : options.format;
  const call: Call<Readonly<Record<string, unknown>>> = {
    ...{ args, options, format, io, commands },
    seed: options.seed ?? 0,
    givenSeed: options.seed,
  };
  const write = (text: string | Uint8Array): Promise<void> => deliver(text, options.output, io);
  if (options.schema) return write(JSON.stringify(publishedSchema(name, command), undefined, 2)).then(() => exitCodes.done);
  if (options.code !== undefined && command.typescript) return write((await command.typescript(call)).trimEnd()).then(() => exitCodes.done);
  if (formatIsBinary(format) && options.output === undefined && io.interactive)
    throw new ChainruleError('argument', `${format} is not for a terminal`, {
      operation: '--format',
      hint: `add --output picture.${format}`,
    });
  const rendered = (answer: Answer): Promise<string | Uint8Array> => render(format, answer, { name, schema: schemaName(name), screen: io });
  if (args[0] === '-' && command.arguments[0]?.kind === 'expression')
    return (await import('./command/stream.js')).stream(name, command, call, { rendered, write });
  const answer = await command.run(call);
  await write(await rendered(answer));
  return answer.code ?? exitCodes.done;
}

/** To standard output, or into a file. */
async function deliver(content: string | Uint8Array, file: string | undefined, io: Io): Promise<void> {
  if (file !== undefined) {
    const { writeAtomically } = await import('./output/write-atomically.js');
    await writeAtomically(file, typeof content === 'string' ? `${content}\n` : content, '--output');
    io.note(`Written to ${file}.`);
  } else if (typeof content === 'string') {
    if (content !== '') io.out(content);
  } else io.bytes(content);
}
