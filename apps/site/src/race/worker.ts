import { optimizers, type Optimizer } from '@chainrule/optim';
import type { Chart, Grid, Mark } from '@chainrule/viz';
import { answer } from '../engine/answer.js';
import { read } from '../engine/formula.js';
import { objectiveOf } from '../engine/objective.js';
import { draw, type Drawings, type Picture } from '../engine/picture.js';
import { gridOf, worthShowing } from '../engine/sample.js';
import { pathOf, type Path } from './path.js';
import type { Racer } from './racers.js';

export interface RaceRequest extends Drawings {
  readonly f: string;
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly racers: readonly Racer[];
  /** The way of the reader's own optimizer, if there is one. */
  readonly own: Path | undefined;
  readonly steps: number;
  /** How far the race is. */
  readonly step: number;
}

/** One in the race, where it is. */
export interface Standing {
  readonly name: string;
  readonly colour: number;
  readonly point: readonly [number, number];
  readonly value: number;
}

export interface RaceAnswer {
  /** In the order they were chosen. */
  readonly standings: readonly Standing[];
  /** The whole ways, for the surface. */
  readonly paths: readonly (Path & { readonly name: string; readonly colour: number })[];
  readonly pictures: { readonly field?: Picture; readonly loss?: Picture };
}

interface Race {
  readonly id: string;
  readonly grid: Grid;
  readonly paths: RaceAnswer['paths'];
}

let last: Race | undefined;

export const answers = {
  async view({ f, x, y, reach, racers, own, steps, step, ...drawings }: RaceRequest): Promise<RaceAnswer> {
    const id = JSON.stringify([f, x, y, reach, racers, steps]);
    if (last?.id !== id) last = await raceOf(id, { f, x, y, reach, racers, steps });
    const paths = own ? [...last.paths, { ...own, name: 'your own', colour: 0 }] : last.paths;
    const seen = paths.map((path) => ({ ...path, points: path.points.slice(0, step + 1), values: path.values.slice(0, step + 1) }));
    const { grid } = last;
    return {
      paths,
      standings: seen.map(({ name, colour, points, values }) => ({ name, colour, point: points.at(-1)!, value: values.at(-1)! })),
      pictures: draw({ field: () => fieldChart(f, grid, seen, step), loss: () => lossChart(seen, steps) }, drawings),
    };
  },
};

async function raceOf(
  id: string,
  { f, x, y, reach, racers, steps }: Pick<RaceRequest, 'f' | 'x' | 'y' | 'reach' | 'racers' | 'steps'>,
): Promise<Race> {
  const expr = await read(f, ['x', 'y']);
  const objective = objectiveOf(expr, ['x', 'y']);
  const span = [-reach, reach] as const;
  const grid = gridOf(expr, ['x', 'y'], span, span, 56);
  const [low, high] = worthShowing(Float64Array.from(grid.values));
  return {
    id,
    grid: { ...grid, values: Float64Array.from(grid.values, (z) => Math.min(high, Math.max(low, z))) },
    paths: racers.map(({ name, rate }, i) => {
      const make = optimizers[name] as (options: { readonly learningRate: number }) => Optimizer;
      return { name, colour: i + 1, ...pathOf(objective, make({ learningRate: rate }), [x, y], steps) };
    }),
  };
}

const said = (x: number): string => String(Number(x.toPrecision(4))).replace('-', '−');

function fieldChart(f: string, grid: Grid, paths: RaceAnswer['paths'], step: number): Chart {
  return {
    kind: 'chart',
    title: 'The race from above',
    description: `Contours of ${f}, dark where it is low, and the ways of ${paths.map(({ name }) => name).join(', ')}. After step ${step}: ${paths
      .map(({ name, points, values }) => `${name} is at (${points.at(-1)!.map(said).join(', ')}), where f is ${said(values.at(-1)!)}`)
      .join('; ')}.`,
    x: { label: 'x', domain: grid.x },
    y: { label: 'y', domain: grid.y },
    marks: [
      { kind: 'contour', grid, levels: 16 },
      ...paths.map(({ name, colour, points }): Mark => ({
        kind: 'line',
        name,
        colour,
        x: points.map(([a]) => a),
        y: points.map(([, b]) => b),
      })),
      ...paths.map(({ colour, points }): Mark => ({ kind: 'scatter', colour, x: [points.at(-1)![0]], y: [points.at(-1)![1]] })),
    ],
  };
}

function lossChart(paths: RaceAnswer['paths'], steps: number): Chart {
  const all = paths.flatMap(({ values }) => values).filter(Number.isFinite);
  const positive = all.length > 0 && Math.min(...all) > 0;
  return {
    kind: 'chart',
    title: 'The value after each step',
    description: paths.map(({ name, values }) => `${name} goes from ${said(values[0]!)} to ${said(values.at(-1)!)}`).join('; ') + '.',
    x: { label: 'step', domain: [0, steps] },
    y: { label: 'f', scale: positive ? 'log' : 'linear' },
    marks: paths.map(({ name, colour, values }): Mark => ({ kind: 'line', name, colour, x: values.map((_, i) => i), y: [...values] })),
  };
}

answer(answers);
