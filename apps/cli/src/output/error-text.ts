import { exitCodeOf, exitCodes } from './exit-codes.js';

/** What went wrong, for people. */
export function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return exitCodeOf(error) === exitCodes.bug
    ? `chainrule: ${message}\n  This is a bug of chainrule. Please report it with the command line you typed.`
    : `chainrule: ${message}`;
}
