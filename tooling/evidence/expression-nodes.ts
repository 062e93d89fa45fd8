// What making a node of a formula costs, beside making a plain object with the same six fields in the same run.
import { Expr, Pool, sin } from '@chainrule/core';

const short = process.argv.includes('--short');
const count = short ? 20_000 : 200_000;
const rounds = short ? 5 : 15;
const [x, y] = [Expr.variable('x'), Expr.variable('y')];

const cases: Record<string, (i: number) => unknown> = {
  'plain object': (i) => ({ kind: 'number', value: i, name: '', fn: undefined, args: [], hash: i }),
  'Expr.number of a double': (i) => Expr.number(i + 0.5),
  'Expr.number of an integer': (i) => Expr.number(i),
  'Expr.variable': () => Expr.variable('x'),
  'sin.of(x)': () => sin.of(x),
  'x.plus(y)': () => x.plus(y),
};

const times = new Map(Object.keys(cases).map((name) => [name, [] as number[]]));
for (let round = 0; round < rounds; round++)
  for (const [name, make] of Object.entries(cases)) {
    const start = performance.now();
    let last: unknown;
    for (let i = 0; i < count; i++) last = make(i);
    if (last === undefined) throw new Error('nothing was made');
    times.get(name)!.push(((performance.now() - start) * 1e6) / count);
  }
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const plain = median(times.get('plain object')!);
for (const [name, values] of times)
  console.log(
    `${name.padEnd(28)} ${median(values).toFixed(0).padStart(5)} ns  ${(median(values) / plain).toFixed(1).padStart(5)} × a plain object`,
  );

// Hashes tell apart: numbers that differ, also in the last bit, rarely share one.
const hashes = new Set<number>();
const many = 100_000;
for (let i = 0; i < many; i++) hashes.add(Expr.number(1 + i * 2 ** -52).hash);
console.log(`${many} neighbouring doubles have ${hashes.size} hashes`);

const start = performance.now();
let sum: Expr = x;
for (let i = 0; i < many; i++) sum = sum.plus(x.times(i % 100).squared());
const made = performance.now();
new Pool().intern(sum);
console.log(`a sum of ${many} terms: made in ${(made - start).toFixed(0)} ms, interned in ${(performance.now() - made).toFixed(0)} ms`);
if (hashes.size < 0.999 * many) process.exit(1);
