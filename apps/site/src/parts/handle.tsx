import type { PlotFrame } from '@chainrule/viz';
import type { JSX } from 'solid-js';
import { inFrame, moved, rounded, toPixels, toPoint, type Point } from './frame.js';
import { shownNumber } from './shown-number.js';

export interface HandleProps {
  readonly frame: PlotFrame;
  readonly at: Point;
  /** What is dragged, in words. */
  readonly label: string;
  /** What it stands at, in words. Default: its x, and y where it moves freely. */
  readonly valueText?: string;
  /** Whether only x changes, the rest following from it. */
  readonly alongX?: boolean;
  /** Which of the chart's colours it has. */
  readonly colour: number;
  onMove(point: Point): void;
}

/** A point of a chart that is dragged, or moved with the arrow keys: Shift for large steps, Home and End for the ends of the axis. */
export function Handle(props: HandleProps): JSX.Element {
  const place = (): Point => toPixels(props.frame, props.at);
  const shown = (): boolean => Number.isFinite(props.at.y) && inFrame(props.frame, props.at);
  /** Powers of ten are no numbers that the attributes may have. */
  const told = (x: number): number => (props.frame.x.scale === 'log' ? Math.log10(x) : x);
  let grip = { x: 0, y: 0 };
  const inPicture = (event: PointerEvent): Point => {
    const { left, top } = (event.currentTarget as HTMLElement).parentElement!.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const down = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const pointer = inPicture(event);
    grip = { x: place().x - pointer.x, y: place().y - pointer.y };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    event.preventDefault();
  };
  const move = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const pointer = inPicture(event);
    props.onMove(rounded(props.frame, toPoint(props.frame, { x: pointer.x + grip.x, y: pointer.y + grip.y })));
  };
  const key = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const [low, high] = props.frame.x.domain;
    const next: Readonly<Record<string, Point | undefined>> = {
      ArrowRight: moved(props.frame, props.at, step, 0),
      ArrowLeft: moved(props.frame, props.at, -step, 0),
      ArrowUp: moved(props.frame, props.at, props.alongX === true ? step : 0, step),
      ArrowDown: moved(props.frame, props.at, props.alongX === true ? -step : 0, -step),
      Home: { ...props.at, x: low },
      End: { ...props.at, x: high },
    };
    const point = next[event.key];
    if (point === undefined) return;
    event.preventDefault();
    props.onMove(rounded(props.frame, point));
  };
  return (
    <div
      class={`handle colour-${props.colour}`}
      classList={{ away: !shown() }}
      role="slider"
      tabindex="0"
      aria-label={props.label}
      aria-valuemin={told(props.frame.x.domain[0])}
      aria-valuemax={told(props.frame.x.domain[1])}
      aria-valuenow={told(props.at.x)}
      aria-valuetext={
        props.valueText ?? (props.alongX === true ? shownNumber(props.at.x) : `${shownNumber(props.at.x)}, ${shownNumber(props.at.y)}`)
      }
      aria-orientation="horizontal"
      style={{ transform: `translate(${clampPixels(place().x)}px, ${clampPixels(place().y)}px)` }}
      onPointerDown={down}
      onPointerMove={move}
      onKeyDown={key}
    />
  );
}

const clampPixels = (x: number): number => (Number.isFinite(x) ? Math.round(Math.min(1e4, Math.max(-1e4, x)) * 100) / 100 : 0);
