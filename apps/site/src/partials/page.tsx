import type { PlotFrame } from '@chainrule/viz';
import { createMemo, createSignal, Show, type Accessor, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { ExpressionBox } from '../parts/expression-box.js';
import { fetched } from '../parts/fetched.js';
import { Figure } from '../parts/figure.js';
import { inFrame, type Point } from '../parts/frame.js';
import { Handle } from '../parts/handle.js';
import { LinkProblems } from '../parts/link-problems.js';
import { Maths } from '../parts/maths.js';
import { Readings } from '../parts/readings.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { createUrlState } from '../shell/url-state.js';
import { Curvature } from './curvature.js';
import { sourcesOf } from './sources.js';
import type { FlatPoint } from './flat-worker.js';
import type { answers } from './worker.js';
import './page.css';

const FlatList = fetched(() => import('./flat-list.js').then((module) => module.FlatList));

const clamp = (x: number, reach: number): number => Math.min(reach, Math.max(-reach, x));

export function Page(): JSX.Element {
  const state = createUrlState({ f: 'x^3 - 3x + y^2', x: 0.6, y: 1, u: 20, flat: '' });
  const x = (): number => clamp(state.x(), 3);
  const y = (): number => clamp(state.y(), 3);
  const angle = (): number => clamp(state.u(), 180);
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const [flat, setFlat] = createSignal<readonly FlatPoint[]>([]);
  const marked = createMemo(() => flat().map((point) => [point.x, point.y] as const));
  const view = createView(engine, 'view', () => ({ f: state.f(), x: x(), y: y(), angle: angle(), marked: marked() }));
  const { value, problem } = view;
  const sources = createMemo(() => sourcesOf(state.f(), x(), y(), angle()));
  const turnTo = (to: Point): void => {
    if (to.x !== x() || to.y !== y()) state.set({ u: Math.round((Math.atan2(to.y - y(), to.x - x()) * 1800) / Math.PI) / 10 });
  };

  return (
    <>
      <LinkProblems problems={state.problems} />
      <ExpressionBox
        label={<i>f(x, y) =</i>}
        name="A function f of x and y"
        value={state.f()}
        onInput={(f) => state.set({ f })}
        problem={problem()}
        examples={['x^3 - 3x + y^2', 'x^2 - x*y + 3y^2', 'x^2 - y^2', 'sin(x)*cos(y)', '4x*y*exp(-(x^2 + y^2)/2)', 'x^4 + y^4 - 4x*y']}
      />
      <div class="landscape">
        <Figure drawing={view.drawing('field')} file="gradient-field" sources={sources()} shape={1}>
          {(frameOf) => (
            <>
              <Handle
                frame={frameOf()}
                at={tip(frameOf, { x: x(), y: y() }, angle())}
                label="The direction u"
                valueText={`${shownNumber(angle())} degrees, the slope that way ${shownNumber(value()!.along)}`}
                colour={3}
                onMove={turnTo}
              />
              <Handle
                frame={frameOf()}
                at={{ x: x(), y: y() }}
                label="The point"
                valueText={`x ${shownNumber(x())}, y ${shownNumber(y())}, gradient ${value()!
                  .slopes.map((slope) => shownNumber(slope))
                  .join(', ')}`}
                colour={0}
                onMove={(point) => state.set(point)}
              />
            </>
          )}
        </Figure>
        <div class="cuts">
          <Figure drawing={view.drawing('alongX')} file="cut-along-x" sources={sources()} shape={0.62}>
            {(frameOf) => (
              <Handle
                frame={frameOf()}
                at={{ x: x(), y: value()!.value }}
                label="x, on the cut along x"
                valueText={`x is ${shownNumber(x())}, the slope along x ${shownNumber(value()!.slopes[0])}`}
                alongX
                colour={1}
                onMove={(point) => state.set({ x: point.x })}
              />
            )}
          </Figure>
          <Figure drawing={view.drawing('alongY')} file="cut-along-y" sources={sources()} shape={0.62}>
            {(frameOf) => (
              <Handle
                frame={frameOf()}
                at={{ x: y(), y: value()!.value }}
                label="y, on the cut along y"
                valueText={`y is ${shownNumber(y())}, the slope along y ${shownNumber(value()!.slopes[1])}`}
                alongX
                colour={2}
                onMove={(point) => state.set({ y: point.x })}
              />
            )}
          </Figure>
        </div>
      </div>
      <div class="controls">
        <Slider label={<i>x</i>} value={x()} min={-3} max={3} onInput={(to) => state.set({ x: to })} />
        <Slider label={<i>y</i>} value={y()} min={-3} max={3} onInput={(to) => state.set({ y: to })} />
        <Slider label="direction °" value={angle()} min={-180} max={180} step={1} onInput={(to) => state.set({ u: to })} />
      </div>
      <Show when={value()}>
        {(answer) => (
          <>
            <Readings
              label="Slopes at the point"
              of={[
                { name: '∂f/∂x', value: shownNumber(answer().slopes[0]), note: 'y held still', colour: 1 },
                { name: '∂f/∂y', value: shownNumber(answer().slopes[1]), note: 'x held still', colour: 2 },
                { name: 'steepest', value: shownNumber(answer().steepest), note: '|∇f|, along the gradient', colour: 0 },
                { name: 'along u', value: shownNumber(answer().along), note: '∇f · u', colour: 3 },
              ]}
            />
            <p class="formula">
              <i>∂f/∂x =</i> <Maths markup={answer().partials[0]} />
            </p>
            <p class="formula">
              <i>∂f/∂y =</i> <Maths markup={answer().partials[1]} />
            </p>
          </>
        )}
      </Show>
      <section aria-labelledby="every">
        <h2 id="every">The slope in every direction</h2>
        <p>
          Two partial derivatives are enough to know the slope along any unit vector <i>u</i>: it is <i>∇f · u</i>. Turn the direction. The
          slope is greatest along the gradient, zero along the contour, and most negative straight against the gradient, which is the way
          gradient descent goes.
        </p>
      </section>
      <Figure drawing={view.drawing('directions')} file="slope-in-every-direction" sources={sources()} shape={0.36}>
        {(frameOf) => (
          <Handle
            frame={frameOf()}
            at={{ x: angle(), y: value()!.along }}
            label="The direction, on the curve of slopes"
            valueText={`${shownNumber(angle())} degrees, the slope ${shownNumber(value()!.along)}`}
            alongX
            colour={3}
            onMove={(point) => state.set({ u: Math.round(point.x * 10) / 10 })}
          />
        )}
      </Figure>
      <section aria-labelledby="flat">
        <h2 id="flat">Where it is flat</h2>
        <p>
          Where both partial derivatives are zero there may be a minimum, a maximum or a saddle. The second derivatives decide: they form
          the Hessian, and its eigenvalues are the curvatures along two directions. Both positive is a bowl, both negative a dome, one of
          each a saddle.
        </p>
        <Show when={value()}>{(answer) => <Curvature outlook={answer()} />}</Show>
        <Show
          when={state.flat() !== ''}
          fallback={
            <button type="button" class="button main" onClick={() => state.set({ flat: 'shown' })}>
              Find where the gradient is zero
            </button>
          }
        >
          <FlatList f={state.f()} onFound={setFlat} onGo={({ x, y }) => state.set({ x, y })} />
        </Show>
      </section>
    </>
  );
}

/** Where the direction is dragged: a little way from the point, and within the picture where that can be. */
function tip(frameOf: Accessor<PlotFrame>, { x, y }: Point, angle: number): Point {
  const radians = (angle * Math.PI) / 180;
  const at = (distance: number): Point => ({ x: x + distance * Math.cos(radians), y: y + distance * Math.sin(radians) });
  const distance = [0.9, 0.7, 0.5].find((each) => inFrame(frameOf(), at(each)));
  return at(distance ?? 0.9);
}
