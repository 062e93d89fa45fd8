import { element } from '@chainrule/viz';
import type { Look } from './worker.js';

const [cells, shades] = [12, 4];

/** Paths by shade, −4 to 4, to which every neuron adds its cells: few elements, however many neurons. */
export type Shades = Map<number, string>;

/** Adds what a neuron gives over the plane, in a square. Features are drawn as the ramps that they are. */
export function addHeatMap(
  paths: Shades,
  { grid, size, axes }: Look,
  layer: number,
  neuron: number,
  widths: readonly number[],
  { x, y, tile }: { readonly x: number; readonly y: number; readonly tile: number },
): void {
  const hidden = grid.neurons[layer - 1];
  const last = layer === widths.length - 1;
  if (layer === 0 && !axes.includes(neuron)) return;
  const at = (i: number): number => (last ? 2 * grid.chances[i * widths[layer]! + neuron]! - 1 : hidden![i * widths[layer]! + neuron]!);
  const values = Array.from({ length: cells * cells }, (_, cell) => {
    const [row, column] = [Math.floor(cell / cells), cell % cells].map((k) => Math.round(((k + 0.5) * (size - 1)) / cells)) as [
      number,
      number,
    ];
    if (layer === 0) return (axes[0] === neuron ? column : size - 1 - row) / (size - 1) - 0.5;
    return at((size - 1 - row) * size + column);
  });
  const most = last ? 1 : values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-9);
  const shadeOf = (value: number): number => Math.sign(value) * Math.ceil((Math.abs(value) / most) * shades);
  const step = tile / cells;
  for (let row = 0; row < cells; row++)
    for (let from = 0, to = 1; from < cells; from = to++) {
      const shade = shadeOf(values[row * cells + from]!);
      while (to < cells && shadeOf(values[row * cells + to]!) === shade) to++;
      const run = `M${short(x + from * step)} ${short(y + row * step)}h${short((to - from) * step)}v${short(step)}h${short((from - to) * step)}z`;
      paths.set(shade, (paths.get(shade) ?? '') + run);
    }
}

/** The shades as SVG. */
export const drawShades = (paths: Shades, [positive, negative]: readonly [string, string]): string =>
  [...paths]
    .filter(([shade]) => shade !== 0)
    .map(([shade, d]) => element('path', { d, fill: shade > 0 ? positive : negative, 'fill-opacity': Math.abs(shade) / shades }))
    .join('');

const short = (pixels: number): string => String(Math.round(pixels * 10) / 10);
