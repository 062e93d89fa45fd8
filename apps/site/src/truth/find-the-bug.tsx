import { createEffect, createSignal, For, on, Show, type JSX } from 'solid-js';
import type { Engine } from '../engine/ask.js';
import { createAnswer } from '../engine/create-answer.js';
import { Maths } from '../parts/maths.js';
import { ProblemText } from '../parts/problem.js';
import { shownNumber } from '../parts/shown-number.js';
import { Table } from '../parts/table.js';
import type { Checked } from './game.js';
import type { answers } from './worker.js';

export interface FindTheBugProps {
  readonly engine: Engine<typeof answers>;
  readonly round: number;
  onRound(round: number): void;
}

/** A gradient written by hand with one mistake in it: the reader guesses where, the gradient check knows. */
export function FindTheBug(props: FindTheBugProps): JSX.Element {
  const { value, problem } = createAnswer(props.engine, 'puzzle', () => ({ round: props.round }));
  const [guess, setGuess] = createSignal<string>();
  const [checked, setChecked] = createSignal<Checked>();
  createEffect(
    on(
      () => props.round,
      () => {
        setGuess(undefined);
        setChecked(undefined);
      },
    ),
  );
  const check = async (): Promise<void> => {
    const reply = await props.engine.ask('check', { round: props.round });
    if (reply && 'value' in reply) setChecked(reply.value);
  };
  const judged = ({ wrong }: Checked): string => {
    if (guess() === undefined) return `The mistake is in ∂L/∂${wrong}.`;
    return guess() === wrong ? `You found it: ∂L/∂${wrong} is wrong.` : `Not ∂L/∂${guess()}: the mistake is in ∂L/∂${wrong}.`;
  };

  return (
    <section class="game" aria-labelledby="game">
      <h2 id="game">Find the bug</h2>
      <p>
        This gradient was written by hand, and one line of it is wrong. Training would still run, and be worse for no visible reason. Which
        line is it? Then let differences judge: they know nothing of how a gradient was derived, so they do not repeat its mistakes.
      </p>
      <ProblemText problem={problem()} />
      <Show when={value()}>
        {(puzzle) => (
          <>
            <p class="loss">
              <i>L =</i> <Maths markup={puzzle().loss} />
            </p>
            <p class="note">
              The loss of {puzzle().name}, at {puzzle().at}.
            </p>
            <fieldset tabindex="0">
              <legend>Which line is wrong?</legend>
              <For each={puzzle().lines}>
                {({ parameter, maths }) => (
                  <label classList={{ wrong: checked()?.wrong === parameter }}>
                    <input
                      type="radio"
                      name="line"
                      value={parameter}
                      checked={guess() === parameter}
                      disabled={checked() !== undefined}
                      onChange={() => setGuess(parameter)}
                    />
                    <i>∂L/∂{parameter} =</i> <Maths markup={maths} />
                  </label>
                )}
              </For>
            </fieldset>
          </>
        )}
      </Show>
      <p class="buttons">
        <button type="button" class="button main" disabled={checked() !== undefined} onClick={() => void check()}>
          Check the gradient
        </button>
        <button type="button" class="button" onClick={() => props.onRound(props.round + 1)}>
          Another one
        </button>
      </p>
      <div role="status">
        <Show when={checked()}>{(result) => <p class="verdict">{judged(result())}</p>}</Show>
      </div>
      <Show when={checked()}>{(result) => <Report checked={result()} />}</Show>
    </section>
  );
}

function Report(props: { readonly checked: Checked }): JSX.Element {
  return (
    <>
      <p>
        It should be <Maths markup={props.checked.right} />. Found with {props.checked.evaluations} values of the loss:
      </p>
      <Table
        label="The gradient check"
        columns={['by', 'as written', 'measured', '± at most', 'verdict']}
        rows={props.checked.rows.map(({ parameter, analytic, numeric, errorBound, wrong, cause }) => [
          parameter,
          shownNumber(analytic, 8),
          shownNumber(numeric, 8),
          shownNumber(errorBound, 1),
          wrong ? `wrong${cause ? `: ${cause}` : ''}` : 'ok',
        ])}
      />
    </>
  );
}
