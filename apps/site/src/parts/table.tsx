import { For, Index, Show, type JSX } from 'solid-js';

export interface TableProps {
  /** For those who hear it. */
  readonly label: string;
  readonly columns: readonly (string | JSX.Element)[];
  readonly rows: readonly (readonly (string | JSX.Element)[])[];
  readonly caption?: JSX.Element;
}

/** A table, scrolling by itself where it is larger than its place. When its rows change, cells stay and only what is new in them is written. */
export function Table(props: TableProps): JSX.Element {
  return (
    <div class="table" tabindex="0" role="region" aria-label={props.label}>
      <table>
        <Show when={props.caption}>{(caption) => <caption>{caption()}</caption>}</Show>
        <thead>
          <tr>
            <For each={props.columns}>{(column) => <th scope="col">{column}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <Index each={props.rows}>
            {(row) => (
              <tr>
                <Index each={row()}>{(cell) => <td>{cell()}</td>}</Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </div>
  );
}
