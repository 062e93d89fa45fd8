import { didYouMean } from '@chainrule/core';
import { InvalidArgumentError } from 'commander';

/** One option of a command: how it is written, what it is for, and how its text is read. */
export interface Option<T> {
  /** What stands after its name in help; none for a flag. */
  readonly placeholder?: string;
  readonly about: string;
  /** Refuses with what was expected. */
  readonly read?: (text: string) => T;
  readonly initial: T;
  /** What `--no-` before its name is for; its value is then false. */
  readonly without?: string;
  /** What may be given, for completion and for tests. */
  readonly words?: readonly string[];
}

export type Options = Readonly<Record<string, Option<unknown>>>;
export type OptionValues<O> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/** An option without a value: there or not. */
export const flag = (about: string): Option<boolean> => ({ about, initial: false });

/** An option whose value is taken as it is; what it means is the command's to say. */
export function text(placeholder: string, about: string): Option<string | undefined>;
export function text(placeholder: string, about: string, initial: string): Option<string>;
export function text(placeholder: string, about: string, initial?: string): Option<string | undefined> {
  return { placeholder, about, read: (given) => given, initial };
}

/** An option that can be declined: `--report page.html`, `--no-report`. */
export const declinable = (placeholder: string, about: string, without: string, initial: string): Option<string | false> => ({
  placeholder,
  about,
  without,
  read: (given) => given,
  initial,
});

interface Range {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
  readonly whole?: boolean;
}

/** A number in a range. */
export function number(placeholder: string, about: string, range?: Range): Option<number | undefined>;
export function number(placeholder: string, about: string, range: Range, initial: number): Option<number>;
export function number(placeholder: string, about: string, range: Range = {}, initial?: number): Option<number | undefined> {
  return { placeholder, about, read: (given) => readNumber(given, range), initial };
}

/** A positive whole number, at most `to`. */
export function count(placeholder: string, about: string, to?: number): Option<number | undefined>;
export function count(placeholder: string, about: string, to: number, initial: number): Option<number>;
export function count(placeholder: string, about: string, to = 1e9, initial?: number): Option<number | undefined> {
  return number(placeholder, about, { from: 1, to, whole: true }, initial as number);
}

/** Several numbers, separated by commas. */
export const numbers = (placeholder: string, about: string, range: Range = {}): Option<readonly number[] | undefined> => ({
  placeholder,
  about,
  read: (given) => given.split(',').map((part) => readNumber(part, range)),
  initial: undefined,
});

/** One of a few words. */
export function choice<const N extends readonly string[]>(placeholder: string, about: string, names: N): Option<N[number] | undefined>;
export function choice<const N extends readonly string[]>(
  placeholder: string,
  about: string,
  names: N,
  initial: N[number],
): Option<N[number]>;
export function choice(placeholder: string, about: string, names: readonly string[], initial?: string): Option<string | undefined> {
  const read = (given: string): string => {
    if (names.includes(given)) return given;
    throw new InvalidArgumentError(`There is ${names.join(', ')}${didYouMean(given, names)}.`);
  };
  return { placeholder, about, read, initial, words: names };
}

function readNumber(given: string, { from = -Infinity, above = -Infinity, to = Infinity, whole = false }: Range): number {
  const value = given.trim() === '' ? NaN : Number(given);
  if (Number.isFinite(value) && value >= from && value > above && value <= to && (!whole || Number.isSafeInteger(value))) return value;
  const kind = whole ? 'whole number' : 'number';
  const limits = [
    above === 0 || (whole && from === 1) ? `a positive ${kind}` : `a ${kind}`,
    ...(from !== -Infinity && !(whole && from === 1) ? [`of at least ${from}`] : []),
    ...(to !== Infinity && to !== 1e9 ? [`of at most ${to}`] : []),
  ];
  throw new InvalidArgumentError(`It is to be ${limits.join(' ')}.`);
}

/** `learningRate` as it is typed: `learning-rate`. */
export const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
