import { createEffect, createSignal, createUniqueId, onCleanup, type JSX } from 'solid-js';

export interface StepperProps {
  /** What each step does. */
  readonly says: readonly string[];
  /** How many steps have been made; 0 for all. */
  readonly step: number;
  onStep(step: number): void;
}

const pause = 900;

/** Goes through the passes one node at a time: by button, by arrow keys on the line, or by itself. */
export function Stepper(props: StepperProps): JSX.Element {
  const id = createUniqueId();
  const count = (): number => props.says.length;
  const at = (): number => (props.step < 1 ? count() : Math.min(count(), Math.round(props.step)));
  const go = (to: number): void => props.onStep(Math.min(count(), Math.max(1, to)));
  const [plays, setPlays] = createSignal(false);
  createEffect(() => {
    if (!plays()) return;
    const timer = setInterval(() => {
      if (at() >= count()) setPlays(false);
      else go(at() + 1);
    }, pause);
    onCleanup(() => clearInterval(timer));
  });
  const play = (): void => {
    if (!plays() && at() >= count()) go(1);
    setPlays(!plays());
  };
  return (
    <div class="stepper" role="group" aria-label="Step through the computation">
      <div class="buttons">
        <button type="button" class="button" disabled={at() <= 1} onClick={() => go(at() - 1)}>
          ← Back
        </button>
        <button type="button" class="button main" onClick={() => go(at() >= count() ? 1 : at() + 1)}>
          {at() >= count() ? 'Begin' : 'Next →'}
        </button>
        <button type="button" class="button" aria-pressed={plays()} onClick={play}>
          {plays() ? 'Pause' : 'Play'}
        </button>
      </div>
      <label class="unseen" for={id}>
        Step
      </label>
      <input
        id={id}
        type="range"
        min={1}
        max={count()}
        step={1}
        value={at()}
        aria-valuetext={`${at()} of ${count()}`}
        onInput={(event) => go(event.currentTarget.valueAsNumber)}
      />
      <p class="says" role="status">
        {props.says[at() - 1]}
      </p>
    </div>
  );
}
