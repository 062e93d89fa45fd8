import { For, type JSX } from 'solid-js';
import { shownNumber } from '../parts/shown-number.js';
import type { BitRow } from './bits.js';
import type { TruthAnswer } from './worker.js';

const kinds = { cancelled: 'cancels', left: 'is left', lost: 'is not known: a zero is written' } as const;

/** A subtraction bit by bit. Those who hear it get the counts instead, which say the same. */
export function Bits(props: { readonly answer: TruthAnswer }): JSX.Element {
  const rows = (): readonly { readonly name: string; readonly row: BitRow; readonly value: number }[] => {
    const { bits, values } = props.answer;
    return [
      { name: 'f(x + h)', row: bits.first, value: values[0] },
      { name: 'f(x)', row: bits.second, value: values[1] },
      { name: 'difference', row: bits.difference, value: values[2] },
      { name: 'as it is stored', row: bits.stored, value: values[2] },
    ];
  };
  return (
    <div class="bits" tabindex="0" role="region" aria-label="The subtraction, bit by bit">
      <table>
        <thead>
          <tr>
            <th scope="col">number</th>
            <th scope="col">bits</th>
            <th scope="col">times</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {({ name, row, value }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>
                  <code>
                    {row.sign}
                    <For each={row.runs}>
                      {({ kind, bits }) => (
                        <>
                          <span class="unseen">
                            {bits.length} bits, each {kinds[kind]}:{' '}
                          </span>
                          <span class={kind}>{bits}</span>
                        </>
                      )}
                    </For>
                  </code>
                </td>
                <td>
                  2<sup>{String(row.exponent).replace('-', '−')}</sup>
                </td>
                <td>{shownNumber(value, 10)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="key" aria-hidden="true">
        <For each={Object.entries(kinds)}>
          {([kind, text]) => (
            <span>
              <code class={kind}>01</code> {text}
            </span>
          )}
        </For>
      </p>
    </div>
  );
}
