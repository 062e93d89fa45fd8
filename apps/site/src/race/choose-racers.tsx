import type { OptimizerName } from '@chainrule/optim';
import { For, type JSX } from 'solid-js';
import { Slider } from '../parts/slider.js';
import { leastRate, mostRacers, mostRate, startingRates, type Racer } from './racers.js';

const names = Object.keys(startingRates) as OptimizerName[];

/** All optimizers, those that race with their learning rates. */
export function ChooseRacers(props: { readonly racers: readonly Racer[]; onChange(racers: readonly Racer[]): void }): JSX.Element {
  const chosen = (name: OptimizerName): boolean => props.racers.some((racer) => racer.name === name);
  const choose = (name: OptimizerName, races: boolean): void =>
    props.onChange(races ? [...props.racers, { name, rate: startingRates[name] }] : props.racers.filter((racer) => racer.name !== name));
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who races</h2>
      <p>
        Up to {mostRacers} of the {names.length} optimizers, each with a learning rate of its own.
      </p>
      <div class="choices" role="group" aria-labelledby="who">
        <For each={names}>
          {(name) => (
            <label>
              <input
                type="checkbox"
                checked={chosen(name)}
                disabled={!chosen(name) && props.racers.length >= mostRacers}
                onChange={(event) => choose(name, event.currentTarget.checked)}
              />
              {name}
            </label>
          )}
        </For>
      </div>
      <div class="controls">
        {/* By place, not by value: a slider that is dragged must stay. */}
        <For each={props.racers.map(({ name }) => name)}>
          {(name, i) => (
            <Slider
              label={<span class={`racer colour-${i() + 1}`}>{name}</span>}
              value={props.racers.find((racer) => racer.name === name)?.rate ?? startingRates[name]}
              min={leastRate}
              max={mostRate}
              logarithmic
              onInput={(rate) => props.onChange(props.racers.map((racer) => (racer.name === name ? { name, rate } : racer)))}
            />
          )}
        </For>
      </div>
    </section>
  );
}
