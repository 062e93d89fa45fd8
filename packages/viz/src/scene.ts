/** What an axis says and spans. */
export interface Axis {
  readonly label: string;
  /** Default: what the marks span, rounded. */
  readonly domain?: readonly [number, number];
  /** Default linear. */
  readonly scale?: 'linear' | 'log';
}

/** Numbers on a regular grid: `values[row·columns + column]`, rows along y from `y[0]` up, columns along x from `x[0]` right. */
export interface Grid {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

interface Named {
  /** What the legend and the data table call it; marks without a name are not in the legend. */
  readonly name?: string;
  /** Which colour of the palette, from 0. Default: the mark's place among the marks. */
  readonly colour?: number;
}

/** A line through points. */
export interface LineMark extends Named {
  readonly kind: 'line';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly dashed?: boolean;
}
/** Points that are not joined. */
export interface ScatterMark extends Named {
  readonly kind: 'scatter';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Crosses instead of dots, for single places of note. */
  readonly symbol?: 'dot' | 'cross';
}
/** Bars from 0 to the given heights. */
export interface BarsMark extends Named {
  readonly kind: 'bars';
  readonly x: ArrayLike<number>;
  /** Heights from 0. */
  readonly y: ArrayLike<number>;
}
/** Where a function is at least as high as each level. With a colour of its own, in shades of that; else from low to high. */
export interface ContourMark extends Named {
  readonly kind: 'contour';
  readonly grid: Grid;
  /** How many levels, or which. Default 12, closer together near the lowest value. */
  readonly levels?: number | readonly number[];
}
/** Arrows from (x, y) by (dx, dy), in units of the axes. */
export interface ArrowsMark extends Named {
  readonly kind: 'arrows';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly dx: ArrayLike<number>;
  readonly dy: ArrayLike<number>;
}
/** What can be drawn in a plot without contours. */
export type PlainMark = LineMark | ScatterMark | BarsMark | ArrowsMark;
/** A plain mark, or lines of equal value over a grid. */
export type Mark = PlainMark | ContourMark;

interface Described {
  /** What is to be seen, in a few words. */
  readonly title: string;
  /** What it shows, in a sentence, for those who cannot see it. */
  readonly description: string;
}

/** A plane drawing: marks over two axes. */
export interface Chart extends Described {
  readonly kind: 'chart';
  readonly x: Axis;
  readonly y: Axis;
  /** Drawn in this order. */
  readonly marks: readonly Mark[];
}

/** A chart without contours. */
export interface PlainChart extends Chart {
  readonly marks: readonly PlainMark[];
}

/** A line in space. */
export interface SurfacePath extends Named {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly z: ArrayLike<number>;
}

/** A function of two variables as a surface in space. */
export interface Surface extends Described {
  readonly kind: 'surface';
  readonly x: Axis;
  readonly y: Axis;
  readonly z: Axis;
  readonly grid: Grid;
  readonly paths?: readonly SurfacePath[];
  /** Where it is looked at from, in degrees. Default: over the lowest corner. */
  readonly view?: { readonly azimuth: number; readonly elevation: number };
}

/** A box of a graph: lines of text with its middle at (x, y), in pixels. */
export interface GraphNode {
  readonly id: string;
  /** The first is its name. */
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Which colour of the palette its border has. Default: that of text. */
  readonly colour?: number;
}

/** An arrow between boxes along points, in pixels. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly points: readonly (readonly [number, number])[];
  /** What is written on it, with its middle at (x, y). */
  readonly label?: { readonly text: string; readonly x: number; readonly y: number };
  /** Which colour of the palette it has. Default: that of axes. */
  readonly colour?: number;
}

/** What leads to what; `layoutGraph` finds the places. */
export interface Graph extends Described {
  readonly kind: 'graph';
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A drawing as data: what to show, not how. Renderers turn it into SVG, characters or a table. */
export type Scene = Chart | Surface | Graph;
