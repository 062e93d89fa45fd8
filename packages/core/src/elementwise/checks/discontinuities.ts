import type { Elementwise } from '../../expression/expr.js';
import { evaluate } from '../../expression/meanings.js';
import type { Samples } from '../samples.js';
import { slope } from './derivatives.js';
import { fault, type Fault } from './fault.js';
import { named } from './values.js';

const smallest = 0.1;
const pole = 1e6;
const cell = 1 / 16;
const reach = 8;

/** Where f jumps between −8 and 8: cells are halved towards their larger change until two neighbouring doubles are left. */
function jumpsOf(f: (x: number) => number): { before: number; after: number }[] {
  const found: { before: number; after: number }[] = [];
  for (let k = -reach / cell; k < reach / cell; k++) {
    let [a, b, left, right] = [k * cell, (k + 1) * cell, f(k * cell), f((k + 1) * cell)];
    for (let middle = (a + b) / 2; Math.abs(right - left) > smallest; middle = (a + b) / 2) {
      if (middle === a || middle === b) {
        if (Math.abs(right - left) < pole) found.push({ before: a, after: b });
        break;
      }
      const value = f(middle);
      if (Math.abs(value - left) > Math.abs(right - value)) [b, right] = [middle, value];
      else [a, left] = [middle, value];
    }
  }
  return found;
}

const isJump = (jumps: Elementwise['jumps'], x: number): boolean => {
  if (jumps === 'integers') return Number.isInteger(x);
  if (jumps === 'half-integers') return Number.isInteger(x - 0.5);
  return jumps?.includes(x) ?? false;
};

const some = (jumps: Elementwise['jumps']): readonly number[] =>
  typeof jumps === 'string' ? [-3, -2, -1, 0, 1, 2, 3].map((n) => (jumps === 'integers' ? n : n + 0.5)) : (jumps ?? []);

/** The value jumps where the table says so, and nowhere else inside of the domain. */
export function* jumps(fn: Elementwise): Generator<Fault> {
  if (fn.arity !== 1) return;
  for (const at of some(fn.jumps)) {
    const [before, there, after] = [fn.value(at - 2 ** -30), fn.value(at), fn.value(at + 2 ** -30)];
    if (!(Math.max(Math.abs(there - before), Math.abs(after - there)) > smallest))
      yield fault('jumps', `${fn.name} is said to jump at ${at}`);
  }
  const defined = (x: number): boolean => fn.domain === undefined || evaluate(fn.domain, named(fn, [x])) !== 0;
  for (const { before, after } of jumpsOf((x) => fn.value(x)))
    if (!isJump(fn.jumps, before) && !isJump(fn.jumps, after) && defined(before) && defined(after))
      yield fault('jumps', `${fn.name} jumps between ${before} and ${after}`);
}

const h = 2 ** -24;
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

/** The slope jumps where and as the table says, by one-sided differences and by the derivative's formula, and nowhere else. */
export function* kinks(fn: Elementwise, { conventions }: Samples): Generator<Fault> {
  if (fn.arity !== 1) {
    if (fn.kinks.length > 0) yield fault('kinks', `${fn.name} has several arguments, so its kinks are no points`);
    return;
  }
  const rule = fn.partials[0] ?? null;
  for (const { at, left, right } of fn.kinks) {
    if (left === right) yield fault('kinks', `the slopes of ${fn.name} on both sides of ${at} are equal`);
    const sides = [
      { side: 'left', stated: left, difference: (fn.value(at) - fn.value(at - h)) / h, formula: slope(fn, rule, [at - h]) },
      { side: 'right', stated: right, difference: (fn.value(at + h) - fn.value(at)) / h, formula: slope(fn, rule, [at + h]) },
    ];
    for (const { side, stated, difference, formula } of sides)
      if (!near(stated, difference) || !near(stated, formula))
        yield fault('kinks', `the slope of ${fn.name} to the ${side} of ${at} is ${difference}, by its formula ${formula}, not ${stated}`);
    if (!conventions.some(([[x]]) => x === at)) yield fault('kinks', `no convention is stated for the kink of ${fn.name} at ${at}`);
  }
  for (const { before, after } of jumpsOf((x) => slope(fn, rule, [x])))
    if (![before, after].some((x) => isJump(fn.jumps, x) || fn.kinks.some(({ at }) => at === x)))
      yield fault('kinks', `the slope of ${fn.name} jumps between ${before} and ${after}`);
}
