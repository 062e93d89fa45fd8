import { createMemo, createUniqueId, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { Choice } from '../parts/choice.js';
import { clamp } from '../parts/clamp.js';
import { ExpressionBox } from '../parts/expression-box.js';
import { fetched } from '../parts/fetched.js';
import { Figure } from '../parts/figure.js';
import { Handle } from '../parts/handle.js';
import { LinkProblems } from '../parts/link-problems.js';
import { ProblemText } from '../parts/problem.js';
import { Readings } from '../parts/readings.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { createUrlState } from '../shell/url-state.js';
import { presets } from './presets.js';
import { ratesOf } from './rates.js';
import { RunList } from './run-list.js';
import { isScheduleChoice, scheduleChoices, type ScheduleChoice } from './schedule-choices.js';
import { sourcesOf } from './sources.js';
import type { answers } from './worker.js';
import './page.css';

const NoiseLab = fetched(() => import('./noise/noise-lab.js').then((module) => module.NoiseLab));

/** Of the lab about batches, which is fetched when it is asked for. */
const noiseStart = { noise: '', eta: 0.03, epochs: 30, order: 1 };

export function Page(): JSX.Element {
  const state = createUrlState({ ...presets[0]!, schedule: 'constant', rate: 0.3, momentum: 0.3, ...noiseStart });
  const low = (): number => Math.min(state.low(), state.high() - 0.01);
  const high = (): number => Math.max(state.high(), state.low() + 0.01);
  const schedule = (): ScheduleChoice => (isScheduleChoice(state.schedule()) ? (state.schedule() as ScheduleChoice) : 'constant');
  const steps = (): number => Math.round(clamp(state.steps(), 1, 300));
  const given = createMemo(() => ratesOf(state.rates()));
  const rates = createMemo<readonly number[]>(
    (before) => {
      const read = given();
      return 'rates' in read ? read.rates : before;
    },
    [0.1],
  );
  const question = createMemo(() => ({ f: state.f(), x: state.x(), y: state.y(), rates: rates(), schedule: schedule(), steps: steps() }));

  const start = (): Worker => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });
  const view = createView(createEngine<typeof answers>(start), 'view', () => ({ ...question(), low: low(), high: high() }));
  // The map takes longer: it has a worker of its own, so that dragging does not wait for it.
  const map = createView(createEngine<typeof answers>(start, { patience: 20_000 }), 'map', () => ({
    ...question(),
    rate: Math.max(1e-9, state.rate()),
    momentum: clamp(state.momentum(), 0, 0.98),
  }));
  const variables = (): readonly string[] => view.value()?.variables ?? ['x'];
  const plane = (): boolean => variables().length === 2;
  const sources = createMemo(() =>
    sourcesOf({ ...question(), variables: variables(), from: [state.x(), state.y()].slice(0, variables().length) }),
  );
  const choose = (f: string): void => state.set(presets.find((preset) => preset.f === f) ?? { f });
  const ratesId = createUniqueId();
  const ratesProblem = (): { readonly message: string } | undefined => {
    const read = given();
    return 'problem' in read ? { message: read.problem } : undefined;
  };

  return (
    <>
      <LinkProblems problems={state.problems} />
      <ExpressionBox
        label={<i>f =</i>}
        name="A function f to descend, of one or two variables"
        value={state.f()}
        onInput={choose}
        problem={view.problem()}
        examples={presets.map(({ f }) => f)}
      />
      <div class="rates">
        <p class="choice">
          <label for={ratesId}>Learning rates</label>
          <input
            id={ratesId}
            class="field"
            type="text"
            spellcheck={false}
            autocomplete="off"
            maxlength="80"
            value={state.rates()}
            onInput={(event) => state.set({ rates: event.currentTarget.value })}
            aria-invalid={ratesProblem() !== undefined}
            aria-describedby={`${ratesId}-problem`}
          />
        </p>
        <Choice
          label="The rate"
          of={Object.keys(scheduleChoices) as ScheduleChoice[]}
          value={schedule()}
          names={(name) => scheduleChoices[name].label}
          onChange={(name) => state.set({ schedule: name })}
        />
        <ProblemText id={`${ratesId}-problem`} problem={ratesProblem()} />
      </div>
      <Figure drawing={view.drawing('paths')} file="descent" sources={sources()} shape={plane() ? 0.7 : 0.5}>
        {(frameOf) => (
          <Handle
            frame={frameOf()}
            at={{ x: state.x(), y: plane() ? state.y() : view.value()!.start }}
            label="Where the descents begin"
            alongX={!plane()}
            colour={0}
            onMove={(point) => state.set(plane() ? point : { x: point.x })}
          />
        )}
      </Figure>
      <div class="controls">
        <Slider
          label={
            <>
              from <i>{variables()[0]}</i>
            </>
          }
          value={state.x()}
          min={low()}
          max={high()}
          onInput={(x) => state.set({ x })}
        />
        <Show when={plane()}>
          <Slider
            label={
              <>
                from <i>{variables()[1]}</i>
              </>
            }
            value={state.y()}
            min={low()}
            max={high()}
            onInput={(y) => state.set({ y })}
          />
        </Show>
        <Slider label="steps" value={steps()} min={1} max={300} step={1} onInput={(to) => state.set({ steps: to })} />
        <div class="buttons">
          <button
            type="button"
            class="button"
            disabled={view.value() === undefined}
            onClick={() => {
              const [from, to] = view.value()!.fitting;
              state.set({ low: from, high: to });
            }}
          >
            Show all of the paths
          </button>
        </div>
      </div>
      <Show when={view.value()}>{(answer) => <RunList runs={answer().runs} />}</Show>
      <Figure drawing={view.drawing('loss')} file="descent-loss" sources={sources()} shape={0.4} />
      <Show when={schedule() !== 'constant'}>
        <Figure drawing={view.drawing('rates')} file="learning-rates" sources={sources()} shape={0.3} />
      </Show>
      <section aria-labelledby="many-rates">
        <h2 id="many-rates">Many rates at once</h2>
        <p>
          The same descent with 37 learning rates. Small ones hardly move; then there is a wide valley of good ones; beyond 2/<i>L</i>,
          where <i>L</i> is the largest curvature, each step throws the point further than it was.
        </p>
        <ProblemText problem={map.problem()} />
      </section>
      {/* What was measured of another function is not shown below what is wrong with this one. */}
      <Show when={map.problem() === undefined}>
        <Figure drawing={map.drawing('sweep')} file="learning-rate-sweep" sources={sources()} shape={0.42} />
        <section aria-labelledby="rate-and-momentum">
          <h2 id="rate-and-momentum">Rate and momentum</h2>
          <p>
            Momentum remembers a part of the last step. It lets the rate be larger, up to 2(1 + <i>μ</i>)/<i>L</i>, and it is what hurries
            along a flat valley floor. Each place of the map is a descent that was carried out; the line and the cross are theory.
          </p>
        </section>
        <Figure drawing={map.drawing('map')} file="rate-and-momentum" sources={sources()} shape={0.5}>
          {(frameOf) => (
            <Handle
              frame={frameOf()}
              at={{ x: state.rate(), y: state.momentum() }}
              label="A rate and a momentum"
              valueText={`rate ${shownNumber(state.rate())}, momentum ${shownNumber(state.momentum())}, a step multiplies the slope by ${shownNumber(map.value()!.contraction.measured)}`}
              colour={0}
              onMove={(point) => state.set({ rate: point.x, momentum: point.y })}
            />
          )}
        </Figure>
        <Show when={map.value()}>
          {(answer) => (
            <>
              <div class="controls">
                <Slider
                  label="rate"
                  value={state.rate()}
                  min={0.001 * answer().safe}
                  max={2.1 * answer().safe}
                  onInput={(rate) => state.set({ rate })}
                />
                <Slider label="momentum" value={state.momentum()} min={0} max={0.98} onInput={(momentum) => state.set({ momentum })} />
                <div class="buttons">
                  <button type="button" class="button" onClick={() => state.set(answer().fastest)}>
                    Go to the fastest in theory
                  </button>
                </div>
              </div>
              <Readings
                label="How much of the slope is left after each step"
                of={[
                  { name: 'a step leaves', value: shownNumber(answer().contraction.measured), note: 'of the slope, measured', colour: 0 },
                  { name: 'in theory', value: shownNumber(answer().contraction.theory), note: 'for a quadratic function', colour: 1 },
                  { name: 'largest safe rate', value: shownNumber(answer().safe), note: '2/L, without momentum', colour: 1 },
                  {
                    name: 'curvatures',
                    value: shownNumber(answer().valley.steepest / answer().valley.flattest),
                    note: `steepest over flattest: ${shownNumber(answer().valley.steepest)} / ${shownNumber(answer().valley.flattest)}`,
                    colour: 3,
                  },
                ]}
              />
            </>
          )}
        </Show>
        <Figure drawing={map.drawing('momentum')} file="momentum" sources={sources()} shape={0.36} />
      </Show>
      <section aria-labelledby="batches">
        <h2 id="batches">Batch, stochastic, mini-batch</h2>
        <p>
          The loss is a mean over the data, so its gradient can be guessed from a few rows: cheaper, but noisy. Here a line is fitted to the
          five points of the course, with all rows in a step, with two, and with one. In the same number of epochs fewer rows make more
          steps; with a rate that stays as it is they never come to rest, with one that falls they do (choose it above).
        </p>
        <Show
          when={state.noise() !== ''}
          fallback={
            <button type="button" class="button main" onClick={() => state.set({ noise: 'shown' })}>
              Show the three
            </button>
          }
        >
          <NoiseLab
            question={{
              rate: clamp(state.eta(), 0.001, 0.15),
              schedule: schedule(),
              epochs: Math.round(clamp(state.epochs(), 1, 100)),
              seed: Math.round(clamp(state.order(), 0, 1e6)),
            }}
            onChange={({ rate: eta, epochs, seed: order }) =>
              state.set({
                ...(eta !== undefined && { eta }),
                ...(epochs !== undefined && { epochs }),
                ...(order !== undefined && { order }),
              })
            }
          />
        </Show>
      </section>
    </>
  );
}
