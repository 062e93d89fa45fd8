import { quoted } from '../command/typescript.js';

/** A name, and the package it is imported from. */
export type Import = readonly [from: string, name: string];

/** A value that a config asks for, and the TypeScript that makes it. */
export class Made<T = unknown> {
  constructor(
    readonly value: T,
    readonly code: string,
    readonly imports: readonly Import[] = [],
    /** What was made to make it, and what was made for that. */
    readonly inside: readonly Made[] = [],
  ) {}
}

/** What a package exports, by its name. */
export const exported = <T>(from: string, name: string, value: T): Made<T> => new Made(value, name, [[from, name]]);

/** A function of a package, called: options that nobody gave are left out. */
export function call<T>(from: string, name: string, make: (...args: never[]) => T, args: readonly unknown[]): Made<T> {
  const given = args.filter((arg) => arg !== undefined && !(isPlain(arg) && Object.keys(arg).length === 0));
  const code = `${name}(${given.map(codeOf).join(', ')})`;
  return new Made(make(...(given.map(valueOf) as never[])), code, [[from, name], ...importsOf(given)], insideOf(given));
}

/** A thing of a package with other options than its own: `crossEntropy.with({ labelSmoothing: 0.1 })`. */
export function changed<T>(from: string, name: string, thing: T & { with?(options: never): unknown }, options: object): Made<T> {
  if (Object.keys(options).length === 0 || thing.with === undefined) return exported(from, name, thing);
  return new Made(thing.with(valueOf(options) as never) as T, `${name}.with(${codeOf(options)})`, [[from, name], ...importsOf(options)]);
}

const isPlain = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null && x.constructor === Object;

/** What is made, wherever it stands in lists and objects. */
export function valueOf(x: unknown): unknown {
  if (x instanceof Made) return x.value;
  if (Array.isArray(x)) return x.map(valueOf);
  return isPlain(x) ? Object.fromEntries(Object.entries(x).map(([key, each]) => [key, valueOf(each)])) : x;
}

/** The TypeScript of the same. */
export function codeOf(x: unknown): string {
  if (x instanceof Made) return x.code;
  if (Array.isArray(x)) return `[${x.map(codeOf).join(', ')}]`;
  if (!isPlain(x)) return quoted(x);
  const entry = ([key, each]: [string, unknown]): string => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${codeOf(each)}`;
  return Object.keys(x).length === 0 ? '{}' : `{ ${Object.entries(x).map(entry).join(', ')} }`;
}

/** What that TypeScript imports. */
export function importsOf(x: unknown): readonly Import[] {
  if (x instanceof Made) return x.imports;
  if (Array.isArray(x)) return x.flatMap(importsOf);
  return isPlain(x) ? Object.values(x).flatMap(importsOf) : [];
}

/** What is made in it. */
function insideOf(x: unknown): readonly Made[] {
  if (x instanceof Made) return [x, ...x.inside];
  if (Array.isArray(x)) return x.flatMap(insideOf);
  return isPlain(x) ? Object.values(x).flatMap(insideOf) : [];
}
