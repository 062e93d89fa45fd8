import type { Elementwise } from '../../expression/expr.js';
import { evaluate } from '../../expression/meanings.js';
import type { Samples } from '../samples.js';
import { distance } from './distance.js';
import { fault, type Fault } from './fault.js';
import type { Recorded } from './recorded.js';

export const named = (fn: Elementwise, args: readonly number[]): Record<string, number> =>
  Object.fromEntries(fn.parameters.map((name, i) => [name, args[i]!]));

const call = (fn: Elementwise, args: readonly number[]): string =>
  `${fn.name}(${args.map((x) => (Object.is(x, -0) ? '-0' : x)).join(', ')})`;

/** The value against recorded exact ones. */
export function* values(fn: Elementwise, { bounds }: Samples, { points, edges }: Recorded): Generator<Fault> {
  for (const { args, value } of [...points, ...edges]) {
    const off = distance(fn.value(...args), value);
    if (off > bounds.value) yield fault('value', `${call(fn, args)} is ${fn.value(...args)}, not ${value}: ${off} doubles away`);
  }
}

/** The value at zeros, infinities and not-a-number, exactly. */
export function* specialValues(fn: Elementwise, { special }: Samples, { points }: Recorded): Generator<Fault> {
  for (const [args, value] of special)
    if (!Object.is(fn.value(...args), value))
      yield fault('special', `${call(fn, args)} is ${fn.value(...args)}, not ${Object.is(value, -0) ? '-0' : value}`);
  for (let i = 0; i < fn.arity; i++) {
    const args = points[0]!.args.map((x, k) => (k === i ? NaN : x));
    const stated = special.some(([given]) => given.every((x, k) => Object.is(x, args[k])));
    if (!stated && !Number.isNaN(fn.value(...args))) yield fault('special', `${call(fn, args)} is ${fn.value(...args)}, not NaN`);
  }
}

/** The definition by other functions against the value. */
export function* definition(fn: Elementwise, { bounds }: Samples, { points, edges }: Recorded): Generator<Fault> {
  const formula = fn.definition;
  if ((formula === undefined) !== (bounds.definition === undefined))
    yield fault('definition', `${fn.name} ${formula ? 'has a definition without a bound' : 'lacks its definition'}`);
  if (formula === undefined) return;
  for (const { args, value } of [...points, ...edges]) {
    const off = distance(evaluate(formula, named(fn, args)), value);
    if (off > (bounds.definition ?? 0))
      yield fault('definition', `${call(fn, args)} is defined as ${evaluate(formula, named(fn, args))}, not ${value}: ${off} doubles away`);
  }
}

/** Inside of its domain a function has a finite value, outside NaN or an infinity. */
export function* domain(fn: Elementwise, { outside }: Samples, { points, edges }: Recorded): Generator<Fault> {
  const condition = fn.domain;
  if ((condition === undefined) !== (outside === undefined))
    yield fault('domain', `${fn.name} ${condition ? 'has a domain without points outside' : 'lacks its domain'}`);
  if (condition === undefined || outside === undefined) return;
  for (const { args } of [...points, ...edges])
    if (evaluate(condition, named(fn, args)) === 0) yield fault('domain', `${call(fn, args)} is said to be undefined`);
  for (const args of outside === 'no double' ? [] : outside) {
    if (evaluate(condition, named(fn, args)) !== 0) yield fault('domain', `${call(fn, args)} is said to be defined`);
    if (Number.isFinite(fn.value(...args))) yield fault('domain', `${call(fn, args)} is ${fn.value(...args)}, outside of the domain`);
  }
}

const integers = [-3, -2, -1, 0, 1, 2, 3];
const tuples = (length: number): number[][] =>
  length === 0 ? [[]] : tuples(length - 1).flatMap((tuple) => integers.map((n) => [...tuple, n]));

/** Truth values are 0 and 1; integers stay integers just where the table says so. */
export function* flags(fn: Elementwise, { special, forReals }: Samples, { points, edges }: Recorded): Generator<Fault> {
  const all = [...[...points, ...edges].map(({ args }) => args), ...special.map(([args]) => args)].map((args) => fn.value(...args));
  if (fn.isCondition !== all.every((y) => y === 0 || y === 1))
    yield fault('flags', `${fn.name} is${fn.isCondition ? '' : ' not'} said to be a condition`);
  const kept = tuples(fn.arity).every((args) => Number.isInteger(fn.value(...args)));
  const expected = kept && !fn.isCondition && forReals !== true;
  if (fn.keepsIntegers !== expected) yield fault('flags', `${fn.name} is${fn.keepsIntegers ? '' : ' not'} said to keep integers`);
}
