import { createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { Figure } from '../parts/figure.js';
import { ProblemText } from '../parts/problem.js';
import { shownNumber } from '../parts/shown-number.js';
import { Table } from '../parts/table.js';
import type { Sources } from '../parts/take-along.js';
import type { answers } from './comparison-worker.js';
import type { Measured } from './methods.js';

const counts = [1, 3, 10, 30, 100, 300];

const sources: Sources = {
  cli: `chainrule compare --parameters ${counts.join(',')}`,
  typescript: `import { softplus } from '@chainrule/core';
import { gradient } from '@chainrule/numeric';
import { grad, tensor, type Tensor } from '@chainrule/tensor';

const x = Float64Array.from({ length: 300 }, (_, i) => Math.sin(i + 1));
const loss = (w: Float64Array) => Math.log1p(Math.exp(-w.reduce((sum, each, i) => sum + each * x[i]!, 0)));
const w = new Float64Array(300);
console.time('numeric');
gradient(loss, w);
console.timeEnd('numeric');
console.time('automatic');
await grad((each: Tensor) => each.mul(tensor(x)).sum().neg().apply(softplus))(tensor(w)).data();
console.timeEnd('automatic');
`,
};

/** Measures for one number of weights after the other, and draws what is there. */
export function Comparison(): JSX.Element {
  const engine = createEngine<typeof answers>(() => new Worker(new URL('comparison-worker.ts', import.meta.url), { type: 'module' }), {
    patience: 20_000,
  });
  const [rows, setRows] = createSignal<readonly Measured[]>([]);
  const [busy, setBusy] = createSignal(true);
  const [failed, setFailed] = createSignal<{ readonly message: string }>();
  let gone = false;
  onCleanup(() => (gone = true));

  const measure = async (): Promise<void> => {
    setBusy(true);
    setRows([]);
    for (const parameters of counts) {
      const reply = await engine.ask('measure', { parameters });
      if (gone) return;
      if (reply && 'problem' in reply) setFailed(reply.problem);
      if (reply === undefined || 'problem' in reply) break;
      setRows((before) => [...before, ...reply.value]);
    }
    setBusy(false);
  };
  onMount(() => void measure());

  const view = createView(engine, 'view', () => ({ rows: rows() }));
  const last = (): readonly Measured[] => rows().slice(-3);

  return (
    <>
      <p role="status" class="note">
        {busy()
          ? `Measuring ${counts[rows().length / 3] ?? ''} weights …`
          : `For ${last()[0]?.parameters ?? 0} weights: ${last()
              .map(({ method, time }) => `${method} ${shownNumber(time, 2)} µs`)
              .join(', ')}.`}
      </p>
      <ProblemText problem={failed()} />
      <Figure drawing={view.drawing('times')} file="time-of-a-gradient" sources={sources} shape={0.42} />
      <Figure drawing={view.drawing('errors')} file="error-of-a-gradient" sources={sources} shape={0.42} />
      <Table
        label="What was measured"
        columns={['weights', 'method', 'a gradient', 'preparation', 'relative error']}
        rows={rows().map(({ parameters, method, time, preparation, error }) => [
          String(parameters),
          method,
          `${shownNumber(time, 3)} µs`,
          `${shownNumber(preparation, 2)} ms`,
          error === 0 ? '0' : shownNumber(error, 1),
        ])}
      />
      <Show when={!busy()}>
        <p class="buttons">
          <button type="button" class="button" onClick={() => void measure()}>
            Measure again
          </button>
        </p>
      </Show>
    </>
  );
}
