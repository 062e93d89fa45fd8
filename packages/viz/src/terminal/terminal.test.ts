import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataTable } from '../data-table.js';
import { sampleGrid } from '../sample-grid.js';
import type { Chart, Scene } from '../scene.js';
import { BrailleCanvas } from './braille.js';
import { toTerminal } from './to-terminal.js';

const plain = (text: string): string => text;

describe('braille', () => {
  test('every dot of a character has its bit', () => {
    const shown = [0, 1].flatMap((x) =>
      [0, 1, 2, 3].map((y) => {
        const canvas = new BrailleCanvas(1, 1);
        canvas.dot(x, y, 0);
        return canvas.lines(plain)[0];
      }),
    );
    expect(shown.join('')).toBe('⠁⠂⠄⡀⠈⠐⠠⢀');
  });
  test('lines join, and what is outside is left out', () => {
    const canvas = new BrailleCanvas(3, 1);
    canvas.line(-10, -10, 3, 3, 0);
    canvas.line(0, NaN, 4, 4, 0);
    expect(canvas.lines(plain)).toEqual(['⠑⢄']);
  });
  test('each run of a colour is painted once', () => {
    const canvas = new BrailleCanvas(4, 1);
    canvas.line(0, 0, 3, 0, 0);
    canvas.line(4, 0, 7, 0, 1);
    expect(canvas.lines((text, colour) => `${colour}(${text})`)).toEqual(['0(⠉⠉)1(⠉⠉)']);
  });
});

const chart: Chart = {
  kind: 'chart',
  title: 'Squares',
  description: '',
  x: { label: 'n' },
  y: { label: 'n²' },
  marks: [{ kind: 'line', x: [0, 1, 2, 3, 4], y: [0, 1, 4, 9, 16] }],
};

test('a parabola looks like one', () => {
  expect(toTerminal(chart, { width: 40, height: 12 })).toBe(
    `
Squares
   n²
20 ┤
   │                                 ⢀⡠⠔
   │                              ⣀⠤⠒⠁
10 ┤                          ⣀⠤⠒⠉
   │                    ⢀⣀⠤⠒⠊⠉
   │              ⣀⣀⡠⠤⠖⠉⠁
 0 ┤⣀⣀⣀⡠⠤⠤⠤⠤⠤⠔⠒⠒⠉⠉
   └┬───────┬────────┬────────┬────────┬
    0       1        2        3        4
                     n`.slice(1),
  );
});

test('a log axis is written in plain decimals, powers of ten at its ends', () => {
  const text = toTerminal(
    { ...chart, y: { label: 'y', scale: 'log' }, marks: [{ kind: 'line', x: [0, 1], y: [1e-8, 1000] }] },
    { height: 30 },
  );
  const ticks = text.split('\n').flatMap((line) => /^ *(\S+) ┤/.exec(line)?.[1] ?? []);
  expect(ticks).toEqual(['1,000', '100', '10', '1', '0.1', '0.01', '0.001', '0.0001', '1e−5', '1e−6', '1e−7', '1e−8']);
});

const grid = sampleGrid((x, y) => x * x + y * y, [-1, 1], [-1, 1], { columns: 21 });
const scenes: readonly Scene[] = [
  chart,
  { ...chart, y: { label: 'n²', scale: 'log' } },
  {
    ...chart,
    marks: [
      { kind: 'bars', name: 'a', x: [1, 2], y: [3, 4] },
      { kind: 'scatter', name: 'b', symbol: 'cross', x: [1], y: [2] },
    ],
  },
  {
    ...chart,
    marks: [
      { kind: 'contour', grid },
      { kind: 'line', name: 'path', x: [1, 0], y: [1, 0] },
    ],
  },
  { kind: 'surface', title: 'Bowl', description: '', x: { label: 'x' }, y: { label: 'y' }, z: { label: 'z' }, grid },
  { ...chart, marks: [{ kind: 'line', x: [], y: [] }] },
  { ...chart, marks: [{ kind: 'line', x: [NaN, 1e300, -1e300], y: [1e-300, 1e300, Infinity] }] },
];

test('keeps to its width and height, with and without colour', () => {
  fc.assert(
    fc.property(fc.constantFrom(...scenes), fc.integer({ min: 30, max: 160 }), fc.integer({ min: 8, max: 60 }), (scene, width, height) => {
      const text = toTerminal(scene, { width, height });
      const lines = text.split('\n');
      expect(lines).toHaveLength(height);
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(width);
      // eslint-disable-next-line no-control-regex
      expect(toTerminal(scene, { width, height, colour: true }).replace(/\u001b\[\d+m/g, '')).toBe(text);
    }),
  );
});

test('a terminal too small to draw in is refused', () => {
  expect(() => toTerminal(chart, { width: 20 })).toThrow('[toTerminal] a drawing of 20 × 20 characters');
});

describe('the data table', () => {
  test('has a row for each number, up to a limit, first and last included', () => {
    const x = Array.from({ length: 1000 }, (_, i) => i);
    const { rows, of } = dataTable({ ...chart, marks: [{ kind: 'line', x, y: x }] });
    expect([rows.length, of]).toEqual([50, 1000]);
    expect([rows[0], rows.at(-1)]).toEqual([
      ['line', 0, 0],
      ['line', 999, 999],
    ]);
  });
  test('gives grids at nine places', () => {
    const { columns, rows } = dataTable(scenes[4]!);
    expect(columns).toEqual(['mark', 'x', 'y', 'z']);
    expect(rows).toContainEqual(['z', 0, 0, 0]);
    expect(rows).toContainEqual(['z', 1, -1, 2]);
  });
});
