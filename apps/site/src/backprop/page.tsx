import { For, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { ExpressionBox } from '../parts/expression-box.js';
import { Figure } from '../parts/figure.js';
import { LinkProblems } from '../parts/link-problems.js';
import { shownNumber } from '../parts/shown-number.js';
import { Table } from '../parts/table.js';
import { createUrlState } from '../shell/url-state.js';
import { pointText, type Coordinate } from './point-text.js';
import { sourcesOf } from './sources.js';
import { Stepper } from './stepper.js';
import type { answers, BackpropAnswer } from './worker.js';
import './page.css';

/** Small networks, as the formulas they are. */
const networks = [
  { name: 'a line’s squared error', f: '(w*x + b - y)^2', at: 'b=-1,w=3,x=2,y=4' },
  { name: 'a neuron', f: 'tanh(w1*x1 + w2*x2 + b)', at: 'b=0.7,w1=-0.4,w2=1.2,x1=2,x2=0.5' },
  {
    name: 'a network of two layers, and its loss',
    f: '(v1*tanh(w1*x + b1) + v2*tanh(w2*x + b2) + c - t)^2',
    at: 'b1=0.1,b2=-0.3,c=0.2,t=1,v1=0.9,v2=-0.7,w1=0.8,w2=-1.1,x=0.5',
  },
  { name: 'cross-entropy', f: 'log(exp(a) + exp(b) + exp(c)) - b', at: 'a=0.5,b=-0.3,c=1.1' },
] as const;

export function Page(): JSX.Element {
  const state = createUrlState({ f: networks[0].f, at: networks[0].at, step: 0 });
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const view = createView(engine, 'view', () => ({ f: state.f(), at: state.at(), step: Math.max(0, Math.round(state.step())) }));
  const { value, problem } = view;
  const point = (): readonly Coordinate[] => value()?.point ?? [];

  return (
    <>
      <LinkProblems problems={state.problems} />
      <ExpressionBox
        label={<i>f =</i>}
        name="A function f"
        value={state.f()}
        onInput={(f) => state.set({ f, step: 0 })}
        problem={problem()}
        examples={['sin(x)*x', 'x*y/(x + y)', 'max(x, y)^2', 'exp(-x^2/2)']}
      />
      <p class="examples networks">
        <span>Or</span>{' '}
        <For each={networks}>
          {({ name, f, at }) => (
            <button type="button" onClick={() => state.set({ f, at, step: 0 })}>
              {name}
            </button>
          )}
        </For>
      </p>
      <Values point={point()} onChange={(changed) => state.set({ at: pointText(changed) })} />
      <Show when={value()}>{(answer) => <Stepper says={answer().says} step={state.step()} onStep={(step) => state.set({ step })} />}</Show>
      <Figure drawing={view.drawing('graph')} file="backprop" sources={sourcesOf(state.f(), point())} shape={0.4} scrolls />
      <Show when={value()}>{(answer) => <Nodes answer={answer()} />}</Show>
    </>
  );
}

/** A number for each variable. */
function Values(props: { readonly point: readonly Coordinate[]; onChange(point: readonly Coordinate[]): void }): JSX.Element {
  const change = (name: string, value: number): void => {
    if (Number.isFinite(value)) props.onChange(props.point.map((one) => (one.name === name ? { name, value } : one)));
  };
  const names = (): readonly string[] => props.point.map(({ name }) => name);
  return (
    <div class="values" role="group" aria-label="Values of the variables">
      <For each={names().join() === '' ? [] : names()}>
        {(name) => (
          <label>
            <i>{name} =</i>
            <input
              class="field code"
              type="number"
              step="0.1"
              value={props.point.find((one) => one.name === name)?.value ?? 0}
              onChange={(event) => change(name, event.currentTarget.valueAsNumber)}
            />
          </label>
        )}
      </For>
    </div>
  );
}

/** The whole as a table, in the order of computation. */
function Nodes(props: { readonly answer: BackpropAnswer }): JSX.Element {
  return (
    <section aria-labelledby="nodes">
      <h2 id="nodes">Every node</h2>
      <p>
        A gradient goes back along every arrow, times the local derivative written on it. Where several arrows leave a node, what comes back
        is added: that is all of reverse accumulation, and it costs about as much as the forward pass, however many variables there are.
      </p>
      <Table
        label="Every node with value and gradient"
        columns={['node', 'operation', 'value', 'gradient']}
        rows={props.answer.nodes.map(({ expression, operation, value, gradient }) => [
          expression,
          operation,
          shownNumber(value, 6),
          shownNumber(gradient, 6),
        ])}
      />
    </section>
  );
}
