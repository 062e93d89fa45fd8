import type { PlotFrame } from '@chainrule/viz';

export interface Point {
  readonly x: number;
  readonly y: number;
}

type Axis = PlotFrame['x'];
const forth = ({ scale }: Axis, value: number): number => (scale === 'log' ? Math.log(value) : value);
const back = ({ scale }: Axis, value: number): number => (scale === 'log' ? Math.exp(value) : value);
const share = (axis: Axis, value: number): number =>
  (forth(axis, value) - forth(axis, axis.domain[0])) / (forth(axis, axis.domain[1]) - forth(axis, axis.domain[0]));
const atShare = (axis: Axis, t: number): number =>
  back(axis, forth(axis, axis.domain[0]) + t * (forth(axis, axis.domain[1]) - forth(axis, axis.domain[0])));

/** Where a point of a chart is on its drawing, in pixels. */
export const toPixels = (frame: PlotFrame, { x, y }: Point): Point => ({
  x: frame.left + share(frame.x, x) * (frame.right - frame.left),
  y: frame.bottom - share(frame.y, y) * (frame.bottom - frame.top),
});

/** Which point of a chart lies at a place of its drawing; places outside of the axes count as on their border. */
export const toPoint = (frame: PlotFrame, { x, y }: Point): Point => ({
  x: atShare(frame.x, clamp((x - frame.left) / (frame.right - frame.left))),
  y: atShare(frame.y, clamp((frame.bottom - y) / (frame.bottom - frame.top))),
});

/** A point moved by a share of each axis. */
export const moved = (frame: PlotFrame, { x, y }: Point, right: number, up: number): Point => ({
  x: atShare(frame.x, clamp(share(frame.x, x) + right)),
  y: atShare(frame.y, clamp(share(frame.y, y) + up)),
});

/** A point without the digits that dragging cannot tell apart. */
export const rounded = (frame: PlotFrame, { x, y }: Point): Point => ({ x: roundedOn(frame.x, x), y: roundedOn(frame.y, y) });

function roundedOn({ domain: [low, high], scale }: Axis, value: number): number {
  if (scale === 'log' || !Number.isFinite(value)) return Number(value.toPrecision(5));
  return Number(value.toFixed(Math.min(20, Math.max(0, 4 - Math.floor(Math.log10(high - low))))));
}

/** Whether a point lies within the axes. */
export const inFrame = (frame: PlotFrame, { x, y }: Point): boolean => {
  const [u, v] = [share(frame.x, x), share(frame.y, y)];
  return u >= -1e-9 && u <= 1 + 1e-9 && v >= -1e-9 && v <= 1 + 1e-9;
};

const clamp = (t: number): number => Math.min(1, Math.max(0, t));
