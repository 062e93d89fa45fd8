import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { dataTable } from '../data-table.js';
import { toFigure } from '../figure.js';
import { mixColours } from '../mix-colours.js';
import { layoutGraph } from '../layout-graph.js';
import { toTerminal } from '../terminal/to-terminal.js';
import { sampleGrid } from '../sample-grid.js';
import type { Chart, Scene, Surface } from '../scene.js';
import { themeStyles } from '../theme.js';
import { drawSurface, type SurfaceModel, type View } from './draw-surface.js';
import { plotFrame } from './plot-frame.js';
import { surfaceModel } from './surface-model.js';
import { chartToSvg } from './chart-to-svg.js';
import { toSvg } from './to-svg.js';
import { surfaceScript, turnSurfaces } from './turn-surfaces.js';
import { themeOf } from '../theme.js';

const bowl = sampleGrid((x, y) => x * x + 4 * y * y, [-1, 3], [-2, 2], { columns: 13, rows: 9 });
const chart: Chart = {
  kind: 'chart',
  title: 'Loss & <path> "down"',
  description: "It's a test.",
  x: { label: 'x < 3' },
  y: { label: 'y', domain: [-2, 2] },
  marks: [
    { kind: 'contour', grid: bowl },
    { kind: 'line', name: 'path & co', x: [-1, 0, 3], y: [-2, NaN, 2] },
    { kind: 'scatter', name: 'points', x: [-1, 3], y: [-2, 2] },
    { kind: 'scatter', name: 'minimum', symbol: 'cross', x: [0], y: [0] },
  ],
};
const bars: Chart = {
  kind: 'chart',
  title: 'Bars',
  description: '',
  x: { label: '' },
  y: { label: '' },
  marks: [{ kind: 'bars', x: [1, 2, 4], y: [3, -1, 2] }],
};
const surface: Surface = {
  kind: 'surface',
  title: 'Bowl',
  description: 'A bowl.',
  x: { label: 'x' },
  y: { label: 'y' },
  z: { label: 'z</script>' },
  grid: bowl,
  paths: [{ name: 'path', x: [3, 1, 0], y: [2, 1, 0], z: [25, 5, 0] }],
};
const arrows: Chart = {
  kind: 'chart',
  title: 'Arrows',
  description: 'Two slopes.',
  x: { label: 'x' },
  y: { label: 'y' },
  marks: [{ kind: 'arrows', x: [0, 1], y: [0, 2], dx: [1, -1], dy: [2, 0] }],
};
const graph = layoutGraph({
  title: 'A graph',
  description: 'x goes into <two> places.',
  nodes: [
    { id: 'x', lines: ['x', 'value 2'], colour: 1 },
    { id: 'y', lines: ['x < 3'] },
    { id: 'z', lines: ['sum & more'] },
  ],
  edges: [
    { from: 'x', to: 'y' },
    { from: 'x', to: 'z' },
    { from: 'y', to: 'z' },
    { from: 'x', to: 'z' },
  ],
});
const scenes: readonly Scene[] = [chart, bars, surface, arrows, graph];

/** The names of elements left open or closed wrongly. */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  const withoutScripts = markup.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '');
  for (const [, close, name, self] of withoutScripts.matchAll(/<(\/?)([a-zA-Z]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (self === '/') continue;
    if (close !== '/') open.push(name!);
    else if (open.pop() !== name) return [`</${name!}>`];
  }
  return withoutScripts.replace(/<\/?[a-zA-Z]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '').includes('<') ? ['a stray <'] : open;
}

describe.each(scenes.map((scene) => [scene.title, scene] as const))('%s', (_, scene) => {
  test('is balanced markup without NaN, also as a figure', () => {
    expect(unbalanced(toSvg(scene))).toEqual([]);
    expect(unbalanced(toFigure(scene))).toEqual([]);
    expect(toSvg(scene)).not.toMatch(/="[^"]*(NaN|Infinity|undefined)/);
  });
  test('says what it shows', () => {
    const svg = toSvg(scene, { id: 'it' });
    expect(svg).toContain('role="img" aria-labelledby="it-title it-description"');
    expect(svg).toMatch(/<title id="it-title">.+<\/title><desc id="it-description">/);
  });
  test('uses variables for the theme auto, and plain colours otherwise', () => {
    expect(toSvg(scene)).toContain('var(--chart-ink)');
    expect(toSvg(scene, { theme: 'dark' })).not.toContain('var(--');
    for (const [, name] of toSvg(scene, { styles: false }).matchAll(/var\((--chart-[a-z0-9-]+)\)/g))
      expect(themeStyles()).toContain(`${name!}:`);
  });
});

test('texts are escaped', () => {
  const svg = toSvg(chart);
  expect(svg).toContain('Loss &amp; &lt;path&gt; &quot;down&quot;');
  expect(svg).toContain('x &lt; 3');
  expect(toSvg(surface)).not.toContain('z</script>');
});

test('points stand where the axes say', () => {
  // Contours fix both domains, so the corners of the data are the corners of the plot.
  const centres = [...toSvg(chart, { width: 600, height: 400 }).matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  expect(centres).toEqual([
    // The widest number on the left has four characters: −2.0.
    [44 + 7 * 4, 348],
    [582, 34],
  ]);
});

test('the frame tells where the corners of a drawing are', () => {
  const { left, right, top, bottom, x, y } = plotFrame(chart, { width: 600, height: 400 });
  expect([left, right, top, bottom]).toEqual([72, 582, 34, 348]);
  expect([x.domain, y.domain]).toEqual([
    [-1, 3],
    [-2, 2],
  ]);
});

test('a chart has no inline style, which a strict policy refuses', () => {
  expect(toSvg(chart, { styles: false })).not.toMatch(/style[=>]/);
});

test.each([
  ['#123a7a', '#2f9c95', 0, '#123a7a'],
  ['#123a7a', '#2f9c95', 1, '#2f9c95'],
  ['#000000', '#ffffff', 0.5, '#636363'],
  ['#ff0000', '#0000ff', 0.5, '#8c53a2'],
])('%s and %s mixed at %d is %s, as browsers mix in Oklab', (from, to, t, mixed) => expect(mixColours(from, to, t)).toBe(mixed));

test('a legend that is too wide takes another row, and the plot makes room', () => {
  const line = { kind: 'line', x: [0, 1], y: [0, 1] } as const;
  const marks = ['the first of the lines', 'the second', 'the third'].map((name) => ({ ...line, name }));
  const many = { ...bars, marks };
  const svg = toSvg(many, { width: 340, height: 300 });
  const places = [...svg.matchAll(/<text x="([\d.]+)" y="(\d+)">the /g)].map(([, , y]) => Number(y));
  expect(places).toEqual([20, 38, 38]);
  expect(plotFrame(many, { width: 340, height: 300 }).top).toBe(34 + 18);
  expect(plotFrame(many, { width: 1200, height: 300 }).top).toBe(34);
});

test('a line is broken where there is no number', () => {
  const broken = toSvg({ ...bars, marks: [{ kind: 'line', x: [0, 1, 2, 3, 4], y: [0, 1, NaN, 1, 0] }] });
  expect(/<path d="(M[^"]+)" fill="none" stroke-linejoin/.exec(broken)![1]!.match(/M/g)).toHaveLength(2);
});

test('bars stand on zero, whole, and do not touch', () => {
  type Rectangle = [x: number, y: number, width: number, height: number];
  const group = /<g fill="var\(--chart-series-0\)">.*?<\/g>/.exec(toSvg(bars))![0];
  const rects = [...group.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"\/>/g)].map(
    ([, ...numbers]) => numbers.map(Number) as Rectangle,
  );
  expect(rects).toHaveLength(3);
  const [up, down, last] = rects as [Rectangle, Rectangle, Rectangle];
  expect(up[1] + up[3]).toBeCloseTo(down[1], 1);
  expect(up[3] / down[3]).toBeCloseTo(3, 1);
  expect(up[0] + up[2]).toBeLessThan(down[0]);
  expect(last[0] + last[2]).toBeLessThan(622);
});

test('a size too small to draw in is refused', () => {
  expect(() => toSvg(chart, { width: 100 })).toThrow('[toSvg] a drawing of 100 × 400 pixels');
});

test('arrows end where they lead, with a head', () => {
  const [, d] = /<path d="(M[^"]+)" fill="none" stroke="[^"]+" stroke-width="1.75"/.exec(toSvg(arrows))!;
  expect(d!.match(/M/g)).toHaveLength(6);
});

describe('a graph', () => {
  test('has its boxes apart, in the order of its arrows', () => {
    const [x, y, z] = graph.nodes as [(typeof graph.nodes)[0], (typeof graph.nodes)[0], (typeof graph.nodes)[0]];
    expect(x.x + x.width / 2).toBeLessThan(y.x - y.width / 2);
    expect(y.x + y.width / 2).toBeLessThan(z.x - z.width / 2);
    expect(graph.edges).toHaveLength(4);
    for (const { points } of graph.edges) expect(points.length).toBeGreaterThan(1);
  });
  test('is drawn inside of its picture', () => {
    const [, scale] = /scale\(([\d.]+)\)/.exec(toSvg(graph, { width: 200, height: 120 }))!;
    expect(Number(scale) * graph.width).toBeLessThanOrEqual(200);
    expect(toSvg(graph)).toContain('x &lt; 3');
  });
  test('is a list where only characters can be shown', () => {
    expect(toTerminal(graph, { width: 40, height: 8 }).split('\n').slice(0, 4)).toEqual([
      'A graph',
      '  x  value 2',
      '  x < 3  ← x',
      '  sum & more  ← x, x < 3, x',
    ]);
    expect(dataTable(graph).rows[1]).toEqual(['x < 3', 'x']);
  });
});

test('colours of plain themes are plain: renderers without color-mix draw them', () => {
  expect(toSvg(chart, { theme: 'light' })).not.toContain('color-mix');
});

describe('a surface', () => {
  const model = surfaceModel(surface, 600, 400, themeOf('auto'));

  test('is painted from the far to the near', () => {
    const flat = surfaceModel(
      { ...surface, paths: [], grid: sampleGrid(() => 1, [0, 1], [0, 1], { columns: 6 }) },
      600,
      400,
      themeOf('auto'),
    );
    const nearAndFar = (view: View): [number, number] => {
      const quads = [...drawSurface(flat, view).matchAll(/<path class="h\d+" d="M([\d.]+) ([\d.]+)/g)];
      return [Number(quads[0]![2]), Number(quads.at(-1)![2])];
    };
    for (const azimuth of [0, 90, 180, 270]) {
      const [first, last] = nearAndFar({ azimuth, elevation: 40 });
      expect(last).toBeGreaterThan(first);
    }
  });

  test('leaves a hole where there is no number, and cuts off what is too high', () => {
    const holes = surfaceModel(
      { ...surface, grid: { ...bowl, values: Array.from(bowl.values, (z, i) => (i === 0 ? NaN : z)) }, z: { label: 'z', domain: [0, 5] } },
      600,
      400,
      themeOf('light'),
    );
    expect(holes.heights[0]).toBeNull();
    expect(Math.max(...holes.heights.map((w) => w ?? 0))).toBe(1);
    expect(drawSurface(holes, { azimuth: 10, elevation: 20 }).match(/class="h/g)).toHaveLength(12 * 8 - 1);
  });

  test('is looked at over its lowest corner', () => {
    const tilted = (f: (x: number, y: number) => number) =>
      /data-surface="([^"]+)"/.exec(toSvg({ ...surface, grid: sampleGrid(f, [0, 1], [0, 1], { columns: 3 }) }))![1];
    expect(tilted((x, y) => x + y)).toContain(':35,');
    expect(tilted((x, y) => -x - y)).toContain(':215,');
  });

  test('stays inside its picture from every side', () => {
    for (const azimuth of [0, 35, 77, 125, 200, 300])
      for (const elevation of [0, 30, 90])
        for (const [, x, y] of drawSurface(model, { azimuth, elevation }).matchAll(/(-?[\d.]+) (-?[\d.]+)(?=[LMZ"])/g)) {
          expect(Number(x)).toBeGreaterThan(0);
          expect(Number(x)).toBeLessThan(600);
          expect(Number(y)).toBeGreaterThan(0);
          expect(Number(y)).toBeLessThan(400);
        }
  });

  test('turns in a page by its own text alone', () => {
    // The script's functions run in a context that has nothing of this module.
    const text: unknown = runInNewContext(`(${drawSurface.toString()})(${JSON.stringify(model)}, { azimuth: 12, elevation: 34 })`);
    expect(text).toBe(drawSurface(model, { azimuth: 12, elevation: 34 }));
    expect(surfaceScript()).toContain(turnSurfaces.toString());
  });

  test('follows pointer and keys', () => {
    const listeners = new Map<string, (event: object) => void>();
    const drawing = { innerHTML: '' };
    const svg = {
      id: 's',
      dataset: { surface: '{"azimuth":0,"elevation":30}' },
      addEventListener: (name: string, f: (event: object) => void) => listeners.set(name, f),
      setPointerCapture: () => undefined,
    };
    const page = {
      querySelectorAll: () => [svg],
      getElementById: (id: string) => (id === 's-model' ? { textContent: JSON.stringify(model) } : drawing),
    };
    const views: View[] = [];
    turnSurfaces(page as unknown as Document, (given: SurfaceModel, view) => {
      expect(given.columns).toBe(13);
      views.push(view);
      return `drawn ${views.length}`;
    });
    const fire = (name: string, event: object) => listeners.get(name)!(event);
    fire('pointermove', { clientX: 9, clientY: 9 });
    fire('pointerdown', { clientX: 0, clientY: 0, pointerId: 1 });
    fire('pointermove', { clientX: 20, clientY: 10 });
    fire('pointerup', {});
    fire('pointermove', { clientX: 90, clientY: 90 });
    fire('keydown', { key: 'ArrowLeft', preventDefault: () => undefined });
    fire('keydown', { key: 'x', preventDefault: () => undefined });
    expect(views).toEqual([
      { azimuth: 10, elevation: 35 },
      { azimuth: 5, elevation: 35 },
    ]);
    expect(drawing.innerHTML).toBe('drawn 2');
  });
});

test('contours with a colour of their own are shades of it, and points on them have a rim', () => {
  const svg = chartToSvg({
    kind: 'chart',
    title: 'Regions',
    description: '',
    x: { label: 'x' },
    y: { label: 'y' },
    marks: [
      {
        kind: 'contour',
        colour: 1,
        levels: [0.5, 0.9],
        grid: { x: [0, 1], y: [0, 1], columns: 3, rows: 2, values: [0, 0.6, 1, 0, 0.6, 1] },
      },
      { kind: 'scatter', x: [0.5], y: [0.5] },
    ],
  });
  expect(svg.match(/<path d="M[^>]*fill="var\(--chart-series-1\)" fill-opacity="0.16"/g)).toHaveLength(2);
  expect(svg).toMatch(/<g fill="[^"]*" fill-opacity="1" stroke="var\(--chart-paper\)"/);
});

test('many points are one path, with every point in it', () => {
  const x = Array.from({ length: 200 }, (_, i) => i);
  const svg = chartToSvg({
    kind: 'chart',
    title: '',
    description: '',
    x: { label: '' },
    y: { label: '' },
    marks: [{ kind: 'scatter', x, y: x }],
  });
  expect(svg.match(/<circle/g)).toBeNull();
  expect(/<path d="((?:M[\d.]+ [\d.]+h0)+)"/.exec(svg)![1]!.split('h0')).toHaveLength(201);
});

test('a point far outside of the axis is drawn at most one axis beyond it: further, rasterizers lose the picture', () => {
  const y = [0, 0.5, 1e12, -1e300, 0];
  const far = toSvg({ ...chart, marks: [{ kind: 'line', name: 'far', x: y.map((_, i) => i), y }] }, { width: 400, height: 300 });
  const numbers = [...far.matchAll(/ d="([^"]*)"/g)].flatMap(([, path]) => path!.match(/-?[\d.]+(e[-+]?\d+)?/g) ?? []).map(Number);
  expect(numbers.length).toBeGreaterThan(8);
  expect(Math.max(...numbers)).toBeGreaterThan(300);
  expect(Math.max(...numbers)).toBeLessThan(600);
  expect(Math.min(...numbers)).toBeLessThan(0);
  expect(Math.min(...numbers)).toBeGreaterThan(-300);
});
