import { Show, type JSX } from 'solid-js';
import { ProblemText } from '../parts/problem.js';
import { Slider } from '../parts/slider.js';
import type { Problem } from '../engine/answer.js';
import type { Run } from './create-run.js';

interface ConductProps {
  readonly run: Run;
  readonly rate: number;
  /** The least and the largest rate that can be chosen. */
  readonly rates: readonly [number, number];
  readonly onRate: (rate: number) => void;
  /** Whether there is nothing to train on. */
  readonly disabled?: boolean;
  /** What is wrong beside the training itself. */
  readonly problem?: Problem | undefined;
}

/** How training is conducted: begun, stepped, paused and slowed; and what to do where it diverged or ended. */
export function Conduct(props: ConductProps): JSX.Element {
  const slower = (): void => {
    props.onRate(Math.max(props.rates[0], Number((props.rate / 10).toPrecision(2))));
    void props.run.restart('good');
  };
  const trainOn = (): void => void props.run.restart('last').then(() => props.run.go('play'));
  return (
    <>
      <div class="conduct" role="group" aria-label="Training">
        <button
          type="button"
          class="button main"
          disabled={props.disabled}
          onClick={() => (props.run.playing() ? props.run.pause() : props.run.go('play'))}
        >
          {props.run.playing() ? 'Pause' : 'Train'}
        </button>
        <button type="button" class="button" disabled={props.disabled} onClick={() => props.run.go('step')}>
          One step
        </button>
        <button type="button" class="button" disabled={props.disabled} onClick={() => props.run.go('epoch')}>
          One epoch
        </button>
        <button type="button" class="button" onClick={() => props.run.reset()}>
          Reset
        </button>
        <Slider
          label="rate"
          value={props.rate}
          min={props.rates[0]}
          max={props.rates[1]}
          logarithmic
          onInput={(to) => props.onRate(Number(to.toPrecision(3)))}
        />
      </div>
      <ProblemText problem={props.problem ?? props.run.problem()} />
      <Show when={props.run.status()?.diverged}>
        {(diverged) => (
          <div class="notice diverged" role="alert">
            <p>{diverged().reason}</p>
            <p class="buttons">
              <button type="button" class="button" onClick={slower}>
                Back to step {diverged().good}, with a tenth of the rate
              </button>
            </p>
          </div>
        )}
      </Show>
      <Show when={props.run.status()?.ended}>
        {(ended) => (
          <p class="ended" role="status">
            {ended().reason.charAt(0).toUpperCase() + ended().reason.slice(1)}
            {ended().verdict === 'early' ? ' The weights are those of the best epoch.' : ''}{' '}
            <button type="button" class="plain" onClick={trainOn}>
              Train on from here
            </button>
          </p>
        )}
      </Show>
    </>
  );
}
