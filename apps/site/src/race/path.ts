import { ndarray, type Objective, type Tree, type Value } from '@chainrule/core';
import { advance, begin, type Optimizer } from '@chainrule/optim';

/** The way of one optimizer: where it was after each step, and the value there. */
export interface Path {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly values: readonly number[];
}

const vector = (point: readonly [number, number]): Float64Array => Float64Array.from(point);

/** Carries an optimizer so many steps, or until the function has no value or slope where it is. */
export function pathOf(f: Required<Objective<Float64Array>>, optimizer: Optimizer, from: readonly [number, number], steps: number): Path {
  const at = (params: Tree<Value>): [number, number] => {
    const [x, y] = (params as ReturnType<typeof ndarray>).data;
    return [x!, y!];
  };
  const valueAndGrad = (params: Tree<Value>): readonly [number, Tree<Value>] => [
    f.value(vector(at(params))),
    ndarray(f.gradient(vector(at(params)))),
  ];
  let run = begin(optimizer, ndarray([...from]) as Tree<Value>);
  const points = [from];

  const values = [f.value(vector(from))];
  for (let step = 0; step < steps; step++) {
    const gradient = f.gradient(vector(points[step]!));
    if (!Number.isFinite(values[step]) || !gradient.every(Number.isFinite)) break;
    run = advance(run, ndarray(gradient), { value: values[step]!, valueAndGrad });
    points.push(at(run.params));
    values.push(f.value(vector(points.at(-1)!)));
  }
  return { points, values };
}
