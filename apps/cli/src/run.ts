import { CommanderError } from 'commander';
import { commandLine, usageProblem } from './command-line.js';
import { exitCodeOf, exitCodes, type ExitCode } from './output/exit-codes.js';
import type { Io } from './output/io.js';
import { errorObject, jsonText } from './output/json.js';

/** Runs a command line, prints its answer or its error, and gives the exit code. Nothing it is given makes a stack trace. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const json = args.includes('--json');
  const schema = `chainrule.${args.find((arg) => !arg.startsWith('-')) ?? 'usage'}/1`;
  const state: { code: ExitCode } = { code: exitCodes.done };
  const program = commandLine(io, state);
  try {
    await program.parseAsync(args, { from: 'user' });
    return state.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version were asked for and are printed.
      if (error.exitCode === 0) return exitCodes.done;
      const problem = usageProblem(error, program, args);
      if (json) io.out(jsonText({ schema, ok: false, error: { code: 'usage', problem } }));
      else io.note(`chainrule: ${problem}\n  hint: chainrule --help, or chainrule ${program.commands[0]!.name()} --help`);
      return exitCodes.usage;
    }
    if (json) io.out(jsonText({ schema, ok: false, error: errorObject(error) }));
    else io.note(errorText(error));
    return exitCodeOf(error);
  }
}

function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return exitCodeOf(error) === exitCodes.bug
    ? `chainrule: ${message}\n  This is a bug of chainrule. Please report it with the command line you typed.`
    : `chainrule: ${message}`;
}
