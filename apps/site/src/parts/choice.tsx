import { createUniqueId, For, type JSX } from 'solid-js';

export interface ChoiceProps<T extends string | number> {
  readonly label: string;
  readonly value: T;
  readonly of: readonly T[];
  /** What a value is called, where not by itself. */
  readonly names?: (value: T) => string;
  onChange(value: T): void;
}

/** One of a few, from a list that opens. */
export function Choice<T extends string | number>(props: ChoiceProps<T>): JSX.Element {
  const id = createUniqueId();
  return (
    <p class="choice">
      <label for={id}>{props.label}</label>
      <select id={id} class="field" onChange={(event) => props.onChange(props.of[event.currentTarget.selectedIndex]!)}>
        <For each={props.of}>
          {(value) => (
            <option value={value} selected={value === props.value}>
              {props.names?.(value) ?? String(value)}
            </option>
          )}
        </For>
      </select>
    </p>
  );
}
