import { exitCodeOf, exitCodes } from './exit-codes.js';

/** What went wrong, for people. */
export function errorText(error: unknown): string {
  const message = visible(error instanceof Error ? error.message : String(error));
  return exitCodeOf(error) === exitCodes.bug
    ? `chainrule: ${message}\n  This is a bug of chainrule. Please report it with the command line you typed.`
    : `chainrule: ${message}`;
}

/** Characters that would command a terminal, as `\u001b`: a file may hold any. */
const visible = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
