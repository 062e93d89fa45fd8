import type { Chart, Grid, Mark } from '@chainrule/viz';
import { columnOf, extentOf, type Rows } from './rows.js';
import type { Look } from './worker.js';

/** From where on an area counts as a class's, and how sure the network is of it. */
const levels = [0.5, 0.75, 0.9, 0.99];

/** The rows as points, and behind them which class the network takes each place for. */
export function boundaryChart(rows: Rows, across: number, up: number, look: Look | undefined): Chart {
  const { train, test, classes, names } = rows;
  const [x, y] = [extentOf(rows, across), extentOf(rows, up)];
  const points = ({ features, target }: Rows['train'], label: number): { x: number[]; y: number[] } => {
    const own = [...target.data.keys()].filter((i) => target.data[i] === label);
    const [all, above] = [columnOf(features, across), columnOf(features, up)];
    return { x: own.map((i) => all[i]!), y: own.map((i) => above[i]!) };
  };
  const others = names.filter((_, column) => column !== across && column !== up);
  return {
    kind: 'chart',
    title: 'Decision boundary',
    description: `${train.target.shape[0]} rows to learn from as dots, ${test.target.shape[0]} for the test as crosses. ${
      look ? 'The stronger the colour of a place, the surer the network is of that class there.' : 'Nothing has been learned yet.'
    }${others.length > 0 ? ` The other features (${others.join(', ')}) are at their mean.` : ''}`,
    x: { label: names[across]!, domain: x },
    y: { label: names[up] ?? '', domain: y },
    marks: [
      ...(look
        ? classes.map((name, k): Mark => ({
            kind: 'contour',
            name: `chance of ${name}`,
            colour: k,
            levels,
            grid: chanceOf(look, k, classes.length, x, y),
          }))
        : []),
      ...classes.map((name, k): Mark => ({ kind: 'scatter', name, colour: k, ...points(train, k) })),
      ...classes.map((_, k): Mark => ({ kind: 'scatter', symbol: 'cross', colour: k, ...points(test, k) })),
    ],
  };
}

const chanceOf = ({ grid, size }: Look, k: number, classes: number, x: Grid['x'], y: Grid['y']): Grid => ({
  ...{ x, y, columns: size, rows: size },
  values: Float32Array.from({ length: size * size }, (_, i) => grid.chances[i * classes + k]!),
});
