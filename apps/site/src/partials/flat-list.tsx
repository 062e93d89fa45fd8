import { createEffect, createMemo, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createAnswer } from '../engine/create-answer.js';
import { Maths } from '../parts/maths.js';
import { ProblemText } from '../parts/problem.js';
import { shownNumber } from '../parts/shown-number.js';
import { Table } from '../parts/table.js';
import type { answers, FlatPoint } from './flat-worker.js';

export interface FlatListProps {
  readonly f: string;
  /** Called whenever the places are known. */
  onFound(points: readonly FlatPoint[]): void;
  onGo(point: FlatPoint): void;
}

const verdicts: Readonly<Record<FlatPoint['kind'], string>> = {
  minimum: 'minimum: the determinant is positive, and it curves up',
  maximum: 'maximum: the determinant is positive, and it curves down',
  saddle: 'saddle: the determinant is negative',
  flat: 'flat',
  unknown: 'undecided: the determinant is zero',
};

/** All places where the gradient is zero, each with the test that tells what it is. It has a worker of its own, which solves equations. */
export function FlatList(props: FlatListProps): JSX.Element {
  const engine = createEngine<typeof answers>(() => new Worker(new URL('flat-worker.ts', import.meta.url), { type: 'module' }));
  const { value, problem } = createAnswer(
    engine,
    'find',
    createMemo(() => ({ f: props.f })),
  );
  const found = (): ReturnType<typeof value> => (problem() === undefined ? value() : undefined);
  createEffect(() => props.onFound(found()?.points ?? []));
  return (
    <>
      <ProblemText problem={problem()} />
      <Show when={found()}>
        {(answer) => (
          <>
            <p class="found" role="status">
              {count(answer().points.length)}{' '}
              {answer().complete ? 'There are no others.' : 'There may be others: not all of the equations could be solved.'}
            </p>
            <Show when={answer().points.length > 0}>
              <Table
                label="Places where the gradient is zero"
                columns={['x', 'y', 'f', '∂²f/∂x²', 'determinant', 'what it is', 'look']}
                rows={answer().points.map((point) => [
                  ...point.maths.map((markup) => <Maths markup={markup} />),
                  shownNumber(point.fxx),
                  shownNumber(point.determinant),
                  verdicts[point.kind],
                  <button type="button" class="plain" onClick={() => props.onGo(point)}>
                    Go there
                  </button>,
                ])}
              />
            </Show>
          </>
        )}
      </Show>
    </>
  );
}

const count = (points: number): string =>
  points === 0 ? 'No such place was found.' : points === 1 ? 'There is one such place.' : `There are ${points} such places.`;
