import type { JSX } from 'solid-js';
import { Table } from './table.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** What a network takes the rows of a test for: actual classes down, said ones across. */
export function ConfusionTable(props: {
  readonly confusion: readonly (readonly number[])[];
  readonly classes: readonly string[];
}): JSX.Element {
  const all = (): number => sum(props.confusion.flat());
  const wrong = (): number => sum(props.confusion.flatMap((row, i) => row.filter((_, j) => i !== j)));
  return (
    <section aria-labelledby="confusion">
      <h2 id="confusion">What it takes for what</h2>
      <p>
        {wrong() === 0
          ? `All ${all()} rows of the test are taken for what they are.`
          : `${wrong()} of ${all()} rows of the test are taken for another class. A row of this table is what they are, a column what the network says.`}
      </p>
      <Table
        label="Confusion matrix of the test"
        columns={['is', ...props.classes.map((name) => `said ${name}`), 'found']}
        rows={props.confusion.map((row, i) => [
          props.classes[i]!,
          ...row.map(String),
          `${Math.round((100 * row[i]!) / Math.max(1, sum(row)))} %`,
        ])}
      />
    </section>
  );
}
