import { dataTable, toSvg, type Surface } from '@chainrule/viz';
import { answer } from '../../engine/answer.js';
import { read } from '../../engine/formula.js';
import type { Drawings, Picture } from '../../engine/picture.js';
import { gridOf, worthShowing } from '../../engine/sample.js';
import type { RaceAnswer } from '../worker.js';

export interface SurfaceRequest extends Drawings {
  readonly f: string;
  readonly reach: number;
  readonly paths: RaceAnswer['paths'];
  readonly step: number;
  readonly azimuth: number;
  readonly elevation: number;
}

export interface SurfaceAnswer {
  /** The style sheet of the drawing, which a page under a strict policy may not have inside of it. */
  readonly styles: string;
  readonly pictures: { readonly surface?: Picture };
}

export const answers = {
  async view({ f, reach, paths, step, azimuth, elevation, sizes, theme }: SurfaceRequest): Promise<SurfaceAnswer> {
    const expr = await read(f, ['x', 'y']);
    const span = [-reach, reach] as const;
    const grid = gridOf(expr, ['x', 'y'], span, span, 33);
    const scene: Surface = {
      kind: 'surface',
      title: 'The race on the surface',
      description: `${f} as a surface over x and y, with the ways of ${paths.map(({ name }) => name).join(', ')} on it.`,
      x: { label: 'x' },
      y: { label: 'y' },
      z: { label: 'f', domain: worthShowing(Float64Array.from(grid.values)) },
      grid,
      paths: paths.map(({ name, colour, points, values }) => ({
        name,
        colour,
        x: points.slice(0, step + 1).map(([x]) => x),
        y: points.slice(0, step + 1).map(([, y]) => y),
        z: values.slice(0, step + 1),
      })),
      view: { azimuth, elevation },
    };
    const svg = toSvg(scene, { ...sizes['surface'], theme, id: 'surface', styles: false });
    const [, styles = ''] = /<style>(.*?)<\/style>/s.exec(svg) ?? [];
    const { title, description } = scene;
    const picture = { title, description, table: dataTable(scene, { most: 2000 }) };
    return {
      styles,
      pictures: sizes['surface'] ? { surface: { ...picture, svg: theme === 'auto' ? svg.replace(/<style>.*?<\/style>/s, '') : svg } } : {},
    };
  },
};

answer(answers);
