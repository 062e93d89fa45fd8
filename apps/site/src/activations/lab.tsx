import { For, Show, type JSX } from 'solid-js';
import type { Engine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { Choice } from '../parts/choice.js';
import { Figure } from '../parts/figure.js';
import { ProblemText } from '../parts/problem.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { labSources, type LabSetup } from './sources.js';
import type { answers, Judged, LabAnswer } from './worker.js';

export interface VanishingLabProps {
  readonly engine: Engine<typeof answers>;
  readonly setup: LabSetup;
  /** What was chosen to help; empty for nothing. */
  readonly remedy: string;
  /** What is changed; a remedy is for one network, and goes when that changes. */
  onChange(change: Partial<LabSetup> & { readonly remedy?: string }): void;
}

const initialisers = {
  xavier: 'Xavier: as many in as out',
  he: 'He: for rectifiers',
  lecun: 'LeCun: for SELU',
  large: 'normal, deviation 1',
  small: 'normal, deviation 0.01',
} as const;

const remedies: Readonly<Record<string, string>> = {
  initialise: 'Draw the weights anew',
  activation: 'Use another activation',
  normalise: 'Normalise every layer',
  residual: 'Add residual connections',
  clip: 'Clip the gradient',
  rate: 'Lower the rate',
};

/** A deep network, layer by layer: what goes forward, what comes back, why, and what helps. */
export function VanishingLab(props: VanishingLabProps): JSX.Element {
  const view = createView(props.engine, 'lab', () => ({ ...props.setup, remedy: props.remedy }));
  return (
    <section aria-labelledby="vanishing">
      <h2 id="vanishing">Deep down, does anything arrive?</h2>
      <p>
        Layers of 32 units with {props.setup.activation}, one after the other, before the first step of training. A signal goes through all
        of them forward, a gradient back; each layer multiplies it a little, and a little often is much.
      </p>
      <div class="controls">
        <Slider label="depth" value={props.setup.depth} min={2} max={30} step={1} onInput={(depth) => props.onChange({ depth })} />
        <Choice
          label="weights"
          of={Object.keys(initialisers) as (keyof typeof initialisers)[]}
          value={props.setup.initialiser as keyof typeof initialisers}
          names={(name) => initialisers[name]}
          onChange={(initialiser) => props.onChange({ initialiser })}
        />
        <label>
          <input
            type="checkbox"
            checked={props.setup.normalised}
            onChange={(event) => props.onChange({ normalised: event.currentTarget.checked })}
          />
          BatchNorm after every layer
        </label>
        <p class="buttons">
          <button type="button" class="button" onClick={() => props.onChange({ seed: props.setup.seed + 1 })}>
            Draw other weights
          </button>
        </p>
      </div>
      <ProblemText problem={view.problem()} />
      <Show when={view.value()}>
        {(answer) => (
          <>
            <Verdict judged={answer().before} remedy={props.remedy} onRemedy={(remedy) => props.onChange({ remedy })} />
            <Show when={answer().after}>
              {(after) => (
                <div class="diagnosis" role="status">
                  <p>
                    After “{remedies[props.remedy]}”: <b>{after().verdict}</b>
                  </p>
                  <p>{sentence(after().cause)}</p>
                  <p class="buttons">
                    <button type="button" class="button" onClick={() => props.onChange({ remedy: '' })}>
                      Take it back
                    </button>
                  </p>
                </div>
              )}
            </Show>
            <Histograms answer={answer()} />
          </>
        )}
      </Show>
      <Figure drawing={view.drawing('flow')} file="signal-and-gradient" sources={labSources(props.setup)} shape={0.42} />
    </section>
  );
}

/** What is the matter, and what might help. */
function Verdict(props: { readonly judged: Judged; readonly remedy: string; onRemedy(remedy: string): void }): JSX.Element {
  return (
    <div class="diagnosis" classList={{ healthy: props.judged.verdict === 'healthy' }} role="status">
      <p>
        Diagnosis: <b>{props.judged.verdict}</b>
      </p>
      <p>{sentence(props.judged.cause)}</p>
      <Show when={props.judged.remedies.length > 0}>
        <p class="buttons">
          <For each={props.judged.remedies}>
            {(kind) => (
              <button type="button" class="button" aria-pressed={props.remedy === kind} onClick={() => props.onRemedy(kind)}>
                {remedies[kind]}
              </button>
            )}
          </For>
        </p>
      </Show>
    </div>
  );
}

/** Every layer's signals and gradients, on axes they share. */
function Histograms(props: { readonly answer: LabAnswer }): JSX.Element {
  const span = (): string => shownNumber(props.answer.spans.signal[1], 2);
  return (
    <div class="layers" tabindex="0" role="region" aria-label="Histograms of every layer">
      <ol>
        <For each={props.answer.layers}>
          {({ signal, gradient }, i) => (
            <li>
              <svg class="colour-0" viewBox="0 0 100 40" role="img" aria-label={signal.says}>
                <path d={signal.path} />
              </svg>
              <svg class="colour-1" viewBox="0 0 100 40" role="img" aria-label={gradient.says}>
                <path d={gradient.path} />
              </svg>
              <span>{i() + 1}</span>
            </li>
          )}
        </For>
      </ol>
      <p class="note">
        Above, signals from −{span()} to {span()}; below, sizes of gradients from 10⁻¹² on the left to 10² on the right. Layers from the
        input on the left to the output on the right.
      </p>
    </div>
  );
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
