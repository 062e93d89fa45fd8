import { didYouMean, isChainruleError } from '@chainrule/core';
import { z } from 'zod';
import type { Made } from './made.js';

type Options = Readonly<Record<string, unknown>>;

/** How a config asks for a part: the options it may give, and what makes the part of them. */
export interface Part<T = unknown> {
  readonly options: z.ZodRawShape;
  readonly make: (options: Options) => Made<T>;
  /** Options of which nothing is known are let through: a plugin's. */
  readonly open?: true;
}

export type Parts<T = unknown> = Readonly<Record<string, Part<T>>>;

/** What is checked of a config, and what it becomes. */
export type Form<T> = z.ZodType<T>;

/** A part by its name, or as an object with its name and its options. */
export function partOf<T>(kind: string, parts: Parts<T>): Form<Made<T>> {
  const names = Object.keys(parts);
  return z.unknown().transform((given, context): Made<T> => {
    const refuse = (message: string, path: PropertyKey[] = []): never => {
      context.addIssue({ code: 'custom', message, path, input: given });
      return z.NEVER;
    };
    if (given === undefined) return refuse('is missing');
    const { name, ...options } = typeof given === 'string' ? { name: given } : isObject(given) ? given : {};
    if (typeof name !== 'string') return refuse(`is to be the name of ${kind}, or an object with its name and options`);
    if (!Object.hasOwn(parts, name))
      return refuse(`there is no ${kind.replace(/^an? /, '')} "${name}"${didYouMean(name, names) || `; there are ${names.join(', ')}`}`);
    const { options: fields, make, open } = parts[name]!;
    const read = (open ? z.looseObject(fields) : z.strictObject(fields)).safeParse(options, { error: problemOf });
    if (!read.success) {
      for (const issue of read.error.issues) refuse(`${issue.path.length === 0 ? `${name} ` : ''}${issue.message}`, [...issue.path]);
      return z.NEVER;
    }
    try {
      return make(read.data);
    } catch (error) {
      return refuse(
        isChainruleError(error) ? `${name}: ${error.problem}${error.hint === undefined ? '' : ` (${error.hint})`}` : String(error),
      );
    }
  });
}

const isObject = (given: unknown): given is Options => typeof given === 'object' && given !== null && !Array.isArray(given);

/** What is wrong with a value, in words that follow its path. */
export function problemOf(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (input === undefined && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `is ${shown(input)}, expected ${kinds[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys': {
      const known = Object.keys((issue.inst as z.ZodObject | undefined)?.shape ?? {});
      const [key] = issue.keys as [string];
      return `has no option "${key}"${didYouMean(key, known) || (known.length > 0 ? `; it has ${known.join(', ')}` : ', it has none')}`;
    }
    case 'invalid_value':
      return `is ${shown(input)}, expected ${issue.values.map((value) => shown(value)).join(', ')}${typeof input === 'string' ? didYouMean(input, issue.values.map(String)) : ''}`;
    case 'too_small':
      return `is ${shown(input)}, expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${issue.origin === 'array' ? ' items' : ''}`;
    case 'too_big':
      return `is ${shown(input)}, expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    default:
      return issue.message ?? `is ${shown(input)}, which does not fit`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function shown(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object' && input !== null) return 'an object';
  const text = typeof input === 'string' ? JSON.stringify(input) : String(input);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
