import { readFileSync } from 'node:fs';
import { instantiate, numbers, type Expr } from '@chainrule/core';
import { expect, test } from 'vitest';
import type { Activation } from './activation.js';
import { activations } from './table.js';

interface Case {
  readonly name: string;
  readonly options: Readonly<Record<string, number | string>>;
  readonly exact: readonly (readonly [x: number | string, value: number, slope: number | null])[];
}
const { cases } = JSON.parse(readFileSync(new URL('../../../tooling/reference/activations/exact.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

const all: Readonly<Record<string, Activation>> = activations;
const named = ({ name, options }: Case): Activation => {
  const found = Object.values(all).find(({ key }) => key.toLowerCase() === name.toLowerCase())!;
  return found.with(Object.fromEntries(Object.entries(options).filter(([key]) => key in found.parameters)) as Record<string, number>);
};

/** The spacing of doubles at x. */
const ulp = (x: number): number => (x === 0 ? 2 ** -1074 : Math.max(2 ** (Math.floor(Math.log2(Math.abs(x))) - 52), 2 ** -1074));

/** The size of the largest summand of a formula that is a sum. */
function summands({ fn, parameters }: Activation, x: number): number {
  const rule = fn.stablePartials[0]!;
  const parts: Expr[] = rule.fn?.name === 'add' ? [...rule.args] : [rule];
  const args = [x, ...Object.values(parameters)];
  return Math.max(...parts.map((part) => Math.abs(instantiate(part, fn, numbers({}), args, fn.value(...args)))));
}

test.each(cases.map((c) => [c.name, c] as const))('%s is exact to 4 units in the last place', (_, one) => {
  const activation = named(one);
  for (const [given, value, slope] of one.exact) {
    const x = Number(given);
    expect(Math.abs(activation.value(x) - value) / ulp(value), `value at ${x}`).toBeLessThanOrEqual(4);
    if (slope === null) continue;
    const scale = Math.max(Math.abs(slope), summands(activation, x));
    expect(Math.abs(activation.derivative(x) - slope) / ulp(scale), `slope at ${x}`).toBeLessThanOrEqual(4);
  }
});
