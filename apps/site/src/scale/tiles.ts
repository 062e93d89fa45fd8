import { element, escapeText, svgRoot, type DataTable, type ThemeName } from '@chainrule/viz';
import type { Picture, Size } from '../engine/picture.js';
import { said } from '../engine/said.js';

/** Numbers on a small grid, row by row from above. */
export interface Tile {
  readonly name: string;
  readonly columns: number;
  readonly values: ArrayLike<number>;
  /** What its rows and columns are called, where they are. */
  readonly labels?: readonly string[];
}

export interface Tiles {
  readonly title: string;
  readonly description: string;
  readonly id: string;
  /** Groups one below the other; each is scaled by its own largest number. */
  readonly groups: readonly { readonly name: string; readonly tiles: readonly Tile[] }[];
}

const shades = 8;

/** Grids of numbers as squares: the larger a number, the stronger its colour; negative ones have another. */
export function drawTiles({ title, description, id, groups }: Tiles, { width, height }: Size, theme: ThemeName): Picture {
  const rows = groups.flatMap(({ name, tiles }) => {
    const perRow = Math.min(tiles.length, width < 500 ? 8 : 16);
    const largest = tiles.reduce((most, { values }) => Array.from(values).reduce((a, x) => Math.max(a, Math.abs(x)), most), 1e-30);
    return Array.from({ length: Math.ceil(tiles.length / perRow) }, (_, row) => ({
      ...{ name: row === 0 ? name : '', largest, perRow },
      tiles: tiles.slice(row * perRow, (row + 1) * perRow),
    }));
  });
  const head = 20;
  const heads = rows.filter(({ name }) => name !== '').length * head;
  const labelled = groups.some(({ tiles }) => tiles.some(({ labels }) => labels));
  const svg = svgRoot({ title, description }, { width, height, theme, id, styles: false }, ({ theme: colours }) => {
    let y = 0;
    return rows
      .map(({ name, largest, perRow, tiles }) => {
        const gap = perRow > 2 ? 6 : 24;
        const margin = labelled ? 18 : 0;
        const side = Math.min((width - margin - gap * (perRow - 1)) / perRow, (height - heads - 6 * rows.length) / rows.length - margin);
        if (name !== '') y += head;
        const at = y + margin;
        const places = tiles.map((tile, i) => ({ tile, left: margin + i * (side + gap), top: at, side }));
        const frames = places.map((place) => frame(place, colours.muted));
        const title = name === '' ? '' : element('text', { x: 0, y: y - 6, fill: colours.muted, 'font-size': 13 }, escapeText(name));
        y = at + side + 6;
        return title + squares(places, largest, colours.series) + frames.join('');
      })
      .join('');
  });
  return { svg, title, description, table: tableOf(groups) };
}

/** A tile, and where it is drawn. */
interface Place {
  readonly tile: Tile;
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** The squares of tiles side by side: those of one shade in one path, because a browser takes its time for each element, not for each square. */
function squares(places: readonly Place[], largest: number, series: readonly string[]): string {
  const paths = new Map<string, string>();
  for (const { tile, left, top, side } of places) {
    const cell = side / tile.columns;
    const square = `h${cell.toFixed(2)}v${cell.toFixed(2)}h-${cell.toFixed(2)}z`;
    for (let i = 0; i < tile.values.length; i++) {
      const value = tile.values[i]!;
      const shade = Math.round((shades * Math.abs(value)) / largest);
      if (shade === 0) continue;
      const key = `${value < 0 ? 1 : 0} ${shade}`;
      const [x, y] = [left + (i % tile.columns) * cell, top + Math.floor(i / tile.columns) * cell];
      paths.set(key, `${paths.get(key) ?? ''}M${x.toFixed(1)} ${y.toFixed(1)}${square}`);
    }
  }
  return Array.from(paths, ([key, d]) => {
    const [sign, shade] = key.split(' ').map(Number) as [number, number];
    return element('path', { d, fill: series[sign]!, 'fill-opacity': shade / shades });
  }).join('');
}

/** What is around a tile's squares: its frame, its name for those who point at it, and the labels of its rows and columns. */
function frame({ tile: { name, columns, labels = [] }, left, top, side }: Place, muted: string): string {
  const cell = side / columns;
  const words = labels.flatMap((label, i) => [
    element('text', { x: left + (i + 0.5) * cell, y: top - 5, 'text-anchor': 'middle' }, escapeText(label)),
    element('text', { x: left - 6, y: top + (i + 0.7) * cell, 'text-anchor': 'end' }, escapeText(label)),
  ]);
  return element(
    'g',
    { fill: muted, 'font-size': Math.min(13, Math.max(8, cell)) },
    element('title', {}, escapeText(name)),
    element('rect', {
      ...{ x: left, y: top, width: side, height: side },
      ...{ fill: 'none', stroke: muted, 'stroke-opacity': 0.5, 'pointer-events': 'all' },
    }),
    ...words,
  );
}

function tableOf(groups: Tiles['groups']): DataTable {
  const rows = groups.flatMap(({ tiles }) =>
    tiles.flatMap(({ name, columns, values }) =>
      Array.from(values, (value, i) => [name, Math.floor(i / columns) + 1, (i % columns) + 1, value] as const),
    ),
  );
  return { columns: ['tile', 'row', 'column', 'value'], rows, of: rows.length };
}

/** A number as the descriptions say it. */
export const percent = (share: number): string => `${said(100 * share, 3)} %`;
