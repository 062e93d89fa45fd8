import { variablesOf } from '@chainrule/core';
import { parse } from '@chainrule/symbolic';
import { parseArgsStringToArgv } from 'string-argv';
import { commandNames, isCommand } from '../commands/table.js';
import { exitCodes, type ExitCode } from '../output/exit-codes.js';
import type { Io } from '../output/io.js';
import { errorText } from '../output/error-text.js';
import { terminalLines, type TypedLines } from './terminal-lines.js';

const greeting = `chainrule: an expression alone is differentiated, a command does what it does elsewhere.
  ${commandNames.join(' ')}
  COMMAND --help explains it, Tab completes, an empty line or Ctrl-D leaves.`;

/** Runs a command line. */
type Run = (args: readonly string[], io: Io) => Promise<ExitCode>;

/** Reads command lines and expressions until an empty line. */
export async function prompt(io: Io, run: Run, lines: TypedLines = terminalLines()): Promise<ExitCode> {
  io.note(greeting);
  const inside: Io = { ...io, lines: () => lines };
  lines.ask();
  for await (const line of lines) {
    if (/^\s*(exit|quit)?\s*$/.test(line)) break;
    await answer(line, inside, run);
    lines.ask();
  }
  lines.close();
  return exitCodes.done;
}

async function answer(line: string, io: Io, run: Run): Promise<void> {
  const words = parseArgsStringToArgv(line.replace(/^\s*chainrule\s/, ''));
  try {
    if (isCommand(words[0]) || words[0]!.startsWith('--')) {
      await run(words, io);
      return;
    }
    const several = variablesOf(parse(line)).length > 1;
    await run([several ? 'gradient' : 'diff', '--', line.trim()], io);
  } catch (error) {
    io.note(errorText(error));
  }
}
