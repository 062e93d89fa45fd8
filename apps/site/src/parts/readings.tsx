import { For, type JSX } from 'solid-js';

export interface Reading {
  readonly name: string | JSX.Element;
  /** What is read, large. */
  readonly value: string;
  /** What it means, small. */
  readonly note: string | JSX.Element;
  /** Which of the chart's colours it has. */
  readonly colour: number;
}

/** A few numbers that change as the reader drags, side by side. */
export function Readings(props: { readonly label: string; readonly of: readonly Reading[] }): JSX.Element {
  return (
    <div class="readings" role="group" aria-label={props.label}>
      <For each={props.of}>
        {(reading) => (
          <p class={`colour-${reading.colour}`}>
            <span>{reading.name}</span>
            <b>{reading.value}</b>
            <small>{reading.note}</small>
          </p>
        )}
      </For>
    </div>
  );
}
