import type { Constant } from '@chainrule/core';
import { sameConstant } from './constant.js';
import type { Term } from './term.js';

export const none: readonly never[] = [];

const mix = (hash: number, value: number): number => {
  const h = Math.imul(hash ^ value, 0x9e3779b1);
  return h ^ (h >>> 15);
};
const hashConstant = (value: Constant): number => (typeof value === 'number' ? value * 4096 : value.hash);

/** A 32-bit hash: equal terms have equal ones. */
export function hashOf({ kind, value, name, fn, args, parts, factors }: Term): number {
  let hash = fn ? fn.hash : mix(kind.length, hashConstant(value));
  for (let i = 0; i < name.length; i++) hash = mix(hash, name.charCodeAt(i));
  for (const arg of args) hash = mix(hash, arg.id);
  for (const part of parts) hash = mix(mix(hash, part[0].id), hashConstant(part[1]));
  for (const factor of factors) hash = mix(mix(hash, factor[0].id), factor[1].id);
  return hash;
}

/** Whether two terms are the same but for their ids. */
export function isSame(a: Term, b: Term): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.fn === b.fn &&
    sameConstant(a.value, b.value) &&
    a.parts.length === b.parts.length &&
    a.factors.length === b.factors.length &&
    a.args.every((arg, i) => arg === b.args[i]) &&
    (a.parts === none || a.parts.every((part, i) => part[0] === b.parts[i]![0] && sameConstant(part[1], b.parts[i]![1]))) &&
    (a.factors === none || a.factors.every((factor, i) => factor[0] === b.factors[i]![0] && factor[1] === b.factors[i]![1]))
  );
}

/** About how many characters it would take to write the term down: numbers of many digits are more work. */
export function lengthOf({ value, name, args, parts, factors }: Term): number {
  let length = name.length + digits(value) + 5 * args.length + 8 * factors.length;
  for (const part of parts) length += 5 + digits(part[1]);
  return length;
}
const digits = (value: Constant): number =>
  typeof value === 'number' ? 4 : value.isInteger && Number.isSafeInteger(value.toNumber()) ? 2 : value.toString().length;
