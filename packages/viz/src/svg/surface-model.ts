import { extentOf } from '../extent.js';
import { linearTicks } from '../scale.js';
import type { Axis, Surface } from '../scene.js';
import type { Theme } from '../theme.js';
import type { SurfaceModel, View } from './draw-surface.js';
import { escapeText } from './element.js';
import { colourOf } from './marks.js';

export const shades = 24;

/** A surface in the unit cube, ready to be drawn. Heights beyond the domain of the z axis are cut off. */
export function surfaceModel(surface: Surface, width: number, height: number, theme: Theme): SurfaceModel {
  const { grid, paths = [] } = surface;
  const domains = [
    surface.x.domain ?? grid.x,
    surface.y.domain ?? grid.y,
    surface.z.domain ?? extentOf(Array.from(grid.values)) ?? [0, 1],
  ] as const;
  const units = domains.map(
    ([from, to]) =>
      (x: number): number =>
        round(to > from ? (x - from) / (to - from) : 0.5),
  );
  const [ux, uy, uz] = units as [(typeof units)[0], (typeof units)[0], (typeof units)[0]];
  const inside = (t: number): number => Math.min(1, Math.max(0, t));
  const axisOf = (axis: Axis, i: number): SurfaceModel['axes'][0] => ({
    label: escapeText(axis.label),
    ticks: linearTicks(...domains[i]!, 5).map(({ at, text }) => ({ at: units[i]!(at), text })),
  });
  return {
    width,
    height,
    columns: grid.columns,
    rows: grid.rows,
    heights: Array.from(grid.values, (z) => (Number.isFinite(z) ? inside(uz(z)) : null)),
    shades,
    paths: paths.map((path, i) => ({
      colour: colourOf(path, i + 1, theme),
      points: apart(
        Array.from(path.x, (x, k) => [ux(x), uy(path.y[k]!), inside(uz(path.z[k]!))] as const).filter((p) =>
          p.every((t) => t >= 0 && t <= 1),
        ),
      ),
    })),
    axes: [surface.x, surface.y, surface.z].map(axisOf),
    ink: theme.ink,
    muted: theme.muted,
    gridLine: theme.gridLine,
    paper: theme.paper,
  };
}

/** The points of a path, without those too close to the last to be told apart. */
function apart(points: readonly (readonly [number, number, number])[]): (readonly [number, number, number])[] {
  const kept = points.slice(0, 1);
  for (const point of points.slice(1)) if (Math.hypot(...point.map((t, i) => t - kept.at(-1)![i]!)) > 0.005) kept.push(point);
  if (points.length > 1 && kept.at(-1) !== points.at(-1)) kept.push(points.at(-1)!);
  return kept;
}

/** Looks over the lowest corner, so that nothing hides the valley. */
export function viewOf({ view, grid: { values, columns, rows } }: Surface): View {
  if (view) return view;
  const corners = [
    { azimuth: 35, value: values[0] },
    { azimuth: 125, value: values[(rows - 1) * columns] },
    { azimuth: 215, value: values[rows * columns - 1] },
    { azimuth: 305, value: values[columns - 1] },
  ];
  return { azimuth: corners.reduce((best, corner) => (corner.value! < best.value! ? corner : best)).azimuth, elevation: 32 };
}

const round = (t: number): number => Math.round(t * 1e4) / 1e4;
