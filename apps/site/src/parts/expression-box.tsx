import { createUniqueId, For, Show, type JSX } from 'solid-js';
import type { Problem } from '../engine/answer.js';
import { ProblemText } from './problem.js';

export interface ExpressionBoxProps {
  /** What the formula is, as in "f(x) =". */
  readonly label: string | JSX.Element;
  /** The same for those who hear it. */
  readonly name: string;
  readonly value: string;
  onInput(text: string): void;
  readonly problem?: Problem | undefined;
  /** Formulas to start from. */
  readonly examples?: readonly string[];
}

/** Where a formula is typed. What is wrong with it is said below, with carets under the place. */
export function ExpressionBox(props: ExpressionBoxProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="expression">
      <label for={id}>
        <span aria-hidden="true">{props.label}</span>
        <span class="unseen">{props.name}</span>
      </label>
      <input
        id={id}
        type="text"
        inputmode="text"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        maxlength="2000"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        aria-invalid={props.problem !== undefined}
        aria-describedby={`${id}-problem`}
      />
      <ProblemText id={`${id}-problem`} problem={props.problem} />
      <Show when={props.examples}>
        {(examples) => (
          <p class="examples">
            <span>Try</span>{' '}
            <For each={examples()}>
              {(example) => (
                <button type="button" onClick={() => props.onInput(example)}>
                  {example}
                </button>
              )}
            </For>
          </p>
        )}
      </Show>
    </div>
  );
}
