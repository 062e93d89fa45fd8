import { element, escapeText, svgRoot, type Attributes, type DataTable, type ThemeName } from '@chainrule/viz';
import type { Picture, Size } from '../engine/picture.js';
import { said } from '../engine/said.js';
import { addHeatMap, drawShades, type Shades } from './heat-map.js';
import type { LayerNumbers } from './look.js';
import type { Look } from './worker.js';

interface Network {
  /** Features, neurons of each hidden layer, classes. */
  readonly widths: readonly number[];
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly look: Look | undefined;
  /** Whether it stands still: then every edge can be pointed at. While it moves, edges that look alike are one. */
  readonly still: boolean;
}

interface Box {
  readonly x: number;
  readonly y: number;
}

const [positive, negative, slope] = [0, 1, 2];

/** The network from left to right: in every neuron what it gives over the plane, on every edge its weight and its gradient. */
export function drawNetwork(network: Network, { width, height }: Size, theme: ThemeName): Picture {
  const { widths, look } = network;
  const widest = Math.max(...widths);
  const tile = Math.max(10, Math.min(44, (height - 52) / (widest * 1.25), (width - 24) / (widths.length * 1.8)));
  const place = (layer: number, i: number): Box => ({
    x: 8 + (layer * (width - 16 - tile)) / (widths.length - 1),
    y: 34 + ((i + 0.5) * (height - 44)) / widths[layer]! - tile / 2,
  });
  const description = look
    ? 'Blue is positive, orange negative, in neurons and on edges. The thicker an edge, the larger its weight; the thicker its green dashes, the larger the gradient of the loss by it.'
    : 'Features on the left, classes on the right. Weights appear when training begins.';
  const title = `A network of ${widths.join('-')} neurons`;
  const svg = svgRoot({ title, description }, { width, height, theme, id: 'network', styles: false }, ({ theme: colours }) => {
    const series = colours.series;
    const edges = widths.slice(1).flatMap((_, layer) => edgesOf(network, layer, place, tile, series, colours.gridLine));
    const maps: Shades = new Map();
    const places = widths.flatMap((count, layer) => Array.from({ length: count }, (_, i) => ({ layer, i, ...place(layer, i) })));
    if (look) for (const { layer, i, x, y } of places) addHeatMap(maps, look, layer, i, widths, { x, y, tile });
    const d = places.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h${tile}v${tile}h${-tile}z`).join('');
    const tiles = [
      element('path', { d, fill: colours.paper }),
      drawShades(maps, [series[positive]!, series[negative]!]),
      element('path', { d, fill: 'none', stroke: colours.muted, 'stroke-width': 1 }),
      ...(network.still ? places : []).map(({ layer, i, x, y }) =>
        element(
          'rect',
          { x, y, width: tile, height: tile, 'fill-opacity': 0 },
          element('title', {}, escapeText(nameOf(network, layer, i))),
        ),
      ),
    ];
    const heads = widths.map((count, layer) =>
      element(
        'text',
        {
          x: place(layer, 0).x + (layer === 0 ? 0 : layer === widths.length - 1 ? tile : tile / 2),
          y: 16,
          'text-anchor': layer === 0 ? 'start' : layer === widths.length - 1 ? 'end' : 'middle',
        },
        layer === 0 ? 'features' : layer === widths.length - 1 ? 'classes' : width < 500 ? String(count) : `layer ${layer}`,
      ),
    );
    return [...edges, ...tiles, element('g', { fill: colours.muted, 'font-size': 13 }, ...heads)].join('');
  });
  return { svg, title, description, table: tableOf(network) };
}

function edgesOf(
  { widths, look, still }: Network,
  layer: number,
  place: (layer: number, i: number) => Box,
  tile: number,
  series: readonly string[],
  plain: string,
): string[] {
  const [from, to] = [widths[layer]!, widths[layer + 1]!];
  const numbers = look?.layers[layer];
  const [heaviest, steepest] = numbers ? [largest(numbers.weight), largest(numbers.gradient)] : [1, 1];
  const strokes = Array.from({ length: from * to }, (_, n): Stroke => {
    const [start, end] = [place(layer, n % from), place(layer + 1, Math.floor(n / from))];
    const [x0, y0, x1, y1] = [start.x + tile, start.y + tile / 2, end.x, end.y + tile / 2].map(Math.round) as [
      number,
      number,
      number,
      number,
    ];
    const middle = Math.round((x0 + x1) / 2);
    const d = `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
    if (!numbers) return { d, title: '', looks: [{ stroke: plain }] };
    const [weight, gradient] = [numbers.weight[n]!, numbers.gradient[n]!];
    const share = Math.ceil((5 * Math.abs(weight)) / heaviest) / 5;
    const pull = Math.ceil((4 * Math.abs(gradient)) / steepest) / 4;
    return {
      d,
      title: `weight ${said(weight, 3)}, gradient ${said(gradient, 2)}`,
      looks: [
        { stroke: series[weight < 0 ? negative : positive]!, 'stroke-width': 0.5 + 4 * share, 'stroke-opacity': 0.25 + 0.6 * share },
        ...(pull > 0.25 ? [{ stroke: series[slope]!, 'stroke-width': 0.5 + 2.5 * pull, 'stroke-dasharray': '2 6' }] : []),
      ],
    };
  });
  if (still)
    return strokes.map(({ d, title, looks }) =>
      element('g', { fill: 'none' }, element('title', {}, title), ...looks.map((look) => element('path', { d, ...look }))),
    );
  const alike = new Map<string, { readonly look: Attributes; d: string }>();
  for (const { d, looks } of strokes)
    for (const look of looks) {
      const key = JSON.stringify(look);
      alike.set(key, { look, d: (alike.get(key)?.d ?? '') + d });
    }
  return [...alike.values()].map(({ d, look }) => element('path', { d, fill: 'none', ...look }));
}

/** An edge, and the lines it is drawn with: its weight's, and its gradient's. */
interface Stroke {
  readonly d: string;
  readonly title: string;
  readonly looks: readonly Attributes[];
}

const largest = (numbers: ArrayLike<number>): number => Array.from(numbers).reduce((most, x) => Math.max(most, Math.abs(x)), 1e-30);

function nameOf({ widths, names, classes }: Network, layer: number, i: number): string {
  if (layer === 0) return names[i]!;
  return layer === widths.length - 1 ? classes[i]! : `neuron ${layer}.${i + 1}`;
}

/** Every weight with its gradient. */
function tableOf(network: Network): DataTable {
  const rows = (network.look?.layers ?? []).flatMap(({ inputs, weight, bias, gradient }: LayerNumbers, layer) => [
    ...Array.from(weight, (w, n) => [
      nameOf(network, layer, n % inputs),
      nameOf(network, layer + 1, Math.floor(n / inputs)),
      w,
      gradient[n]!,
    ]),
    ...Array.from(bias, (b, i) => ['bias', nameOf(network, layer + 1, i), b, '']),
  ]);
  return { columns: ['from', 'to', 'weight', 'gradient'], rows, of: rows.length };
}
