import { formatNames, type Format } from '../output/formats.js';
import type { Command } from './command.js';
import { choice, flag, number, text, type Options } from './option.js';

/** The formats of a command; text and json are everyone's. */
export const formatsOf = (command: Pick<Command, 'formats'>): Format[] =>
  formatNames.filter((name) => isEveryones(name) || command.formats.includes(name));

const isEveryones = (name: Format): boolean => name === 'text' || name === 'json' || name === 'ndjson';

/** The options that every command has, `code` where it can show its TypeScript. */
export const globalOptions = (command: Pick<Command, 'formats' | 'typescript'>): Options => ({
  json: flag('print one JSON object'),
  format: choice('name', `print as ${formatsOf(command).join(', ')}`, formatsOf(command), 'text'),
  output: text('file', 'write the answer there, whole or not at all'),
  seed: number('number', 'for whatever is random; by default 0, or what a config says', { whole: true }),
  ...(command.typescript && { code: choice('language', 'print the TypeScript that does the same', ['ts']) }),
  schema: flag('print the JSON schema of what --json prints'),
});

/** Their values. */
export interface GlobalValues {
  readonly json?: boolean;
  readonly format: Format;
  readonly output?: string;
  readonly seed?: number;
  readonly code?: 'ts';
  readonly schema?: boolean;
}
