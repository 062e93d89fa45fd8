import { Index, type JSX } from 'solid-js';
import { mostLayers, mostWide } from './recipe.js';

/** How many neurons each hidden layer has, and how many layers there are. */
export function NetworkEditor(props: { readonly widths: readonly number[]; onChange(widths: readonly number[]): void }): JSX.Element {
  const set = (layer: number, width: number): void => {
    if (Number.isInteger(width) && width >= 1 && width <= mostWide) props.onChange(props.widths.map((w, i) => (i === layer ? width : w)));
  };
  return (
    <div class="layers" role="group" aria-label="Hidden layers">
      <Index each={props.widths}>
        {(width, layer) => (
          <label class="choice">
            <span>layer {layer + 1}</span>
            <input
              class="field"
              type="number"
              min="1"
              max={mostWide}
              value={width()}
              onInput={(event) => set(layer, event.currentTarget.valueAsNumber)}
            />
          </label>
        )}
      </Index>
      <span class="buttons">
        <button
          type="button"
          class="button"
          disabled={props.widths.length >= mostLayers}
          onClick={() => props.onChange([...props.widths, props.widths.at(-1) ?? 8])}
        >
          Add a layer
        </button>
        <button type="button" class="button" disabled={props.widths.length === 0} onClick={() => props.onChange(props.widths.slice(0, -1))}>
          Remove the last
        </button>
      </span>
    </div>
  );
}
