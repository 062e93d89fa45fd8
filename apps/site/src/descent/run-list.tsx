import { For, type JSX } from 'solid-js';
import { shownNumber } from '../parts/shown-number.js';
import type { RunView } from './worker.js';

/** What became of each run, in words. */
export function RunList(props: { readonly runs: readonly RunView[] }): JSX.Element {
  return (
    <section aria-labelledby="became">
      <h2 id="became">What became of each</h2>
      <ol class="runs">
        <For each={props.runs}>
          {(run) => (
            <li class={`colour-${run.colour}`}>
              <h3>
                {run.name}: <b>{run.verdict}</b>
              </h3>
              <p>
                {run.reason} It ends at{' '}
                {run.point.length > 1 ? `(${run.point.map((x) => shownNumber(x)).join(', ')})` : shownNumber(run.point[0]!)}, where <i>f</i>{' '}
                is {shownNumber(run.value)}.
              </p>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}
