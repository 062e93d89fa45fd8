// Two figures of the compiled backend: an Adam update of ten million parameters, as a share of what plain copying reaches in memory
// traffic, and the gradient of a 49-weight network at 10⁵ points.
import { Expr, tanh } from '@chainrule/core';
import { adam, applyUpdates } from '@chainrule/optim';
import { compile as compileFormulas, gradient } from '@chainrule/symbolic';
import { compile, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';

const short = process.argv.includes('--short');
const backend = wasm();
let failed = 0;
const check = (text: string, ok: boolean): void => {
  console.log(`${text} ${ok ? 'ok' : 'MISSED'}`);
  if (!ok && !short) failed++;
};
const best = (rounds: number, f: () => void): number => {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    f();
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

const size = short ? 1e6 : 1e7;
const rule = adam({ learningRate: 1e-3 });
type State = ReturnType<typeof rule.init>;
const step = compile(
  (w: Tensor, g: Tensor, state: State, hyper: Readonly<Record<string, number>>) => {
    const { updates, state: next } = rule.update({ w: g }, state, { w }, { step: NaN, hyper });
    return { w: applyUpdates({ w }, updates).w, state: next };
  },
  { backend, donate: [0, 2] },
);
const draw = (seed: number): Tensor => tensor(Float32Array.from({ length: size }, (_, i) => Math.sin(i + seed)));
const slope = draw(1);
let w = draw(2);
let state = rule.init({ w });
let at = 0;
const update = (): void => {
  const next = step(w, slope, state, rule.hyper!(at++));
  [w, state] = [next.w, next.state];
};
update();
const [from, to] = [new Float32Array(size).fill(1), new Float32Array(size)];
const copying = best(8, () => {
  to.set(from);
});
const updating = best(8, update);
const [before, after] = [Math.sin(2), w.dataSync()[0]!];
// Every update moves a parameter against its slope by about the rate.
const moved = (before - after) / (1e-3 * at);
// An update reads the parameters, their gradient and two moments, and writes all but the gradient; a copy reads and writes once.
const rate = (arrays: number, milliseconds: number): number => (arrays * 4 * size) / milliseconds / 1e6;
const share = rate(7, updating) / rate(2, copying);
check(
  `Adam, ${size} parameters: ${updating.toFixed(1)} ms, ${rate(7, updating).toFixed(1)} GB/s, ${(100 * share).toFixed(0)} % of a copy's ${rate(2, copying).toFixed(1)} GB/s (at least 60 %)`,
  share >= 0.6 && Math.abs(moved - 1) < 1e-2,
);

const [hidden, points] = [12, 100_000];
const weights: string[] = [];
const weight = (name: string): Expr => {
  weights.push(name);
  return Expr.variable(name);
};
let output = weight('bias');
for (let i = 0; i < hidden; i++) {
  const inner = weight(`u${i}`)
    .times(Expr.variable('x'))
    .plus(weight(`v${i}`).times(Expr.variable('y')))
    .plus(weight(`b${i}`));
  output = output.plus(weight(`w${i}`).times(tanh.of(inner)));
}
const slopes = gradient(output.minus(Expr.variable('target')).squared(), weights);
const names = [...weights, 'x', 'y', 'target'];
const columns = [
  ...weights.map((_, i) => Math.sin(i + 1)),
  ...[1, 2, 3].map((seed) => Float64Array.from({ length: points }, (_, i) => Math.sin(i * 12.9898 + seed))),
];
const [interpreted, compiled] = [compileFormulas(slopes, names), compileFormulas(slopes, names, { backend })];
const [expected, found] = [interpreted.map(columns), compiled.map(columns)];
const off = Math.max(...expected.map((column, k) => column.reduce((most, value, i) => Math.max(most, Math.abs(value - found[k]![i]!)), 0)));
const [slow, fast] = [best(short ? 3 : 10, () => interpreted.map(columns)), best(short ? 3 : 10, () => compiled.map(columns))];
check(`gradient by 49 weights at 10⁵ points: interpreted ${slow.toFixed(1)} ms (at most 120)`, slow <= 120);
check(`the same through wasm: ${fast.toFixed(1)} ms (at most 40), largest difference ${off.toExponential(1)}`, fast <= 40 && off < 1e-12);
process.exitCode = failed === 0 ? 0 : 1;
