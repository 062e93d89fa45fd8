import type { CommandAnswer, CommandExample, CommandOption, CommandPlugin } from '@chainrule/core';
import type { Scene } from '@chainrule/viz';
import type { Answer, Command } from '../command/command.js';
import { choice, dashed, flag, number, text, type Option, type Options } from '../command/option.js';
import { exitCodes, type ExitCode } from '../output/exit-codes.js';

/** A plugin's command as one of ours. */
export function commandOf(plugin: CommandPlugin, from: string): Command {
  const { about, arguments: taken = [], options = {}, examples, formats = [] } = plugin;
  const { name } = plugin['~chainrule'];
  return {
    ...{ about, formats, from },
    arguments: taken.map(({ optional, many, ...rest }) => ({ ...rest, ...(optional && { optional }), ...(many && { many }) })),
    options: Object.fromEntries(Object.entries(options).map(([key, option]) => [key, optionOf(option)])) satisfies Options,
    examples: examples.map((example) => ({
      args: [name, ...wordsOf(example)],
      ...(example.about !== undefined && { about: example.about }),
      ...((example.exit ?? 0) !== 0 && { exit: example.exit as ExitCode }),
    })),
    result: { json: {} },
    run: async ({ args, options: given, seed, io }) => {
      const own = Object.fromEntries(Object.keys(options).map((key) => [key, given[key] as string | number | boolean | undefined]));
      return answerOf(await plugin.run({ args, options: own, seed, note: (said) => io.note(said) }));
    },
  };
}

function optionOf(option: CommandOption): Option<unknown> {
  const { about, placeholder } = option;
  switch (option.kind) {
    case 'flag':
      return flag(about);
    case 'text':
      return text(placeholder ?? 'text', about, option.initial!);
    case 'number':
      return number(placeholder ?? 'number', about, option, option.initial!);
    case 'choice':
      return choice(placeholder ?? 'name', `${about}: ${option.words.join(', ')}`, option.words, option.initial!);
  }
}

/** What is typed after a command's name. */
const wordsOf = ({ args, options = {} }: CommandExample): string[] => [
  ...args,
  ...Object.entries(options).flatMap(([key, value]) =>
    value === true ? [`--${dashed(key)}`] : value === false ? [] : [`--${dashed(key)}`, String(value)],
  ),
];

const answerOf = ({ result, text: said, table, formulas, scenes, fault }: CommandAnswer): Answer => ({
  result,
  text: (screen) => (typeof said === 'string' ? said : said(screen)),
  ...(table && { table: () => table }),
  ...(formulas && { formulas: () => formulas }),
  ...(scenes && { scenes: () => scenes as readonly Scene[] }),
  code: fault ? exitCodes.fault : exitCodes.done,
});
