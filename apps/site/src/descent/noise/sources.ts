import type { Sources } from '../../parts/take-along.js';
import { points, regression } from '../regression.js';
import { scheduleChoices } from '../schedule-choices.js';
import type { NoiseQuestion } from './noisy-runs.js';

/** The descent with all rows as a command, and all three as a program. */
export function noiseSources({ rate, schedule, epochs, seed }: NoiseQuestion): Sources {
  const { code, imports } = scheduleChoices[schedule];
  return {
    cli: `chainrule descend "${regression}" --from w=4,b=0 --rates ${rate} --steps ${epochs} # all rows in every step`,
    typescript: `import { key, ndarray } from '@chainrule/core';
import { ${['advance', 'batches', 'begin', 'sgd', ...imports].sort().join(', ')} } from '@chainrule/optim';

const rows = { x: ndarray([${points.x.join(', ')}]), t: ndarray([${points.t.join(', ')}]) };
const [rate, epochs] = [${rate}, ${epochs}];
for (const size of [5, 2, 1]) {
  const steps = epochs * Math.ceil(5 / size);
  let run = begin(sgd({ learningRate: ${code} }), { w: ndarray(4), b: ndarray(0) });
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { x, t } of batches(rows, { size, key: key(${seed}), epoch })) {
      const off = x.mul(run.params.w).add(run.params.b).sub(t);
      run = advance(run, { w: off.mul(x).mean().mul(2), b: off.mean().mul(2) });
    }
  console.log(\`\${size} rows a step, \${steps} steps\`, run.params.w.item(), run.params.b.item());
}
`,
  };
}
