import { For, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createAnswer } from '../engine/create-answer.js';
import { createView } from '../engine/create-view.js';
import { Figure } from '../parts/figure.js';
import { LinkProblems } from '../parts/link-problems.js';
import { Readings } from '../parts/readings.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { createUrlState } from '../shell/url-state.js';
import type { Card } from './gallery.js';
import { VanishingLab } from './lab.js';
import { curveSources } from './sources.js';
import type { answers } from './worker.js';
import './page.css';

export function Page(): JSX.Element {
  const state = createUrlState({ a: 'tanh', x: 1, depth: 12, init: 'large', norm: 0, seed: 1, remedy: '' });
  const start = (): Worker => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });
  const engine = createEngine<typeof answers>(start);
  /** A deep network takes a while: curves do not wait for it. */
  const labEngine = createEngine<typeof answers>(start);
  const { value: cards } = createAnswer(engine, 'gallery', () => ({}));
  /** A name that a link says wrongly is the first of the gallery's then. */
  const chosen = (): Card | undefined => cards()?.find(({ key }) => key === state.a()) ?? cards()?.find(({ key }) => key === 'tanh');
  const name = (): string => chosen()?.key ?? 'tanh';
  const view = createView(engine, 'curve', () => ({ activation: name(), x: state.x() }));

  return (
    <>
      <LinkProblems problems={state.problems} />
      <section class="gallery" aria-labelledby="gallery">
        <h2 id="gallery">The gallery</h2>
        <p>
          Each curve is the function, each dashed one its slope: what a gradient is multiplied by on its way back. Where the slope is near
          zero the gradient ends.
        </p>
        <div class="cards" role="group" aria-label="Activations">
          <For each={cards()}>
            {(card) => (
              <button type="button" aria-pressed={card.key === name()} onClick={() => state.set({ a: card.key, remedy: '' })}>
                <svg viewBox="0 0 100 60" aria-hidden="true">
                  <path class="axis" d="M0 37.5H100M50 0V60" />
                  <path class="slope" d={card.slope} />
                  <path class="value" d={card.value} />
                </svg>
                {card.key}
              </button>
            )}
          </For>
        </div>
        <Show when={chosen()}>{(card) => <Facts card={card()} />}</Show>
      </section>
      <Figure drawing={view.drawing('curve')} file="activation" sources={curveSources(name(), state.x())} shape={0.42} />
      <div class="controls">
        <Slider label={<i>x</i>} value={Math.min(6, Math.max(-6, state.x()))} min={-6} max={6} onInput={(x) => state.set({ x })} />
      </div>
      <Show when={view.value()}>
        {(answer) => (
          <Readings
            label="Value and slope there"
            of={[
              { name: 'value', value: shownNumber(answer().value, 5), note: `${name()}(x)`, colour: 0 },
              { name: 'slope', value: shownNumber(answer().slope, 5), note: 'what a gradient is multiplied by', colour: 1 },
            ]}
          />
        )}
      </Show>
      <VanishingLab
        engine={labEngine}
        setup={{ activation: name(), depth: state.depth(), initialiser: state.init(), normalised: state.norm() === 1, seed: state.seed() }}
        remedy={state.remedy()}
        onChange={({ depth, initialiser, normalised, seed, remedy = '' }) =>
          state.set({
            ...{ remedy },
            ...(depth !== undefined && { depth }),
            ...(initialiser !== undefined && { init: initialiser }),
            ...(normalised !== undefined && { norm: normalised ? 1 : 0 }),
            ...(seed !== undefined && { seed }),
          })
        }
      />
    </>
  );
}

/** What to know of an activation, out of the table. */
function Facts(props: { readonly card: Card }): JSX.Element {
  const facts = (): readonly (readonly [string, string])[] => [
    ['f(0)', props.card.atZero],
    ['range', props.card.range],
    ['flat', props.card.saturates],
    ['kinks', props.card.kinks],
    ['slope, with y = f(x)', props.card.formula],
  ];
  return (
    <div class="facts" aria-live="polite">
      <h3>{props.card.key}</h3>
      <dl>
        <For each={facts()}>
          {([term, text]) => (
            <div>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          )}
        </For>
      </dl>
      <p>{props.card.advice}</p>
    </div>
  );
}
