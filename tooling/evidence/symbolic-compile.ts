// The gradient of a small network's loss by its 49 weights at 10⁵ points: compiled formulas, beside the same gradient written by hand as a
// plain loop. Best of several interleaved rounds, in processor time, which other work on the machine disturbs least.
// Bounds: 120 ms, twice the time by hand, and the values agree.
import { Expr, tanh } from '@chainrule/core';
import { compile, gradient, operations, type Column } from '@chainrule/symbolic';

const short = process.argv.includes('--short');
const [hidden, points, rounds] = [12, 100_000, short ? 5 : 15];
const weights: string[] = [];
const weight = (name: string): Expr => {
  weights.push(name);
  return Expr.variable(name);
};
const [x, y, target] = ['x', 'y', 'target'].map((name) => Expr.variable(name)) as [Expr, Expr, Expr];
let output = weight('bias');
for (let i = 0; i < hidden; i++) {
  const inner = weight(`u${i}`)
    .times(x)
    .plus(weight(`v${i}`).times(y))
    .plus(weight(`b${i}`));
  output = output.plus(weight(`w${i}`).times(tanh.of(inner)));
}
const loss = output.minus(target).squared();
const start = performance.now();
const slopes = gradient(loss, weights);
const made = performance.now();
const compiled = compile(slopes, [...weights, 'x', 'y', 'target']);
console.log(
  `${weights.length} weights: gradient in ${(made - start).toFixed(1)} ms, compiled in ${(performance.now() - made).toFixed(1)} ms`,
);
console.log(
  `operations, parts counted once: loss ${operations(loss).graph}, with its gradient ${operations(slopes.reduce((a, b) => a.plus(b), loss)).graph}`,
);

const column = (seed: number): Float64Array => Float64Array.from({ length: points }, (_, i) => Math.sin(i * 12.9898 + seed));
const data = [column(1), column(2), column(3)] as const;
const values = weights.map((_, i) => Math.sin(i + 1));
const columns: Column[] = [...values, ...data];
const everyColumn: Column[] = [...values.map((value) => new Float64Array(points).fill(value)), ...data];

/** The same by hand: weights in the order bias, then u, v, b, w for each hidden unit. */
function byHand(): Float64Array[] {
  const out = weights.map(() => new Float64Array(points));
  const t = new Float64Array(hidden);
  for (let p = 0; p < points; p++) {
    const [px, py] = [data[0][p]!, data[1][p]!];
    let sum = values[0]!;
    for (let i = 0; i < hidden; i++) {
      const k = 1 + 4 * i;
      t[i] = Math.tanh(values[k]! * px + values[k + 1]! * py + values[k + 2]!);
      sum += values[k + 3]! * t[i]!;
    }
    const d = 2 * (sum - data[2][p]!);
    out[0]![p] = d;
    for (let i = 0; i < hidden; i++) {
      const k = 1 + 4 * i;
      const inner = d * values[k + 3]! * (1 - t[i]! * t[i]!);
      out[k]![p] = inner * px;
      out[k + 1]![p] = inner * py;
      out[k + 2]![p] = inner;
      out[k + 3]![p] = d * t[i]!;
    }
  }
  return out;
}

const best = { compiled: Infinity, 'compiled, a column for each weight': Infinity, 'by hand': Infinity };
let results: Float64Array[] = [];
let expected: Float64Array[] = [];
const timed = (name: keyof typeof best, run: () => void): void => {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  best[name] = Math.min(best[name], (user + system) / 1000);
};
for (let round = 0; round < rounds; round++) {
  timed('compiled', () => (results = compiled.map(columns)));
  timed('by hand', () => (expected = byHand()));
  timed('compiled, a column for each weight', () => (results = compiled.map(everyColumn)));
}
const worst = Math.max(
  ...results.map((found, i) => found.reduce((most, value, p) => Math.max(most, Math.abs(value - expected[i]![p]!)), 0)),
);
for (const [name, time] of Object.entries(best))
  console.log(`${name}: ${time.toFixed(1)} ms (${(time / best['by hand']).toFixed(2)} × by hand)`);
console.log(`largest difference: ${worst.toExponential(1)}`);
const fast = best.compiled <= 120 && best.compiled <= 2 * best['by hand'];
process.exit(worst < 1e-12 && (fast || short) ? 0 : 1);
