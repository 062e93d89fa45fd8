import type { JSX } from 'solid-js';
import { Table } from '../parts/table.js';
import type { TrainingView } from './worker.js';

/** What the network takes the rows of the test for: actual classes down, said ones across. */
export function Judgement(props: { readonly view: TrainingView; readonly trained: NonNullable<TrainingView['trained']> }): JSX.Element {
  const wrong = (): number => props.trained.confusion.flatMap((row, i) => row.filter((_, j) => i !== j)).reduce((a, b) => a + b, 0);
  return (
    <section aria-labelledby="confusion">
      <h2 id="confusion">What it takes for what</h2>
      <p>
        {wrong() === 0
          ? `All ${props.view.rows[1]} rows of the test are taken for what they are.`
          : `${wrong()} of ${props.view.rows[1]} rows of the test are taken for another class. A row of this table is what they are, a column what the network says.`}
      </p>
      <Table
        label="Confusion matrix of the test"
        columns={['is', ...props.view.classes.map((name) => `said ${name}`), 'found']}
        rows={props.trained.confusion.map((row, i) => [
          props.view.classes[i]!,
          ...row.map(String),
          `${Math.round(
            (100 * row[i]!) /
              Math.max(
                1,
                row.reduce((a, b) => a + b, 0),
              ),
          )} %`,
        ])}
      />
    </section>
  );
}
