import { createMemo, createSignal, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { Figure } from '../parts/figure.js';
import { LinkProblems } from '../parts/link-problems.js';
import { ProblemText } from '../parts/problem.js';
import { Readings } from '../parts/readings.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { createUrlState } from '../shell/url-state.js';
import { Choice } from '../parts/choice.js';
import { clamp } from '../parts/clamp.js';
import { ConfusionTable } from '../parts/confusion-table.js';
import { oneOf } from '../parts/one-of.js';
import { Conduct } from '../learning/conduct.js';
import { createRun, type Run } from '../learning/create-run.js';
import { NetworkEditor } from './network-editor.js';
import { OwnTable } from './own-table.js';
import {
  activationNames,
  batchSizes,
  epochCounts,
  initialiserNames,
  optimizerChoices,
  patiences,
  sets,
  widthsIn,
  type OptimizerChoice,
  type Recipe,
  type SetName,
} from './recipe.js';
import { sourcesOf } from './sources.js';
import type { answers } from './worker.js';
import '../learning/learning.css';
import './page.css';

const setNames = Object.keys(sets) as SetName[];
const optimizerNames = Object.keys(optimizerChoices) as OptimizerChoice[];
const rates = [1e-4, 30] as const;
/** As much of a table as a link can carry. */
const mostInLink = 1500;
const sample =
  'height,weight,kind\n1.1,20,0\n1.3,24,0\n1.2,31,0\n1.0,26,0\n1.2,22,0\n1.6,52,1\n1.8,70,1\n1.7,61,1\n1.5,58,1\n1.9,83,1\n1.6,66,1\n1.4,35,0\n';
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function Page(): JSX.Element {
  const state = createUrlState({
    ...{ data: 'spirals', noise: 0.01, seed: 2, layers: '8,8', activation: 'tanh', init: 'xavierUniform', optimizer: 'adam' },
    ...{ rate: 0.03, batch: 32, epochs: 1000, patience: 0, across: 0, up: 1, csv: sample },
  });
  const [longTable, setLongTable] = createSignal('');
  const data = (): SetName => oneOf(setNames, state.data());
  const csv = (): string => longTable() || state.csv();
  const recipe = createMemo((): Recipe => ({
    data: data(),
    csv: data() === 'own' ? csv() : '',
    noise: clamp(state.noise(), 0, 1),
    seed: Math.round(clamp(state.seed(), 0, 1e6)),
    widths: widthsIn(state.layers()),
    activation: oneOf(activationNames, state.activation()),
    initialiser: oneOf(initialiserNames, state.init()),
    optimizer: oneOf(optimizerNames, state.optimizer()),
    batch: oneOf(batchSizes, state.batch()),
    epochs: oneOf(epochCounts, state.epochs()),
    patience: oneOf(patiences, state.patience()),
  }));
  const rate = (): number => clamp(state.rate(), ...rates);
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }), {
    patience: 20_000,
  });
  const run: Run = createRun(engine, recipe, rate, () => Math.ceil((value()?.rows[0] ?? 160) / recipe().batch));
  const view = createView(engine, 'view', () => ({
    recipe: recipe(),
    across: state.across(),
    up: state.up(),
    moment: run.moment(),
    still: !run.playing(),
  }));
  const { value, problem } = view;
  const trained = (): NonNullable<ReturnType<typeof value>>['trained'] => value()?.trained;
  const sources = createMemo(() =>
    sourcesOf(recipe(), rate(), { inputs: value()?.names.length ?? 2, outputs: value()?.classes.length ?? 2 }),
  );
  const take = (table: string): void => {
    setLongTable(table.length > mostInLink ? table : '');
    state.set({ csv: table.length > mostInLink ? '' : table });
  };

  return (
    <>
      <LinkProblems problems={state.problems} />
      <fieldset class="sets">
        <legend>Learn to tell apart</legend>
        {setNames.map((name) => (
          <label>
            <input
              type="radio"
              name="data"
              checked={data() === name}
              onChange={() => {
                const choice = sets[name];
                state.set({ data: name, across: 0, up: 1, ...('noise' in choice && { noise: choice.noise }) });
              }}
            />{' '}
            {sets[name].label}
          </label>
        ))}
      </fieldset>
      <Show when={data() === 'own'} fallback={<ProblemText problem={problem()} />}>
        <OwnTable csv={csv()} problem={problem()} onInput={take} />
        <Show when={longTable()}>
          <p class="note">This table is too long for a link: whoever gets yours has to bring the table along.</p>
        </Show>
      </Show>

      <Conduct run={run} rate={rate()} rates={rates} onRate={(to) => state.set({ rate: to })} disabled={problem() !== undefined} />
      <Readings
        label="Where training is"
        of={[
          { name: 'step', value: String(run.status()?.step ?? 0), note: `epoch ${run.status()?.epoch ?? 0}`, colour: 3 },
          { name: 'loss', value: trained() ? shownNumber(trained()!.losses[0], 3) : '–', note: 'on the rows learned from', colour: 0 },
          { name: 'test loss', value: trained() ? shownNumber(trained()!.losses[1], 3) : '–', note: 'on rows it has not seen', colour: 1 },
          {
            name: 'test accuracy',
            value: trained() ? percent(trained()!.accuracies[1]) : '–',
            note: trained() ? `${percent(trained()!.accuracies[0])} of those learned` : 'of rows it has not seen',
            colour: 2,
          },
        ]}
      />
      <div class="pair">
        <Figure drawing={view.drawing('network')} file="network" sources={sources()} shape={0.72} />
        <Figure drawing={view.drawing('boundary')} file="decision-boundary" sources={sources()} shape={0.9} />
      </div>
      <Show when={(value()?.names.length ?? 0) > 2 && value()}>
        {(answer) => (
          <div class="controls">
            <Axis label="across" names={answer().names} value={state.across()} onChange={(across) => state.set({ across })} />
            <Axis label="up" names={answer().names} value={state.up()} onChange={(up) => state.set({ up })} />
          </div>
        )}
      </Show>

      <section aria-labelledby="design">
        <h2 id="design">The network, and how it learns</h2>
        <NetworkEditor widths={recipe().widths} onChange={(widths) => state.set({ layers: widths.join(',') })} />
        <p class="note">
          {value()?.parameters ?? 0} parameters; {value()?.rows.join(' rows to learn from, ') ?? ''} for the test. Whatever is changed here,
          but the rate, begins anew.
        </p>
        <div class="choices">
          <Choice
            label="activation"
            of={activationNames}
            value={recipe().activation as never}
            onChange={(activation) => state.set({ activation })}
          />
          <Choice
            label="weights begin"
            of={initialiserNames}
            value={recipe().initialiser as never}
            onChange={(init) => state.set({ init })}
          />
          <Choice
            label="optimizer"
            of={optimizerNames}
            value={recipe().optimizer}
            onChange={(optimizer) => state.set({ optimizer, rate: optimizerChoices[optimizer].rate })}
          />
          <Choice label="rows in a batch" of={batchSizes} value={recipe().batch as never} onChange={(batch) => state.set({ batch })} />
          <Choice label="epochs" of={epochCounts} value={recipe().epochs as never} onChange={(epochs) => state.set({ epochs })} />
          <Choice
            label="stop when the test is no better for"
            of={patiences}
            value={recipe().patience as never}
            names={(patience) => (patience === 0 ? 'never' : `${patience} epochs`)}
            onChange={(patience) => state.set({ patience })}
          />
          <Choice label="random numbers" of={[1, 2, 3, 4, 5]} value={recipe().seed} onChange={(seed) => state.set({ seed })} />
        </div>
        <Show when={'noise' in sets[data()]}>
          <div class="controls">
            <Slider
              label="noise of the data"
              value={recipe().noise}
              min={0}
              max={1}
              step={0.01}
              onInput={(noise) => state.set({ noise })}
            />
          </div>
        </Show>
      </section>

      <section aria-labelledby="falls">
        <h2 id="falls">How the loss falls</h2>
        <p>
          Each step sees {recipe().batch === 1 ? 'a single row' : `${recipe().batch} rows`}, so its gradient is that of all rows, and noise.
          {trained() && Number.isFinite(trained()!.batchNoise)
            ? ` The losses of the last batches differ by ${Math.round(100 * trained()!.batchNoise)} % of their mean.`
            : ''}{' '}
          Larger batches make it smaller, and an epoch fewer steps. Where the test parts from training, the network learns its rows by
          heart.
        </p>
        <Figure drawing={view.drawing('curves')} file="loss" sources={sources()} shape={0.36} />
      </section>
      <Show when={trained()}>{(now) => <ConfusionTable confusion={now().confusion} classes={value()!.classes} />}</Show>
    </>
  );
}

function Axis(props: {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: number;
  onChange(column: number): void;
}): JSX.Element {
  return (
    <Choice
      label={props.label}
      of={props.names.map((_, column) => column)}
      value={props.value}
      names={(column) => props.names[column]!}
      onChange={props.onChange}
    />
  );
}
