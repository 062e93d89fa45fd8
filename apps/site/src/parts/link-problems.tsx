import { For, Show, type JSX } from 'solid-js';

/** What the page's address said that could not be used. */
export function LinkProblems(props: { readonly problems: readonly string[] }): JSX.Element {
  return (
    <Show when={props.problems.length > 0}>
      <div class="notice" role="status">
        <For each={props.problems}>{(problem) => <p>{problem}</p>}</For>
      </div>
    </Show>
  );
}
