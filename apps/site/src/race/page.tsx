import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { clamp } from '../parts/clamp.js';
import { ExpressionBox } from '../parts/expression-box.js';
import { Figure } from '../parts/figure.js';
import { fetched } from '../parts/fetched.js';
import { Handle } from '../parts/handle.js';
import { LinkProblems } from '../parts/link-problems.js';
import { createMotion } from '../parts/motion.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { Table } from '../parts/table.js';
import { createUrlState } from '../shell/url-state.js';
import { ChooseRacers } from './choose-racers.js';
import { OwnOptimizer } from './own-optimizer.js';
import type { Path } from './path.js';
import { racersOf, racersText } from './racers.js';
import { sourcesOf } from './sources.js';
import type { answers } from './worker.js';
import './page.css';

const SurfaceView = fetched(() => import('./surface/surface-view.js').then((module) => module.SurfaceView));

export function Page(): JSX.Element {
  const state = createUrlState({
    f: '(1 - x)^2 + 10(y - x^2)^2',
    x: -1.6,
    y: 1.8,
    reach: 2.5,
    who: 'sgd:0.01,adam:0.1,rmsprop:0.03,lbfgs:1',
    steps: 150,
    step: 150,
    surface: '',
  });
  const reach = (): number => clamp(state.reach(), 0.5, 20);
  const x = (): number => clamp(state.x(), -reach(), reach());
  const y = (): number => clamp(state.y(), -reach(), reach());
  const steps = (): number => Math.round(clamp(state.steps(), 10, 500));
  const step = (): number => Math.round(clamp(state.step(), 0, steps()));
  const racers = createMemo(() => racersOf(state.who()));
  const [own, setOwn] = createSignal<Path>();
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }), {
    patience: 15_000,
  });
  const view = createView(engine, 'view', () => ({
    f: state.f(),
    x: x(),
    y: y(),
    reach: reach(),
    racers: racers(),
    own: own(),
    steps: steps(),
    step: step(),
  }));
  const race = createMemo(() => ({ f: state.f(), from: [x(), y()] as const, steps: steps() }));
  const sources = createMemo(() => sourcesOf({ ...race(), racers: racers() }));
  const [playing, setPlaying] = createSignal(false);
  const animate = createMotion();
  const play = (): void => {
    setPlaying(true);
    if (step() >= steps()) state.set({ step: 0 });
    animate(() => {
      state.set({ step: step() + 1 });
      const goesOn = playing() && step() < steps();
      if (!goesOn) setPlaying(false);
      return goesOn;
    });
  };
  const goTo = (to: number): void => {
    setPlaying(false);
    state.set({ step: clamp(to, 0, steps()) });
  };
  // A way that was raced elsewhere is no longer one of this race.
  createEffect(on(race, () => setOwn(undefined), { defer: true }));

  return (
    <>
      <LinkProblems problems={state.problems} />
      <ExpressionBox
        label={<i>f(x, y) =</i>}
        name="A function f of x and y"
        value={state.f()}
        onInput={(f) => state.set({ f })}
        problem={view.problem()}
        examples={[
          '(1 - x)^2 + 10(y - x^2)^2',
          'x^2/20 + y^2',
          '(x^2 + y - 2)^2 + (x + y^2 - 2)^2',
          'x^2 + y^2 + 2 - cos(6x) - cos(6y)',
          'x^4/4 - x^2/2 + y^2',
          'log(1 + abs(x) + 3abs(y))',
        ]}
      />
      <Figure drawing={view.drawing('field')} file="race" sources={sources()} shape={0.64}>
        {(frameOf) => (
          <Handle frame={frameOf()} at={{ x: x(), y: y() }} label="The start" colour={0} onMove={(point) => state.set(point)} />
        )}
      </Figure>
      <div class="controls">
        <div class="buttons">
          <button type="button" class="button main" onClick={() => (playing() ? setPlaying(false) : play())}>
            {playing() ? 'Pause' : 'Race'}
          </button>
          <button type="button" class="button" disabled={step() === 0} onClick={() => goTo(step() - 1)}>
            One back
          </button>
          <button type="button" class="button" disabled={step() >= steps()} onClick={() => goTo(step() + 1)}>
            One on
          </button>
        </div>
        <Slider label="step" value={step()} min={0} max={steps()} step={1} onInput={goTo} />
        <Slider label="of" value={steps()} min={10} max={500} step={10} onInput={(to) => state.set({ steps: to, step: to })} />
        <Slider
          label="seen to ±"
          value={reach()}
          min={0.5}
          max={20}
          logarithmic
          onInput={(to) => state.set({ reach: Number(to.toPrecision(2)) })}
        />
      </div>
      <Show when={view.value()}>
        {(answer) => (
          <Table
            label="Where each is"
            columns={['optimizer', 'x', 'y', 'f']}
            rows={[...answer().standings]
              .sort((a, b) => a.value - b.value)
              .map(({ name, colour, point, value }) => [
                <span class={`racer colour-${colour}`}>{name}</span>,
                shownNumber(point[0]),
                shownNumber(point[1]),
                shownNumber(value),
              ])}
            caption={`After step ${step()}, the lowest first`}
          />
        )}
      </Show>
      <Figure drawing={view.drawing('loss')} file="race-values" sources={sources()} shape={0.4} />
      <ChooseRacers racers={racers()} onChange={(chosen) => state.set({ who: racersText(chosen) })} />
      <section aria-labelledby="in-space">
        <h2 id="in-space">In space</h2>
        <p>The same landscape as a surface, with the ways on it. Drag it to look from elsewhere.</p>
        <Show
          when={state.surface() !== ''}
          fallback={
            <button type="button" class="button main" onClick={() => state.set({ surface: 'shown' })}>
              Show the surface
            </button>
          }
        >
          <SurfaceView f={state.f()} reach={reach()} paths={view.value()?.paths ?? []} step={step()} sources={sources()} />
        </Show>
      </section>
      <OwnOptimizer race={race()} onPath={setOwn} />
    </>
  );
}
