import { didYouMean } from '@chainrule/core';
import { Command, InvalidArgumentError, Option, type CommanderError } from 'commander';
import type { DiffOptions } from './commands/diff.js';
import type { FitOptions } from './commands/fit.js';
import type { ExitCode } from './output/exit-codes.js';
import type { Io } from './output/io.js';
import { jsonText } from './output/json.js';
import { version } from '../package.json';

/** What a command gives back: lines for people, an object for programs. */
export interface Answer {
  readonly text: string;
  readonly result: unknown;
  readonly code?: ExitCode;
}

/** Reads an option's number; what it refuses is an error of usage. */
const number =
  (what: string, fits: (x: number) => boolean) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value) && fits(value)) return value;
    throw new InvalidArgumentError(`It is to be ${what}.`);
  };
const count = number('a positive whole number', (x) => Number.isSafeInteger(x) && x > 0);
const seed = number('a whole number', Number.isSafeInteger);
const rate = number('a positive number', (x) => x > 0);

/**
 * The commands and their options. A command's code is loaded when it is used, so that the others do not wait for it.
 *
 * No option has a short form: in mathematics `-x` is the negative of x.
 */
export function commandLine(io: Io, state: { code: ExitCode }): Command {
  const program = new Command('chainrule')
    .description('Derivatives, gradient descent and model fitting from the command line.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'explain')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => io.out(text.replace(/\n$/, '')),
      writeErr: (text) => io.note(text.trimEnd()),
      outputError: () => undefined,
    });

  const json = new Option('--json', 'print one JSON object');

  const answer = async (name: string, asJson: boolean | undefined, run: () => Promise<Answer>): Promise<void> => {
    const { text, result, code = 0 } = await run();
    io.out(asJson ? jsonText({ schema: `chainrule.${name}/1`, ok: true, result }) : text);
    state.code = code;
  };

  program
    .command('diff')
    .summary('differentiate an expression')
    .description('The derivative of an expression, and its value at a point.')
    .argument('<expression>', 'for example "(3x^2 + 5)^4", also "-x^2"')
    .option('--wrt <variables>', 'differentiate by this variable, or by several in turn: x,x,y')
    .option('--at <point>', 'also give the value there: -1.5, or x=-1.5,y=2')
    .addOption(json)
    .addHelpText(
      'before',
      `Examples:\n  chainrule diff "(3x^2 + 5)^4"\n  chainrule diff "-x^2" --at -1.5\n  chainrule diff "x*sin(y)" --wrt y --at x=2,y=pi\n`,
    )
    // What begins with a minus and is no option of ours is mathematics.
    .allowUnknownOption()
    .allowExcessArguments(false)
    .action(async (expression: string, options: DiffOptions) =>
      answer('diff', options.json, async () => (await import('./commands/diff.js')).diff(expression, options)),
    );

  program
    .command('fit')
    .summary('fit a linear model by gradient descent')
    .description(
      'Fits a line to a hundred generated points; or a linear model to a CSV file or a built-in data set. Checks its gradient three ways, trains, and writes a report.',
    )
    .argument('[file]', 'a CSV file with a header row')
    .option('--data <name>', 'a built-in data set instead: diabetes, iris, wine, breastCancer')
    .option('--target <column>', 'the column to predict (default: the last)')
    .option('--learning-rate <rate>', 'how far each step goes (default: a tenth of the largest safe rate; 0.01 for the line)', rate)
    .option('--epochs <count>', 'how often each row is seen (default: what makes 5000 steps, 400 at most; 1000 for the line)', count)
    .option('--batch-size <rows>', 'rows in each step (default: 32; all for the line)', count)
    .option('--seed <number>', 'for the order of the rows', seed, 0)
    .option('--report <file>', 'where to write the report', 'report.html')
    .option('--no-report', 'write none')
    .addOption(json)
    .addHelpText('before', `Examples:\n  chainrule fit\n  chainrule fit --data diabetes\n  chainrule fit houses.csv --target price\n`)
    .action(async (file: string | undefined, options: FitOptions) =>
      answer('fit', options.json, async () => (await import('./commands/fit.js')).fit(file, options, options.json ? undefined : io)),
    );

  program
    .command('demo')
    .summary('fit a line, then the diabetes data')
    .description('What `npm run demo` runs: fits the line of the textbooks, then the diabetes data, and writes a report of each.')
    .action(async () => answer('demo', false, async () => (await import('./commands/demo.js')).demo(io)));

  for (const command of program.commands) command.helpOption('--help', 'explain').copyInheritedSettings(program);
  return program;
}

/** What was wrong with a command line, in words. */
export function usageProblem(error: CommanderError, program: Command, args: readonly string[]): string {
  const command = program.commands.find((each) => each.name() === args[0]);
  if (command === undefined) {
    const names = program.commands.map((each) => each.name());
    const given = args[0];
    return given === undefined || given.startsWith('-')
      ? `a command is needed: ${names.join(', ')}`
      : `there is no command "${given}"${didYouMean(given, names)}`;
  }
  const options = command.options.map(({ long }) => long ?? '');
  const unknown = args.find((arg) => /^--[a-z]/.test(arg) && !options.includes(arg.replace(/=.*/s, '')));
  // A misspelt option of a command that takes mathematics arrives as one argument too many.
  if (unknown !== undefined && /excessArguments|unknownOption/.test(error.code))
    return `${command.name()} has no option ${unknown}${didYouMean(unknown, options)}`;
  return `${command.name()}: ${error.message.replace(/^error: /, '')}`;
}
