import type { CommandAnswer, CommandCall, CommandExample, CommandPlugin } from '@chainrule/core';

/** What a command answers, given frozen arguments, and the initial values of the options that are left out. */
export async function answerTo(
  command: CommandPlugin,
  { args, options = {} }: Pick<CommandExample, 'args' | 'options'>,
): Promise<CommandAnswer> {
  const initial = Object.entries(command.options ?? {}).map(([key, option]): [string, unknown] => [
    key,
    option.kind === 'flag' ? false : option.initial,
  ]);
  return command.run({
    args: Object.freeze([...args]),
    options: Object.freeze({ ...(Object.fromEntries(initial) as CommandCall['options']), ...options }),
    seed: 0,
    note: () => undefined,
  });
}

/** What people read of an answer, on a terminal of so many characters. */
export const textOf = ({ text }: CommandAnswer, width = 80): unknown =>
  typeof text === 'function' ? text({ width, colour: false }) : text;
