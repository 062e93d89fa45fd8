import type { CommandPlugin } from '@chainrule/core';
import { promises } from './promises.js';

/** One named test of a command, which may take its time. */
export interface CommandTestCase {
  readonly name: string;
  /** Rejects with `plugin` where the command does not do what it must. */
  run(): Promise<void>;
}

/**
 * What every command must do, as named tests: say what it is and takes; answer its examples with a text, plain data, and what its formats are made
 * of, the same each time; refuse what it cannot do with a `ChainruleError`.
 *
 * @example
 * ```ts
 * import { definePlugin } from '@chainrule/core';
 * import { testCommand } from '@chainrule/testing';
 * const count = definePlugin('command', 'count', {
 *   about: 'How many words there are.',
 *   arguments: [{ name: 'words', about: 'any', kind: 'word', many: true }] as const,
 *   examples: [{ args: ['a', 'b'] }],
 *   run: ({ args }: { args: readonly string[] }) => ({ result: { count: args.length }, text: String(args.length) }),
 * });
 * for (const { run } of testCommand(count)) await run();
 * ```
 */
export const testCommand = (command: object): CommandTestCase[] =>
  Object.entries(promises).map(([name, check]) => ({ name, run: async () => check(command as CommandPlugin) }));
