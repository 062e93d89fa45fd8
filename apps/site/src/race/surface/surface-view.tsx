import { createEffect, createSignal, onCleanup, type JSX } from 'solid-js';
import { createEngine } from '../../engine/ask.js';
import { createView } from '../../engine/create-view.js';
import { Figure } from '../../parts/figure.js';
import { ProblemText } from '../../parts/problem.js';
import { Slider } from '../../parts/slider.js';
import type { Sources } from '../../parts/take-along.js';
import type { RaceAnswer } from '../worker.js';
import type { answers } from './worker.js';

export interface SurfaceViewProps {
  readonly f: string;
  readonly reach: number;
  readonly paths: RaceAnswer['paths'];
  readonly step: number;
  readonly sources: Sources;
}

const turned = (degrees: number): number => ((degrees % 360) + 360) % 360;
const tilted = (degrees: number): number => Math.min(90, Math.max(0, degrees));

/** The landscape in space, turned by dragging or by sliders. */
export function SurfaceView(props: SurfaceViewProps): JSX.Element {
  const [azimuth, setAzimuth] = createSignal(35);
  const [elevation, setElevation] = createSignal(35);
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const view = createView(engine, 'view', () => ({
    f: props.f,
    reach: props.reach,
    paths: props.paths,
    step: props.step,
    azimuth: azimuth(),
    elevation: elevation(),
  }));
  const styles = new CSSStyleSheet();
  document.adoptedStyleSheets.push(styles);
  onCleanup(() => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== styles)));
  createEffect(() => styles.replaceSync(view.value()?.styles ?? ''));
  const drag = (event: PointerEvent): void => {
    if (event.buttons !== 1 || !(event.target as Element).closest('.stage')) return;
    setAzimuth(turned(azimuth() + event.movementX / 2));
    setElevation(tilted(elevation() + event.movementY / 2));
  };
  return (
    <>
      <ProblemText problem={view.problem()} />
      <div class="turning" onPointerMove={drag}>
        <Figure drawing={view.drawing('surface')} file="race-surface" sources={props.sources} shape={0.62} />
      </div>
      <div class="controls">
        <Slider label="turn °" value={azimuth()} min={0} max={360} step={1} onInput={setAzimuth} />
        <Slider label="tilt °" value={elevation()} min={0} max={90} step={1} onInput={setElevation} />
      </div>
    </>
  );
}
