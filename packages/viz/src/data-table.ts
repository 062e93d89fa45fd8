import type { Graph, Scene } from './scene.js';

/** The numbers behind a drawing, a row each. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** How many rows there are in all, when these are a selection. */
  readonly of: number;
}

/**
 * The numbers of a scene as a table: for those who cannot see it, and those who want to take them along.
 * Beyond `most` rows (default 50) they are an even selection, first and last included; grids are given at nine places.
 *
 * @example
 * ```ts
 * import { dataTable } from '@chainrule/viz';
 * const line = { kind: 'line', name: 'squares', x: [0, 1, 2], y: [0, 1, 4] } as const;
 * const table = dataTable({ kind: 'chart', title: 'Squares', description: '', x: { label: 'n' }, y: { label: 'n²' }, marks: [line] });
 * table.columns; // → ['mark', 'n', 'n²']
 * table.rows[2]; // → ['squares', 2, 4]
 * ```
 */
export function dataTable(scene: Scene, { most = 50 }: { readonly most?: number } = {}): DataTable {
  if (scene.kind === 'graph') return graphTable(scene, most);
  const rows: (string | number)[][] = [];
  if (scene.kind === 'surface') {
    rows.push(...gridRows(scene.z.label, scene.grid));
    for (const { name, x, y, z } of scene.paths ?? []) Array.from(x, (_, i) => rows.push([name ?? 'path', x[i]!, y[i]!, z[i]!]));
  } else {
    for (const mark of scene.marks) {
      if (mark.kind === 'contour') rows.push(...gridRows(mark.name ?? 'height', mark.grid));
      else Array.from(mark.x, (_, i) => rows.push([mark.name ?? mark.kind, mark.x[i]!, mark.y[i]!]));
    }
  }
  const withHeights = scene.kind === 'surface' || scene.marks.some(({ kind }) => kind === 'contour');
  const columns = ['mark', scene.x.label, scene.y.label, ...(withHeights ? [scene.kind === 'surface' ? scene.z.label : 'height'] : [])];
  const step = Math.max(1, (rows.length - 1) / (most - 1));
  const kept = Array.from({ length: Math.min(rows.length, most) }, (_, i) => rows[Math.round(i * step)]!);
  return { columns, rows: kept, of: rows.length };
}

/** A graph's boxes, with what leads to each. */
function graphTable({ nodes, edges }: Graph, most: number): DataTable {
  const nameOf = new Map(nodes.map(({ id, lines }) => [id, lines[0] ?? id]));
  const rows = nodes.map(({ id, lines }) => {
    const from = edges.filter(({ to }) => to === id).map((edge) => nameOf.get(edge.from) ?? edge.from);
    return [lines.join(', '), from.join(', ')];
  });
  return { columns: ['node', 'from'], rows: rows.slice(0, most), of: rows.length };
}

/** A grid's corners, the middles of its sides and its centre. */
function gridRows(
  name: string,
  { x, y, columns, rows, values }: Extract<Scene, { kind: 'surface' }>['grid'],
): [string, number, number, number][] {
  const places = [0, 0.5, 1];
  return places.flatMap((v) =>
    places.map((u): [string, number, number, number] => {
      const [i, j] = [Math.round(v * (rows - 1)), Math.round(u * (columns - 1))];
      return [name, x[0] + ((x[1] - x[0]) * j) / (columns - 1), y[0] + ((y[1] - y[0]) * i) / (rows - 1), values[i * columns + j]!];
    }),
  );
}
