import { ChainruleError } from '@chainrule/core';
import { exitCodeOf, exitCodes } from '../output/exit-codes.js';
import type { Command } from './command.js';

/** What a command threw; where a plugin's command fails in a way that would be a bug of ours, it is told as the plugin's. */
export function failureOf(thrown: unknown, command: Command | undefined): unknown {
  if (command?.from === undefined || exitCodeOf(thrown) !== exitCodes.bug) return thrown;
  return new ChainruleError('plugin', `the plugin ${command.from} failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`, {
    operation: 'plugin',
    hint: 'tell those who wrote it',
    cause: thrown,
  });
}
