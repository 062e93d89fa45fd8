import { didYouMean } from '@chainrule/core';
import { Command as Parser, Option as ParserOption, type CommanderError } from 'commander';
import type { Command, CommandTable, Example } from './command/command.js';
import { globalOptions, type GlobalValues } from './command/global-options.js';
import { dashed, type Option } from './command/option.js';
import type { Io } from './output/io.js';
import { version } from '../package.json';

/** What a command line says. */
export interface Parsed {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>> & GlobalValues;
}

/**
 * The parser of a command line: every command by name and summary, and the one that is used with its arguments and options.
 *
 * No option has a short form: in mathematics `-x` is the negative of x.
 */
export function parserOf(
  io: Io,
  commands: CommandTable,
  used: { readonly name: string; readonly command: Command } | undefined,
  done: (parsed: Parsed) => void,
): Parser {
  const program = new Parser('chainrule')
    .description('Derivatives, gradient descent and model fitting from the command line.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'explain')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp({ helpWidth: io.width })
    .configureOutput({
      writeOut: (text) => io.out(text.replace(/\n$/, '')),
      writeErr: (text) => io.note(text.trimEnd()),
      outputError: () => undefined,
    });
  for (const [name, { summary }] of Object.entries(commands)) {
    const parser = program.command(name).summary(summary).helpOption('--help', 'explain').copyInheritedSettings(program);
    if (used?.name === name) describe(parser, name, used.command, done);
  }
  return program;
}

function describe(parser: Parser, name: string, command: Command, done: (parsed: Parsed) => void): void {
  parser.description(command.about).addHelpText('before', `Examples:\n${exampleLines(command.examples)}\n`);
  for (const { name: argument, about, optional, many } of command.arguments) {
    const written = `${argument}${many ? '...' : ''}`;
    parser.argument(optional ? `[${written}]` : `<${written}>`, about);
  }
  for (const [key, option] of Object.entries({ ...command.options, ...globalOptions(command) })) {
    parser.addOption(parserOption(key, option));
    if (option.without !== undefined) parser.addOption(new ParserOption(`--no-${dashed(key)}`, option.without));
  }
  // What begins with a minus and is no option of ours is mathematics.
  if (command.arguments.some(({ kind }) => kind === 'expression')) parser.allowUnknownOption();
  parser.allowExcessArguments(false).action(() => done({ args: parser.args, options: parser.opts() }));
  parser.name(name);
}

function parserOption(key: string, { placeholder, about, read, initial }: Option<unknown>): ParserOption {
  const option = new ParserOption(`--${dashed(key)}${placeholder === undefined ? '' : ` <${placeholder}>`}`, about);
  if (read) option.argParser(read);
  return initial === undefined || initial === false ? option : option.default(initial);
}

const exampleLines = (examples: readonly Example[]): string =>
  examples
    .filter(({ exit }) => exit === undefined)
    .map((example) => `  ${commandText(example)}${example.about === undefined ? '' : `   # ${example.about}`}\n`)
    .join('');

/** An example as it is typed into a shell. */
export function commandText({ args, stdin }: Pick<Example, 'args' | 'stdin'>): string {
  const words = args.map((arg) => (/^[\w.,=:/+-]+$/.test(arg) ? arg : `"${arg.replaceAll(/["$`\\]/g, '\\$&')}"`));
  return `${stdin === undefined ? '' : `printf '${stdin.replaceAll('\n', '\\n')}' | `}chainrule ${words.join(' ')}`;
}

/** What was wrong with a command line, in words. */
export function usageProblem(error: CommanderError, program: Parser, args: readonly string[]): string {
  const parser = program.commands.find((each) => each.name() === args[0]);
  if (parser === undefined) {
    const given = args[0];
    const commandNames = program.commands.map((each) => each.name());
    return given === undefined || given.startsWith('-')
      ? `a command is needed: ${commandNames.join(', ')}`
      : `there is no command "${given}"${didYouMean(given, commandNames)}`;
  }
  const options = parser.options.map(({ long }) => long ?? '');
  const unknown = args.find((arg) => /^--[a-z]/.test(arg) && !options.includes(arg.replace(/=.*/s, '')));
  // A misspelt option of a command that takes mathematics arrives as one argument too many.
  if (unknown !== undefined && /excessArguments|unknownOption/.test(error.code))
    return `${parser.name()} has no option ${unknown}${didYouMean(unknown, options)}`;
  return `${parser.name()}: ${error.message.replace(/^error: /, '')}`;
}
