import { plotFrame, type Chart, type Grid } from '@chainrule/viz';
import { slopesAt } from '../engine/formula.js';
import type { Size } from '../engine/picture.js';
import { gridOf, places, worthShowing } from '../engine/sample.js';
import { said, span, type PartialsScene } from './scene.js';

const gridColumns = 56;
const arrowsAcross = 11;

/** The landscape from above: contours, gradients, the point with its two cuts and the direction. */
export function fieldChart(scene: PartialsScene, marked: readonly (readonly [number, number])[], size: Size): Chart {
  const { point, angle, outlook, text } = scene;
  const radians = (angle * Math.PI) / 180;
  const flat = outlook.steepest === 0 || !Number.isFinite(outlook.steepest);
  const [gx, gy] = outlook.slopes.map((slope) => (flat ? 0 : slope / outlook.steepest)) as [number, number];
  const chart: Chart = {
    kind: 'chart',
    title: 'Contours and gradients',
    description: `${text} from above, dark where it is low. At (${said(point.x)}, ${said(point.y)}) the gradient is (${outlook.slopes.map(said).join(', ')})${flat ? '' : `: uphill is at ${said((Math.atan2(gy, gx) * 180) / Math.PI)}°, square to the contour`}. In the direction of ${said(angle)}° the slope is ${said(outlook.along)}.`,
    x: { label: 'x', domain: span },
    y: { label: 'y', domain: span },
    marks: [
      { kind: 'contour', grid: landscape(scene), levels: 14 },
      field(scene),
      { kind: 'line', colour: 1, dashed: true, x: [...span], y: [point.y, point.y] },
      { kind: 'line', colour: 2, dashed: true, x: [point.x, point.x], y: [...span] },
      { kind: 'scatter', symbol: 'cross', colour: 3, x: marked.map(([x]) => x), y: marked.map(([, y]) => y) },
      { kind: 'arrows', name: '∇f', colour: 0, x: [point.x], y: [point.y], dx: [0.9 * gx], dy: [0.9 * gy] },
      {
        kind: 'arrows',
        name: 'direction u',
        colour: 3,
        x: [point.x],
        y: [point.y],
        dx: [0.9 * Math.cos(radians)],
        dy: [0.9 * Math.sin(radians)],
      },
    ],
  };
  // One unit is as long up as across: only then is the gradient seen to be square to the contours.
  const { left, right, top, bottom } = plotFrame(chart, size);
  const half = (span[1] * (bottom - top)) / (right - left);
  return { ...chart, y: { label: 'y', domain: [-half, half] } };
}

let last: { readonly text: string; readonly grid: Grid; readonly arrows: Chart['marks'][number] } | undefined;

/** The last formula's landscape is kept: it stays while the point is dragged. */
function seen(scene: PartialsScene): NonNullable<typeof last> {
  if (last?.text !== scene.text) last = { text: scene.text, grid: sampled(scene), arrows: arrows(scene) };
  return last;
}

const landscape = (scene: PartialsScene): Grid => seen(scene).grid;
const field = (scene: PartialsScene): Chart['marks'][number] => seen(scene).arrows;

function sampled({ expr }: PartialsScene): Grid {
  const grid = gridOf(expr, ['x', 'y'], span, span, gridColumns);
  const [low, high] = worthShowing(Float64Array.from(grid.values));
  return { ...grid, values: Float64Array.from(grid.values, (z) => Math.min(high, Math.max(low, z))) };
}

/** Gradients on a grid. Their lengths grow as the root of the slope, so that gentle slopes are seen beside steep ones. */
function arrows({ expr }: PartialsScene): Chart['marks'][number] {
  const distance = (span[1] - span[0]) / arrowsAcross;
  const along = places([span[0] + distance / 2, span[1] - distance / 2], arrowsAcross);
  const feet = [...along].flatMap((y) => [...along].map((x) => ({ x, y })));
  const columns = { x: Float64Array.from(feet, ({ x }) => x), y: Float64Array.from(feet, ({ y }) => y) };
  const [u, v] = [slopesAt(expr, columns, { x: 1 }), slopesAt(expr, columns, { y: 1 })];
  const roots = [...u].map((each, i) => Math.sqrt(Math.hypot(each, v[i]!)));
  const sorted = roots.filter(Number.isFinite).sort((a, b) => a - b);
  const longest = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 1;
  const lengths = roots.map((root) => (0.8 * distance * Math.min(1, root / (longest || 1))) / (root ** 2 || 1));
  return { kind: 'arrows', colour: 4, ...columns, dx: u.map((each, i) => each * lengths[i]!), dy: v.map((each, i) => each * lengths[i]!) };
}
