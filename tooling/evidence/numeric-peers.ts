// Side by side with numdifftools and SciPy on the same functions, and what a call costs. The peers' part was recorded by
// numeric-peers/record.py; ours is measured here.
import { readFileSync } from 'node:fs';
import { derivative } from '@chainrule/numeric';
import { references } from '../../packages/numeric/src/test-support/reference.js';
import { scoreOf } from '../../packages/numeric/src/test-support/score.js';

interface Recorded {
  readonly digits: number;
  readonly failures: number;
  readonly honestPercent: number;
  readonly medianEvaluations: number;
}

interface Recording {
  readonly versions: Readonly<Record<string, string>>;
  readonly sets: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Recorded>>>>>>;
}

const recording = JSON.parse(readFileSync('tooling/evidence/numeric-peers/recorded.json', 'utf8')) as Recording;
const failed: string[] = [];
const short = process.argv.includes('--short');

console.log(
  `recorded with numdifftools ${recording.versions.numdifftools}, SciPy ${recording.versions.scipy}, Python ${recording.versions.python}`,
);
for (const file of ['accuracy.jsonl', 'independent.jsonl'] as const) {
  const { scalar } = references(file);
  console.log(
    `\n${file}: ${scalar.length} functions\norder  tool                                        digits  failures  honest  median evaluations`,
  );
  for (const order of [1, 2, 3, 4]) {
    const ours = scoreOf(scalar, order);
    const entry: Recorded = { ...ours, failures: ours.failures.length };
    const peers = Object.entries(recording.sets[file]!).flatMap(([name, orders]) =>
      orders[order] ? [[name, orders[order]] as const] : [],
    );
    for (const [name, { digits, failures, honestPercent, medianEvaluations }] of [['@chainrule/numeric', entry] as const, ...peers]) {
      const cells = [
        digits.toFixed(2).padStart(6),
        String(failures).padStart(8),
        `${honestPercent.toFixed(1)} %`.padStart(6),
        String(medianEvaluations).padStart(8),
      ];
      console.log(`${String(order).padStart(5)}  ${name.padEnd(42)}  ${cells.join('  ')}`);
      if (name !== '@chainrule/numeric' && digits >= entry.digits) failed.push(`${file}, order ${order}: ${name} has more digits`);
    }
  }
}

/** Best time of a warm call, in µs, less the time of the evaluations themselves. */
function overhead(order: number): number {
  const calls = short ? 500 : 5000;
  const evaluations = derivative(Math.sin, 1, { order }).evaluations;
  let best = Infinity;
  let kept = 0;
  for (let round = 0; round < 20; round++) {
    let start = performance.now();
    for (let i = 0; i < calls; i++) kept += derivative(Math.sin, 1, { order }).value;
    const whole = performance.now() - start;
    start = performance.now();
    for (let i = 0; i < calls * evaluations; i++) kept += Math.sin(1 + i * 1e-9);
    best = Math.min(best, (whole - (performance.now() - start)) / calls);
  }
  return Number.isNaN(kept) ? NaN : best * 1000;
}

const limit = 40;
console.log('\nour own time for a warm derivative(Math.sin, 1)');
for (const order of [1, 2]) {
  const microseconds = overhead(order);
  console.log(`order ${order}: ${microseconds.toFixed(1)} µs${order === 1 ? ` (limit ${limit})` : ''}`);
  if (order === 1 && !short && !(microseconds <= limit)) failed.push(`a warm call takes ${microseconds.toFixed(1)} µs of our own`);
}
for (const problem of failed) console.log(`FAILED: ${problem}`);
process.exitCode = failed.length > 0 ? 1 : 0;
