import { ordered } from './layout/order.js';
import { placesIn } from './layout/places.js';
import { ranksOf } from './layout/ranks.js';
import type { Graph } from './scene.js';

/** What is to be drawn: boxes of text and what leads to what, by their ids. */
export interface GraphDescription {
  readonly title: string;
  readonly description: string;
  readonly nodes: readonly { readonly id: string; readonly lines: readonly string[]; readonly colour?: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label?: string; readonly colour?: number }[];
  /** Default right. */
  readonly direction?: 'right' | 'down';
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const [letter, lineHeight, padding] = [7.2, 17, 10];
/** Between layers, between what stands in one, and around the whole. */
const [between, beside, margin] = [30, 16, 8];

const textSize = (lines: readonly string[], around: number): Size => ({
  width: letter * Math.max(1, ...lines.map((line) => line.length)) + 2 * around,
  height: lineHeight * lines.length + around,
});

/**
 * A graph with a place for every box and a way for every arrow, in layers so that few arrows cross. An arrow that goes past a layer has a
 * place there as boxes do, and so has its label. The result is a scene: plain data.
 *
 * Why it is not a library's: docs/decisions/2026-11-28-graphs-are-laid-out-here.md.
 *
 * @example
 * ```ts
 * import { layoutGraph } from '@chainrule/viz';
 * const { nodes } = layoutGraph({
 *   title: 'A product', description: 'x goes into a product.',
 *   nodes: [{ id: 'x', lines: ['x'] }, { id: 'y', lines: ['x·x'] }],
 *   edges: [{ from: 'x', to: 'y' }],
 * });
 * nodes[0]!.x < nodes[1]!.x; // → true
 * ```
 */
export function layoutGraph({ title, description, nodes, edges, direction = 'right' }: GraphDescription): Graph {
  const right = direction === 'right';
  const indexOf = new Map(nodes.map(({ id }, i) => [id, i]));
  const ends = edges.map(({ from, to }) => [indexOf.get(from)!, indexOf.get(to)!] as const);
  // Labels stand in layers of their own, between those of boxes.
  const stride = edges.some(({ label }) => label !== undefined) ? 2 : 1;
  const ranks = ranksOf(nodes.length, ends).map((rank) => rank * stride);
  const sizes: Size[] = nodes.map(({ lines }) => textSize(lines, padding));

  const layers = Array.from({ length: Math.max(0, ...ranks) + 1 }, (): number[] => []);
  const put = (item: number, rank: number): void => void layers[rank]!.push(item);
  ranks.forEach((rank, item) => put(item, rank));
  const links: (readonly [number, number])[] = [];
  const ways = edges.map(({ label }, i) => {
    const [from, to] = ends[i]!;
    const step = Math.sign(ranks[to]! - ranks[from]!);
    const way: number[] = [];
    for (let rank = ranks[from]! + step; step !== 0 && rank !== ranks[to]; rank += step) {
      put(sizes.length, rank);
      way.push(sizes.length);
      sizes.push(label !== undefined && way.length === 1 ? textSize([label], 4) : { width: 0, height: 0 });
    }
    const all = [from, ...way, to];
    all.slice(1).forEach((item, k) => links.push(step > 0 ? [all[k]!, item] : [item, all[k]!]));
    return way;
  });

  const order = ordered(layers, links);
  const across = placesIn(order, links, (item) => (right ? sizes[item]!.height : sizes[item]!.width), beside);
  const deep = (item: number): number => (right ? sizes[item]!.width : sizes[item]!.height);
  const along = new Map<number, number>();
  let depth = margin;
  for (const layer of order) {
    const widest = Math.max(0, ...layer.map(deep));
    for (const item of layer) along.set(item, depth + widest / 2);
    depth += widest + between / stride;
  }
  const first = Math.min(...sizes.map((size, item) => across.get(item)! - (right ? size.height : size.width) / 2));
  const last = Math.max(...sizes.map((size, item) => across.get(item)! + (right ? size.height : size.width) / 2));
  const [length, breadth] = [depth - between / stride + margin, last - first + 2 * margin];
  const point = (item: number, forth = 0): { readonly x: number; readonly y: number } => {
    const [u, v] = [along.get(item)! + (forth * deep(item)) / 2, across.get(item)! - first + margin];
    return right ? { x: u, y: v } : { x: v, y: u };
  };
  const pair = ({ x, y }: { readonly x: number; readonly y: number }): readonly [number, number] => [x, y];

  return {
    ...{ kind: 'graph', title, description },
    ...(right ? { width: length, height: breadth } : { width: breadth, height: length }),
    nodes: nodes.map((node, item) => ({ ...node, ...point(item), ...sizes[item]! })),
    edges: edges.map(({ from, to, label, colour }, i) => {
      const [start, end] = ends[i]!;
      const side = Math.sign(ranks[end]! - ranks[start]!);
      return {
        ...{ from, to, points: [pair(point(start, side)), ...ways[i]!.map((item) => pair(point(item))), pair(point(end, -side))] },
        ...(label !== undefined && { label: { text: label, ...point(ways[i]![0] ?? start) } }),
        ...(colour !== undefined && { colour }),
      };
    }),
  };
}
