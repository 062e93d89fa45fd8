import {
  chartToSvg,
  dataTable,
  plainChartToSvg,
  plotFrame,
  type Chart,
  type DataTable,
  type PlainChart,
  type PlotFrame,
  type SvgOptions,
  type ThemeName,
} from '@chainrule/viz';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a page asks of its drawings. */
export interface Drawings {
  /** How large each is to be, by its name; those that are not on the page are left out. */
  readonly sizes: Readonly<Record<string, Size>>;
  /** `auto` on the page, where colours follow the reader's theme. */
  readonly theme: ThemeName;
}

/** A drawing with what a page needs to lay handles over it, to read it out, and to save it. */
export interface Picture {
  readonly svg: string;
  /** Of a chart; graphs and surfaces have no axes. */
  readonly frame?: PlotFrame;
  readonly title: string;
  readonly description: string;
  readonly table: DataTable;
}

type Charts<N extends string, C extends Chart> = { readonly [Name in N]: () => C };
type Pictures<N extends string> = { readonly [Name in N]?: Picture };

/** Draws those charts that the page has a place for. */
export const draw = <N extends string>(charts: Charts<N, Chart>, drawings: Drawings): Pictures<N> => drawWith(chartToSvg, charts, drawings);

/** The same for charts without contours, which most labs have no need for. */
export const drawPlain = <N extends string>(charts: Charts<N, PlainChart>, drawings: Drawings): Pictures<N> =>
  drawWith(plainChartToSvg, charts, drawings);

function drawWith<N extends string, C extends Chart>(
  toSvg: (chart: C, options: SvgOptions) => string,
  charts: Charts<N, C>,
  { sizes, theme }: Drawings,
): Pictures<N> {
  const shown = (Object.keys(charts) as N[]).filter((name) => sizes[name] !== undefined);
  return Object.fromEntries(
    shown.map((name): [N, Picture] => {
      const [chart, size] = [charts[name](), sizes[name]!];
      return [
        name,
        {
          svg: toSvg(chart, { ...size, theme, id: name, styles: false }),
          frame: plotFrame(chart, size),
          title: chart.title,
          description: chart.description,
          table: dataTable(chart, { most: 2000 }),
        },
      ];
    }),
  ) as Pictures<N>;
}
