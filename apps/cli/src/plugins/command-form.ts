import type { CommandPlugin, Plugin } from '@chainrule/core';
import { z } from 'zod';
import { placeText } from '../config/read-config.js';
import { problemOf } from '../config/part.js';
import { globalOptions } from '../command/global-options.js';

const words = z.string().min(1);
const about = { about: words, placeholder: words.optional() };
const option = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flag'), ...about }),
  z.strictObject({ kind: z.literal('text'), ...about, initial: z.string().optional() }),
  z.strictObject({
    kind: z.literal('number'),
    ...about,
    ...{ initial: z.number().optional(), from: z.number().optional(), to: z.number().optional(), whole: z.boolean().optional() },
  }),
  z.strictObject({ kind: z.literal('choice'), ...about, words: z.array(words).min(1), initial: words.optional() }),
]);
const everyones = [...Object.keys(globalOptions({ formats: [], typescript: () => '' })), 'help', 'version'];
const form = z.looseObject({
  about: words,
  arguments: z
    .array(
      z.strictObject({
        name: words,
        about: words,
        kind: z.enum(['expression', 'file', 'word']),
        optional: z.boolean().optional(),
        many: z.boolean().optional(),
      }),
    )
    .optional(),
  options: z.record(z.string(), option).optional(),
  examples: z.array(z.looseObject({ args: z.array(z.string()) })).min(1),
  formats: z.array(z.enum(['csv', 'latex', 'mathml', 'markdown', 'svg', 'html', 'png'])).optional(),
  run: z.custom((given) => typeof given === 'function', { error: 'is to be a function' }),
});

/** Why a command cannot be one of ours: its name is taken, or it is not what the contract says. */
export function refusalOf(command: Plugin, builtIn: readonly string[]): string | undefined {
  const { name } = command['~chainrule'];
  if (builtIn.includes(name)) return `there is a command "${name}" already, which no plugin replaces`;
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return `"${name}" is not the name of a command: small letters, then digits and - as well`;
  const read = form.safeParse(command, { error: problemOf });
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    return `as a command, ${path.length === 0 ? 'it' : placeText(path)} ${message}`;
  }
  const wrong = Object.keys((command as CommandPlugin).options ?? {}).find(
    (key) => everyones.includes(key) || !/^[a-z][A-Za-z0-9]*$/.test(key),
  );
  return wrong === undefined
    ? undefined
    : `its option "${wrong}" ${everyones.includes(wrong) ? 'is one that every command has' : 'has no name that can be typed'}`;
}
