import { createUniqueId, type JSX } from 'solid-js';
import { shownNumber } from './shown-number.js';

export interface SliderProps {
  readonly label: string | JSX.Element;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Whether equal distances multiply by equal factors; both ends are positive then. */
  readonly logarithmic?: boolean;
  onInput(value: number): void;
}

/** A number on a line, with its value beside it. */
export function Slider(props: SliderProps): JSX.Element {
  const id = createUniqueId();
  const to = (x: number): number => (props.logarithmic === true ? Math.log10(x) : x);
  const from = (x: number): number => (props.logarithmic === true ? 10 ** x : x);
  return (
    <div class="slider">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="range"
        min={to(props.min)}
        max={to(props.max)}
        step={props.step ?? (to(props.max) - to(props.min)) / 400}
        value={to(props.value)}
        aria-valuetext={shownNumber(props.value)}
        onInput={(event) => props.onInput(from(event.currentTarget.valueAsNumber))}
      />
      <output for={id}>{shownNumber(props.value)}</output>
    </div>
  );
}
