import { variablesOf } from '@chainrule/core';
import { parse } from '@chainrule/symbolic';
import { parseArgsStringToArgv } from 'string-argv';
import { commands } from '../commands/table.js';
import { exitCodes, type ExitCode } from '../output/exit-codes.js';
import type { Io } from '../output/io.js';
import { errorText } from '../output/error-text.js';
import { commandsHere } from '../plugins/plugin-commands.js';
import { terminalLines, type TypedLines } from './terminal-lines.js';

const greeting = (
  names: readonly string[],
): string => `chainrule: an expression alone is differentiated, a command does what it does elsewhere.
  ${names.join(' ')}
  COMMAND --help explains it, Tab completes, an empty line or Ctrl-D leaves.`;

/** Runs a command line. */
type Run = (args: readonly string[], io: Io) => Promise<ExitCode>;

/** Reads command lines and expressions until an empty line. */
export async function prompt(io: Io, run: Run, typed?: TypedLines): Promise<ExitCode> {
  const { table } = await commandsHere(commands, io);
  const lines = typed ?? terminalLines(table);
  io.note(greeting(Object.keys(table)));
  const inside: Io = { ...io, lines: () => lines };
  const answer = async (line: string): Promise<void> => {
    const words = parseArgsStringToArgv(line.replace(/^\s*chainrule\s/, ''));
    try {
      if (Object.hasOwn(table, words[0]!) || words[0]!.startsWith('--')) await run(words, inside);
      else await run([variablesOf(parse(line)).length > 1 ? 'gradient' : 'diff', '--', line.trim()], inside);
    } catch (error) {
      io.note(errorText(error));
    }
  };
  lines.ask();
  for await (const line of lines) {
    if (/^\s*(exit|quit)?\s*$/.test(line)) break;
    await answer(line);
    lines.ask();
  }
  lines.close();
  return exitCodes.done;
}
