import { ChainruleError } from '@chainrule/core';
import { contoursOf } from '../contours.js';
import { scaleOf, type Scale } from '../scale.js';
import type { Chart, Mark, Scene } from '../scene.js';
import { thin } from '../thin.js';
import { BrailleCanvas } from './braille.js';
import { graphText } from './graph-text.js';

/** Size and colours of a drawing in the terminal. */
export interface TerminalOptions {
  /** Characters in a line. Default 80. */
  readonly width?: number;
  /** Lines, axes included. Default 20. */
  readonly height?: number;
  /** Whether colours may be used. Default false. */
  readonly colour?: boolean;
}

/** ANSI colours of the marks: blue, yellow, green, magenta, cyan. */
const colours = [94, 93, 92, 95, 96];

/**
 * A scene as lines of text: marks in Unicode braille, two by four dots to a character, with axes and a legend.
 * A surface is shown by its contours, a graph as a list of its boxes. Throws `argument` for a width or height too small to draw in.
 *
 * @example
 * ```ts
 * import { toTerminal } from '@chainrule/viz';
 * const line = { kind: 'line', x: [0, 1], y: [0, 1] } as const;
 * const text = toTerminal({ kind: 'chart', title: 'Up', description: '', x: { label: 'x' }, y: { label: 'y' }, marks: [line] }, { width: 40, height: 10 });
 * text.split('\n').length; // → 10
 * ```
 */
export function toTerminal(scene: Scene, { width = 80, height = 20, colour = false }: TerminalOptions = {}): string {
  if (!(width >= 30 && height >= 8))
    throw new ChainruleError('argument', `a drawing of ${width} × ${height} characters`, {
      operation: 'toTerminal',
      hint: 'at least 30 × 8',
    });
  if (scene.kind === 'graph') return graphText(scene, width, height);
  const chart = scene.kind === 'chart' ? scene : asContours(scene);
  const paint = (text: string, index: number): string => (colour ? `\u001b[${colours[index % colours.length]!}m${text}\u001b[39m` : text);
  const rows = height - 5;
  // The left margin is as wide as the widest number on the y axis.
  const yScale = scaleOf(chart, 'y', [4 * rows - 1, 0], Math.max(2, Math.floor(rows / 3)));
  const margin = Math.max(...yScale.ticks.map(({ text }) => text.length), 1) + 1;
  const canvas = new BrailleCanvas(width - margin - 1, rows);
  const xScale = scaleOf(chart, 'x', [0, canvas.width - 1], Math.max(2, Math.floor(canvas.columns / 12)));
  chart.marks.forEach((mark, i) => drawMark(canvas, mark, mark.colour ?? i, xScale, yScale));

  const tickOnRow = new Map(yScale.ticks.map(({ at, text }) => [Math.floor(yScale(at) / 4), text]));
  const body = canvas.lines(paint).map((line, row) => {
    const tick = tickOnRow.get(row);
    return `${(tick ?? '').padStart(margin - 1)} ${tick === undefined ? '│' : '┤'}${line}`;
  });
  return [
    legend(chart, width, paint),
    `${' '.repeat(margin)}${chart.y.label}`,
    ...body,
    ...xAxis(xScale, canvas.columns, margin),
    centred(chart.x.label, margin, canvas.columns),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

const asContours = ({ title, description, x, y, grid, paths = [] }: Extract<Scene, { kind: 'surface' }>): Chart => ({
  kind: 'chart',
  title,
  description,
  x,
  y,
  marks: [{ kind: 'contour', grid }, ...paths.map((path) => ({ ...path, kind: 'line' }) as const)],
});

/** The names of the marks, as many as fit, or the title where none has one. */
function legend(chart: Chart, width: number, paint: (text: string, index: number) => string): string {
  let left = width;
  const entries = chart.marks.flatMap((mark, i) => {
    if (mark.name === undefined || mark.name.length + 4 > left) return [];
    left -= mark.name.length + 4;
    return [`${paint('●', mark.colour ?? i)} ${mark.name}`];
  });
  return entries.length > 1 ? entries.join('  ') : chart.title.slice(0, width);
}

function drawMark(canvas: BrailleCanvas, mark: Mark, colour: number, x: Scale, y: Scale): void {
  switch (mark.kind) {
    case 'line': {
      const points = thin(mark.x, mark.y, 4 * canvas.width);
      points.slice(1).forEach(([a, b], i) => canvas.line(x(points[i]![0]), y(points[i]![1]), x(a), y(b), colour));
      if (points.length === 1) canvas.dot(x(points[0]![0]), y(points[0]![1]), colour);
      return;
    }
    case 'scatter':
      Array.from(mark.x, (a, i) => {
        const [px, py] = [x(a), y(mark.y[i]!)];
        if (mark.symbol !== 'cross') canvas.dot(px, py, colour);
        else {
          canvas.line(px - 2, py - 2, px + 2, py + 2, colour);
          canvas.line(px - 2, py + 2, px + 2, py - 2, colour);
        }
      });
      return;
    case 'bars':
      Array.from(mark.x, (a, i) => {
        for (const k of [0, 1]) canvas.line(x(a) + k, y(0), x(a) + k, y(mark.y[i]!), colour);
      });
      return;
    case 'arrows':
      Array.from(mark.x, (a, i) => {
        const [px, py, qx, qy] = [x(a), y(mark.y[i]!), x(a + mark.dx[i]!), y(mark.y[i]! + mark.dy[i]!)];
        canvas.line(px, py, qx, qy, colour);
        // A small cross marks the head.
        canvas.line(qx - 1, qy, qx + 1, qy, colour);
        canvas.line(qx, qy - 1, qx, qy + 1, colour);
      });
      return;
    case 'contour': {
      const { grid } = mark;
      const onEdge = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]): boolean =>
        (a === c && (a <= grid.x[0] || a >= grid.x[1])) || (b === d && (b <= grid.y[0] || b >= grid.y[1]));
      for (const { rings } of contoursOf({ ...mark, levels: mark.levels ?? 6 }))
        for (const ring of rings)
          ring.slice(1).forEach((to, i) => {
            const from = ring[i]!;
            if (!onEdge(from, to)) canvas.line(x(from[0]), y(from[1]), x(to[0]), y(to[1]), colour);
          });
    }
  }
}

/** The line below the plot with its ticks, and the numbers below these. */
function xAxis(scale: Scale, columns: number, margin: number): [string, string] {
  const rule = Array.from({ length: columns }, () => '─');
  const numbers = Array.from({ length: columns + margin + 12 }, () => ' ');
  let free = 0;
  for (const { at, text } of scale.ticks) {
    const column = Math.floor(scale(at) / 2);
    rule[column] = '┬';
    const from = Math.min(margin + 1 + column - Math.floor(text.length / 2), columns + margin + 1 - text.length);
    if (from < free) continue;
    for (let i = 0; i < text.length; i++) numbers[from + i] = text.charAt(i);
    free = from + text.length + 1;
  }
  return [`${' '.repeat(margin)}└${rule.join('')}`, numbers.join('')];
}

const centred = (text: string, margin: number, columns: number): string =>
  `${' '.repeat(margin + 1 + Math.max(0, Math.floor((columns - text.length) / 2)))}${text}`;
