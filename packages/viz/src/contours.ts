import { contours } from 'd3-contour';
import { extentOf } from './extent.js';
import { between } from './sample-grid.js';
import type { ContourMark, Grid } from './scene.js';

/** The border of where a function is at least `level`: closed rings of points. */
export interface Contour {
  readonly level: number;
  /** How far up between the lowest and the highest level: 0 to 1. */
  readonly height: number;
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

/** The contours of a mark, from the lowest level up, in the coordinates of its axes. */
export function contoursOf({ grid, levels = 12 }: ContourMark): Contour[] {
  const thresholds = typeof levels === 'number' ? levelsOf(grid, levels) : [...levels];
  const { columns, rows } = grid;
  // Samples stand in the middle of the library's cells; what is not finite counts as high.
  const values = Array.from(grid.values, (z) => (Number.isFinite(z) ? z : Number.MAX_VALUE));
  const place = ([u, v]: readonly number[]): [number, number] => [
    between(grid.x, (u! - 0.5) / (columns - 1)),
    between(grid.y, (v! - 0.5) / (rows - 1)),
  ];
  return contours()
    .size([columns, rows])
    .thresholds(thresholds)(values)
    .map(({ value, coordinates }, i) => ({
      level: value,
      height: thresholds.length < 2 ? 0 : i / (thresholds.length - 1),
      rings: coordinates.flat().map((ring) => ring.map(place)),
    }));
}

/** Levels whose distances grow as those of a bowl do, so that contours of a quadratic are evenly spaced. */
export function levelsOf(grid: Grid, count: number): number[] {
  const [low, high] = extentOf(Array.from(grid.values)) ?? [0, 1];
  return Array.from({ length: count }, (_, i) => low + (high - low) * (i / count) ** 2);
}
