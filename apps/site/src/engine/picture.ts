import { chartToSvg, dataTable, plotFrame, type Chart, type DataTable, type PlotFrame, type ThemeName } from '@chainrule/viz';

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
  /** Of a chart; a graph has no axes. */
  readonly frame?: PlotFrame;
  readonly title: string;
  readonly description: string;
  readonly table: DataTable;
}

/** Draws those charts that the page has a place for. */
export function draw<N extends string>(
  charts: { readonly [Name in N]: () => Chart },
  { sizes, theme }: Drawings,
): { readonly [Name in N]?: Picture } {
  const shown = (Object.keys(charts) as N[]).filter((name) => sizes[name] !== undefined);
  return Object.fromEntries(shown.map((name) => [name, picture(charts[name](), name, sizes[name]!, theme)])) as Partial<Record<N, Picture>>;
}

function picture(chart: Chart, id: string, { width, height }: Size, theme: ThemeName): Picture {
  return {
    svg: chartToSvg(chart, { width, height, theme, id, styles: false }),
    frame: plotFrame(chart, { width, height }),
    title: chart.title,
    description: chart.description,
    table: dataTable(chart, { most: 2000 }),
  };
}
