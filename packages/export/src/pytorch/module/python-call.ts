import { list, numberText, tuple } from '../code.js';

/** Sizes along the axes of a value, `n` being the examples. */
export type Sizes = readonly (number | string)[];

/** A call of Python that makes a layer: its arguments, layers among them, and the sizes of what the layer gives. */
export interface PythonCall {
  readonly name: string;
  readonly args: readonly (string | PythonCall)[];
  readonly sizes: Sizes;
  /** The names of the arguments that are layers, where they stand in a dictionary. */
  readonly names?: readonly string[];
}

/** A value of an option as Python writes it. */
export function optionText(value: unknown): string {
  if (Array.isArray(value)) return tuple(value.map(optionText));
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === undefined || value === null) return 'None';
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value);
}

/** Keyword arguments: each a value and what PyTorch takes without it; what is the same is left out. */
export const keywords = (named: Readonly<Record<string, readonly [value: unknown, without: unknown]>>): string[] =>
  Object.entries(named).flatMap(([name, [value, without]]) => {
    const text = optionText(value);
    return text === optionText(without) ? [] : [`${name}=${text}`];
  });

export const sizesText = (sizes: Sizes): string => list(sizes);

/** A call in lines: a layer inside has a line of its own, with the sizes of what it gives. */
export function callLines({ name, args, names }: PythonCall): string[] {
  if (args.every((arg) => typeof arg === 'string')) return [`${name}(${args.join(', ')})`];
  const inner = argumentLines(args, names).map((line) => `    ${line}`);
  return names === undefined ? [`${name}(`, ...inner, ')'] : [`${name}(OrderedDict({`, ...inner, '}))'];
}

/** The arguments of a call, one a line. */
export const argumentLines = (args: PythonCall['args'], names?: readonly string[]): string[] =>
  args.flatMap((arg, i) => {
    if (typeof arg === 'string') return [`${arg},`];
    const [first, ...rest] = callLines(arg) as [string, ...string[]];
    const lines = [names === undefined ? first : `${JSON.stringify(names[i])}: ${first}`, ...rest];
    return [...lines.slice(0, -1), `${lines.at(-1)!},  # ${sizesText(arg.sizes)}`];
  });
