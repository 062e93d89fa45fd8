import { createEffect, createSignal, on, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { clamp } from '../parts/clamp.js';
import { Figure } from '../parts/figure.js';
import { FunctionOfX } from '../parts/function-of-x.js';
import { Handle } from '../parts/handle.js';
import { LinkProblems } from '../parts/link-problems.js';
import { Maths } from '../parts/maths.js';
import { createMotion } from '../parts/motion.js';
import { Readings } from '../parts/readings.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { Table } from '../parts/table.js';
import { createUrlState } from '../shell/url-state.js';
import { sourcesOf } from './sources.js';
import type { answers } from './worker.js';
import './page.css';

const [left, right] = [-4, 4];
const [least, most] = [0.001, 3];

export function Page(): JSX.Element {
  const state = createUrlState({ f: 'x^3/6 - x + 1', x: -1.5, h: 2.5 });
  const x = (): number => clamp(state.x(), left, right);
  const h = (): number => clamp(state.h(), least, most);
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const [painted, setPainted] = createSignal<readonly [number, number]>([left, x()]);

  createEffect(on(x, (at) => setPainted(([from, to]) => [Math.min(from, at), Math.max(to, at)])));
  createEffect(on(state.f, () => setPainted([left, x()]), { defer: true }));

  const view = createView(engine, 'view', () => ({ f: state.f(), x: x(), h: h(), painted: painted() }));
  const { value, problem } = view;
  const animate = createMotion();
  const shrink = (): void =>
    animate(() => {
      state.set({ h: Math.max(least, h() * 0.94) });
      return h() > least;
    });
  const sweep = (): void => {
    state.set({ x: left });
    animate(() => {
      state.set({ x: Math.min(right, x() + 0.05) });
      return x() < right;
    });
  };

  return (
    <>
      <LinkProblems problems={state.problems} />
      <FunctionOfX
        value={state.f()}
        onInput={(f) => state.set({ f })}
        problem={problem()}
        examples={['x^3/6 - x + 1', 'sin(2x)', 'exp(-x^2/2)', 'abs(x)', '1/x', 'relu(x)']}
      />
      <Figure drawing={view.drawing('curve')} file="secant-and-tangent" sources={sourcesOf(state.f(), x())} shape={0.5}>
        {(frameOf) => (
          <>
            <Handle
              frame={frameOf()}
              at={{ x: x() + h(), y: value()!.values[1] }}
              label="The second point of the secant, x + h"
              alongX
              colour={2}
              onMove={(point) => state.set({ h: clamp(point.x - x(), least, most) })}
            />
            <Handle
              frame={frameOf()}
              at={{ x: x(), y: value()!.values[0] }}
              label="The point x, where the tangent touches"
              valueText={`x is ${shownNumber(x())}, the slope there ${shownNumber(value()!.tangent)}`}
              alongX
              colour={0}
              onMove={(point) => state.set({ x: clamp(point.x, left, right) })}
            />
          </>
        )}
      </Figure>
      <div class="controls">
        <Slider label={<i>x</i>} value={x()} min={left} max={right} onInput={(to) => state.set({ x: to })} />
        <Slider label={<i>h</i>} value={h()} min={least} max={most} logarithmic onInput={(to) => state.set({ h: to })} />
        <div class="buttons">
          <button type="button" class="button main" onClick={shrink}>
            Let h shrink
          </button>
          <button type="button" class="button" onClick={sweep}>
            Sweep x across
          </button>
        </div>
      </div>
      <Show when={value()}>
        {(answer) => (
          <>
            <Readings
              label="The two slopes"
              of={[
                { name: 'secant', value: shownNumber(answer().secant, 5), note: '(f(x + h) − f(x)) / h', colour: 2 },
                { name: 'tangent', value: shownNumber(answer().tangent, 5), note: 'f′(x)', colour: 1 },
              ]}
            />
            <section aria-labelledby="paints">
              <h2 id="paints">The tangent paints the derivative</h2>
              <p>
                Write the tangent's slope below each <i>x</i> you visit, and a second curve appears. It is a function too, and it has a
                formula:
              </p>
              <p class="formula">
                <i>f′(x) =</i> <Maths markup={answer().derivative} />
              </p>
            </section>
          </>
        )}
      </Show>
      <Figure drawing={view.drawing('slopes')} file="derivative" sources={sourcesOf(state.f(), x())} shape={0.36}>
        {(frameOf) => (
          <Handle
            frame={frameOf()}
            at={{ x: x(), y: value()!.tangent }}
            label="The place x on the derivative"
            alongX
            colour={1}
            onMove={(point) => state.set({ x: clamp(point.x, left, right) })}
          />
        )}
      </Figure>
      <section aria-labelledby="closer">
        <h2 id="closer">Closer and closer</h2>
        <p>
          The derivative is what secants come to as <i>h</i> shrinks. Ten times smaller, about ten times nearer: the error of a secant is of
          first order in <i>h</i>. Where there is a corner or a pole the secants do not settle, or settle on something else from the other
          side.
        </p>
        <Show when={value()}>
          {(answer) => (
            <Table
              label="Secants for smaller and smaller h"
              columns={['h', 'slope of the secant', 'off by']}
              rows={answer().approach.map((row) => [String(row.h), shownNumber(row.secant, 8), shownNumber(row.off, 2)])}
            />
          )}
        </Show>
      </section>
    </>
  );
}
