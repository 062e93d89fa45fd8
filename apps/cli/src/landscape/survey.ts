import { sampleGrid, type Chart, type Grid, type Scene } from '@chainrule/viz';

/** A way over a landscape: its places, and how high each is. */
export interface Path {
  readonly name: string;
  readonly points: readonly (readonly number[])[];
  readonly heights: readonly number[];
}

/** What was seen of a function of two variables. */
export interface Survey {
  /** What it is the landscape of, as it stands in a title. */
  readonly of: string;
  readonly variables: readonly string[];
  readonly grid: Grid;
  readonly path?: Path;
  /** What is to be said of the way, and of the directions, in sentences. */
  readonly said: readonly string[];
  /** What programs are told of it besides. */
  readonly about: About;
}

export const directionKinds = ['principal', 'random'] as const;
export type Directions = (typeof directionKinds)[number];

type About = Readonly<Partial<Record<'expression' | 'run' | 'verdict' | 'reason', string>>> & {
  readonly directions?: Directions;
  readonly explained?: readonly number[];
};

/** A function sampled over a rectangle. */
export const gridOf = (
  f: (a: number, b: number) => number,
  x: readonly [number, number],
  y: readonly [number, number],
  points: number,
): Grid => sampleGrid(f, x, y, { columns: Math.max(2, points) });

/** Where a sample is. */
export const placeOf = ({ x, y, columns, rows }: Grid, i: number): number[] => [
  x[0] + ((x[1] - x[0]) * (i % columns)) / (columns - 1),
  y[0] + ((y[1] - y[0]) * Math.floor(i / columns)) / (rows - 1),
];

/** The lowest sample. */
export function lowestOf(grid: Grid): { readonly point: number[]; readonly value: number } {
  const values = Array.from(grid.values);
  const best = values.reduce((at, value, i) => (value < values[at]! || Number.isNaN(values[at]!) ? i : at), 0);
  return { point: placeOf(grid, best), value: values[best]! };
}

/** From above, and as a surface. */
export function scenesOf({ of, variables, grid, path, said }: Survey): [Chart, Scene] {
  const lowest = lowestOf(grid);
  const more = said.map((sentence) => ` ${sentence}`).join('');
  const [px, py] = [0, 1].map((axis) => path?.points.map((point) => point[axis]!) ?? []) as [number[], number[]];
  const [across, up] = variables as [string, string];
  return [
    {
      kind: 'chart',
      title: `Contours of ${of}`,
      description: `Dark where it is low; the lowest sample is ${short(lowest.value)} at ${lowest.point.map(short).join(', ')}.${more}`,
      x: { label: across, domain: grid.x },
      y: { label: up, domain: grid.y },
      marks: [{ kind: 'contour', grid }, ...(path ? [{ kind: 'line', name: path.name, x: px, y: py, colour: 1 } as const] : [])],
    },
    {
      kind: 'surface',
      title: `Surface of ${of}`,
      description: `The same function as a surface. Drag it, or press the arrow keys, to turn it.${more}`,
      x: { label: across },
      y: { label: up },
      z: { label: 'value' },
      grid,
      ...(path && { paths: [{ name: path.name, x: px, y: py, z: path.heights }] }),
    },
  ];
}

export const short = (x: number): string => String(Number(x.toPrecision(4)));
