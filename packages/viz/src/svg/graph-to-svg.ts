import type { Graph } from '../scene.js';
import { drawGraph } from './draw-graph.js';
import { svgRoot, type SvgOptions } from './svg-root.js';

/**
 * A graph as the text of an SVG element: what `toSvg` gives, without the weight of the scenes that are no graphs.
 *
 * Throws `argument` for a size too small to draw in.
 *
 * @example
 * ```ts
 * import { graphToSvg, layoutGraph } from '@chainrule/viz';
 * const graph = layoutGraph({ title: 'x', description: 'One box.', nodes: [{ id: 'x', lines: ['x'] }], edges: [] });
 * graphToSvg(graph).slice(0, 4); // → '<svg'
 * ```
 */
export const graphToSvg = (graph: Graph, options: SvgOptions = {}): string =>
  svgRoot(graph, options, ({ width, height, theme, id }) => drawGraph(graph, width, height, theme, id));
