import { createEffect, createMemo, createSignal, For, on, onCleanup, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createAnswer } from '../engine/create-answer.js';
import type { Canvas, Picture } from '../engine/picture.js';
import { ExpressionBox } from '../parts/expression-box.js';
import { Figure } from '../parts/figure.js';
import { Handle } from '../parts/handle.js';
import { LinkProblems } from '../parts/link-problems.js';
import { Maths } from '../parts/maths.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { createUrlState } from '../shell/url-state.js';
import { sourcesOf } from './sources.js';
import type { answers } from './worker.js';
import './page.css';

const [left, right] = [-4, 4];
const [least, most] = [0.001, 3];
const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function Page(): JSX.Element {
  const state = createUrlState({ f: 'x^3/6 - x + 1', x: -1.5, h: 2.5 });
  const x = (): number => clamp(state.x(), left, right);
  const h = (): number => clamp(state.h(), least, most);
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const [size, setSize] = createSignal<Omit<Canvas, 'theme'>>();
  const [painted, setPainted] = createSignal<readonly [number, number]>([left, x()]);

  createEffect(on(x, (at) => setPainted(([from, to]) => [Math.min(from, at), Math.max(to, at)])));
  createEffect(on(state.f, () => setPainted([left, x()]), { defer: true }));

  const request = createMemo(() => {
    const canvas = size();
    return canvas && { f: state.f(), x: x(), h: h(), painted: painted(), ...canvas, theme: 'auto' as const };
  });
  const { value, problem } = createAnswer(engine, 'view', request);
  const redraw =
    (which: 'curve' | 'slopes') =>
    async (theme: 'light'): Promise<Picture | undefined> => {
      const reply = await engine.ask('view', { ...request()!, theme });
      return reply && 'value' in reply ? reply.value[which] : undefined;
    };

  /** What moves by itself, until it is there or another movement begins; at once for those who want no motion. */
  let frame = 0;
  const animate = (step: () => boolean): void => {
    cancelAnimationFrame(frame);
    const next = (): void => {
      if (step()) frame = requestAnimationFrame(next);
    };
    if (calm.matches) while (step());
    else next();
  };
  onCleanup(() => cancelAnimationFrame(frame));
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
      <ExpressionBox
        label={<i>f(x) =</i>}
        name="A function f of x"
        value={state.f()}
        onInput={(f) => state.set({ f })}
        problem={problem()}
        examples={['x^3/6 - x + 1', 'sin(2x)', 'exp(-x^2/2)', 'abs(x)', '1/x', 'relu(x)']}
      />
      <Figure
        picture={value()?.curve}
        file="secant-and-tangent"
        sources={sourcesOf(state.f(), x())}
        onSize={setSize}
        shape={0.5}
        redraw={redraw('curve')}
      >
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
            <div class="slopes" role="group" aria-label="The two slopes">
              <p class="colour-2">
                <span>secant</span>
                <b>{shownNumber(answer().secant, 5)}</b>
                <small>(f(x + h) − f(x)) / h</small>
              </p>
              <p class="colour-1">
                <span>tangent</span>
                <b>{shownNumber(answer().tangent, 5)}</b>
                <small>f′(x)</small>
              </p>
            </div>
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
      <Figure
        picture={value()?.slopes}
        file="derivative"
        sources={sourcesOf(state.f(), x())}
        onSize={() => undefined}
        shape={0.36}
        redraw={redraw('slopes')}
      >
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
            <div class="table" tabindex="0" role="region" aria-label="Secants for smaller and smaller h">
              <table>
                <thead>
                  <tr>
                    <th scope="col">h</th>
                    <th scope="col">slope of the secant</th>
                    <th scope="col">off by</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={answer().approach}>
                    {(row) => (
                      <tr>
                        <td>{String(row.h)}</td>
                        <td>{shownNumber(row.secant, 8)}</td>
                        <td>{shownNumber(row.off, 2)}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
          )}
        </Show>
      </section>
    </>
  );
}
