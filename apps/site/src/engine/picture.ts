import { chartToSvg, dataTable, plotFrame, type Chart, type DataTable, type PlotFrame, type ThemeName } from '@chainrule/viz';

/** What a page asks of a drawing: its size, and colours that are its own when it is to leave the page. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** `auto` on the page, where colours follow the reader's theme. */
  readonly theme: ThemeName;
}

/** A chart, drawn, with what a page needs to lay handles over it, to read it out, and to save it. */
export interface Picture {
  readonly svg: string;
  readonly frame: PlotFrame;
  readonly title: string;
  readonly description: string;
  readonly table: DataTable;
}

/** Draws a chart. `id` tells drawings on one page apart. */
export function picture(chart: Chart, { width, height, theme }: Canvas, id: string): Picture {
  return {
    svg: chartToSvg(chart, { width, height, theme, id, styles: false }),
    frame: plotFrame(chart, { width, height }),
    title: chart.title,
    description: chart.description,
    table: dataTable(chart, { most: 2000 }),
  };
}
