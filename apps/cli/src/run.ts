import { CommanderError } from 'commander';
import { commandLine } from './command-line.js';
import { exitCodeOf, exitCodes, type ExitCode } from './output/exit-codes.js';
import { errorObject, jsonText } from './output/json.js';
import { processIo } from './output/io.js';

/** Runs a command line, prints its answer or its error, and gives the exit code. Nothing it is given makes a stack trace. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.bug));
  const io = processIo();
  const json = args.includes('--json');
  const schema = `chainrule.${args.find((arg) => !arg.startsWith('-')) ?? 'usage'}/1`;
  const state: { code: ExitCode } = { code: exitCodes.done };
  try {
    await commandLine(io, state, json).parseAsync(args, { from: 'user' });
    return state.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      if (json) io.out(jsonText({ schema, ok: false, error: { code: 'usage', problem: error.message.replace(/^error: /, '') } }));
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
