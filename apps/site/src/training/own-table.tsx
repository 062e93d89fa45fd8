import { createUniqueId, type JSX } from 'solid-js';
import type { Problem } from '../engine/answer.js';
import { ProblemText } from '../parts/problem.js';

/** Where the reader's own table is pasted, dropped or opened. */
export function OwnTable(props: { readonly csv: string; readonly problem: Problem | undefined; onInput(csv: string): void }): JSX.Element {
  const id = createUniqueId();
  const open = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    // What is too long is not read at all; the worker says so of what is pasted.
    if (file) void file.slice(0, 400_000).text().then(props.onInput);
  };
  return (
    <div
      class="own"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        open(event.dataTransfer?.files);
      }}
    >
      <label for={id}>
        A table as CSV: names of the columns first, then numbers; the last column is the class. Paste it, drop a file, or open one. It stays
        in your browser.
      </label>
      <textarea
        id={id}
        class="field code"
        rows="6"
        spellcheck={false}
        value={props.csv}
        aria-invalid={props.problem !== undefined}
        aria-describedby={`${id}-problem`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <input type="file" aria-label="Open a table" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => open(event.currentTarget.files)} />
      <ProblemText id={`${id}-problem`} problem={props.problem} />
    </div>
  );
}
