export type {
  ArrowsMark,
  Axis,
  BarsMark,
  Chart,
  ContourMark,
  Graph,
  GraphEdge,
  GraphNode,
  Grid,
  LineMark,
  Mark,
  PlainChart,
  PlainMark,
  Scene,
  ScatterMark,
  Surface,
  SurfacePath,
} from './scene.js';
export { sampleGrid } from './sample-grid.js';
export { layoutGraph, type GraphDescription } from './layout-graph.js';
export { computationGraph, type ComputationNode, type Known } from './computation-graph.js';
export { computationSteps, type ComputationStep } from './computation-steps.js';
export { toSvg } from './svg/to-svg.js';
export { chartToSvg, plainChartToSvg } from './svg/chart-to-svg.js';
export { graphToSvg } from './svg/graph-to-svg.js';
export { element, escapeText, type Attributes } from './svg/element.js';
export { svgRoot, type Surroundings, type SvgOptions } from './svg/svg-root.js';
export { plotFrame, type PlotFrame } from './svg/plot-frame.js';
export { toFigure } from './figure.js';
export { toTerminal, type TerminalOptions } from './terminal/to-terminal.js';
export { dataTable, type DataTable } from './data-table.js';
export { themeStyles, type ThemeName } from './theme.js';
export { surfaceScript } from './svg/turn-surfaces.js';
