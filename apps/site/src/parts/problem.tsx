import { Show, type JSX } from 'solid-js';
import type { Problem } from '../engine/answer.js';
import { caretsUnder } from './carets.js';

/** Why something could not be done; a typed text with carets below the place. Heard when it appears. */
export function ProblemText(props: { readonly id?: string; readonly problem: Problem | undefined }): JSX.Element {
  return (
    <div class="problem" id={props.id} role="status">
      <Show when={props.problem}>
        {(problem) => (
          <>
            <Show when={problem().source}>{(source) => <pre aria-hidden="true">{caretsUnder(source())}</pre>}</Show>
            <p>
              {problem().message} <Show when={problem().hint}>{(hint) => <span class="hint">({hint()})</span>}</Show>
            </p>
          </>
        )}
      </Show>
    </div>
  );
}
