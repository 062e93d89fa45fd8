import { Show, type JSX } from 'solid-js';
import { createEngine } from '../../engine/ask.js';
import { createView } from '../../engine/create-view.js';
import { Figure } from '../../parts/figure.js';
import { Readings } from '../../parts/readings.js';
import { shownNumber } from '../../parts/shown-number.js';
import { Slider } from '../../parts/slider.js';
import type { NoiseQuestion } from './noisy-runs.js';
import { noiseSources } from './sources.js';
import type { answers } from './worker.js';

/** The course's regression with all rows, two or one in a step. */
export function NoiseLab(props: { readonly question: NoiseQuestion; onChange(change: Partial<NoiseQuestion>): void }): JSX.Element {
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const view = createView(engine, 'view', () => props.question);
  return (
    <>
      <Figure drawing={view.drawing('batchPaths')} file="batches" sources={noiseSources(props.question)} shape={0.6} />
      <div class="controls">
        <Slider
          label="rate"
          value={props.question.rate}
          min={0.001}
          max={0.15}
          logarithmic
          onInput={(rate) => props.onChange({ rate: Number(rate.toPrecision(3)) })}
        />
        <Slider label="epochs" value={props.question.epochs} min={1} max={100} step={1} onInput={(epochs) => props.onChange({ epochs })} />
        <div class="buttons">
          <button type="button" class="button" onClick={() => props.onChange({ seed: props.question.seed + 1 })}>
            Shuffle the rows anew
          </button>
        </div>
      </div>
      <Show when={view.value()}>
        {(answer) => (
          <Readings
            label="How far above the lowest loss each ends"
            of={answer().runs.map(({ size, steps, left }, i) => ({
              name: `${size} a step`,
              value: shownNumber(left, 2),
              note: `above the lowest loss, after ${steps} steps`,
              colour: i + 1,
            }))}
          />
        )}
      </Show>
      <Figure drawing={view.drawing('batchLoss')} file="batches-loss" sources={noiseSources(props.question)} shape={0.4} />
    </>
  );
}
