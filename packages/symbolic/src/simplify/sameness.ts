import type { Constant, Elementwise } from '@chainrule/core';
import { sameConstant } from './constant.js';
import type { Factor, Part, Term } from './term.js';

/** What makes a term the one it is. */
export type Description = Omit<Term, 'id'>;

export const none: readonly never[] = [];

export const describe = (
  kind: Term['kind'],
  value: Constant,
  name = '',
  fn?: Elementwise,
  args: readonly Term[] = none,
  parts: readonly Part[] = none,
  factors: readonly Factor[] = none,
): Description => ({ kind, value, name, fn, args, parts, factors });

const mix = (hash: number, value: number): number => {
  const h = Math.imul(hash ^ value, 0x9e3779b1);
  return h ^ (h >>> 15);
};
const hashConstant = (value: Constant): number =>
  typeof value === 'number' ? value * 4096 : Number(value.numerator) + 31 * Number(value.denominator);

/** A 32-bit hash: equal descriptions have equal ones. */
export function hashOf({ kind, value, name, fn, args, parts, factors }: Description): number {
  let hash = fn ? fn.hash : mix(kind.length, hashConstant(value));
  for (let i = 0; i < name.length; i++) hash = mix(hash, name.charCodeAt(i));
  for (const arg of args) hash = mix(hash, arg.id);
  for (const [term, c] of parts) hash = mix(mix(hash, term.id), hashConstant(c));
  for (const [base, exponent] of factors) hash = mix(mix(hash, base.id), exponent.id);
  return hash;
}

/** Whether a term is that of a description. */
export function isSame(term: Term, other: Description): boolean {
  return (
    term.kind === other.kind &&
    term.name === other.name &&
    term.fn === other.fn &&
    sameConstant(term.value, other.value) &&
    sameList(term.args, other.args, (a, b) => a === b) &&
    sameList(term.parts, other.parts, ([a, c], [b, d]) => a === b && sameConstant(c, d)) &&
    sameList(term.factors, other.factors, ([a, x], [b, y]) => a === b && x === y)
  );
}
function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a[i]!, b[i]!)) return false;
  return true;
}

/** About how many characters it would take to write the term down: numbers of many digits are more work. */
export function lengthOf({ value, name, args, parts, factors }: Description): number {
  let length = name.length + digits(value) + 5 * args.length + 8 * factors.length;
  for (const [, c] of parts) length += 5 + digits(c);
  return length;
}
const digits = (value: Constant): number =>
  typeof value === 'number' ? 4 : Number.isSafeInteger(Number(value.numerator)) && value.denominator === 1n ? 2 : value.toString().length;
