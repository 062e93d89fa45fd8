import { drawSurface, type SurfaceModel, type View } from './draw-surface.js';

/**
 * Lets the surfaces of a page be turned: by dragging, and by the arrow keys. Stands alone, as `drawSurface` does.
 */
export function turnSurfaces(page: Document, draw: (model: SurfaceModel, view: View) => string): void {
  for (const svg of page.querySelectorAll<SVGSVGElement>('svg[data-surface]')) {
    const model = JSON.parse(page.getElementById(`${svg.id}-model`)!.textContent) as SurfaceModel;
    const drawing = page.getElementById(`${svg.id}-drawing`)!;
    let view = JSON.parse(svg.dataset['surface']!) as View;
    const turn = (right: number, up: number): void => {
      view = { azimuth: view.azimuth + right, elevation: Math.min(90, Math.max(0, view.elevation + up)) };
      drawing.innerHTML = draw(model, view);
    };
    let from: readonly [number, number] | undefined;
    svg.addEventListener('pointerdown', (event) => {
      from = [event.clientX, event.clientY];
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener('pointermove', (event) => {
      if (from === undefined) return;
      turn((event.clientX - from[0]) / 2, (event.clientY - from[1]) / 2);
      from = [event.clientX, event.clientY];
    });
    svg.addEventListener('pointerup', () => (from = undefined));
    svg.addEventListener('keydown', (event) => {
      const step = (
        { ArrowLeft: [-5, 0], ArrowRight: [5, 0], ArrowUp: [0, 5], ArrowDown: [0, -5] } as Readonly<
          Record<string, readonly [number, number] | undefined>
        >
      )[event.key];
      if (step === undefined) return;
      event.preventDefault();
      turn(step[0], step[1]);
    });
  }
}

/**
 * A script for the end of a page that makes its surfaces turn: the very functions that drew them, as text.
 *
 * @example
 * ```ts
 * import { surfaceScript } from '@chainrule/viz';
 * surfaceScript().endsWith(';'); // → true
 * ```
 */
export const surfaceScript = (): string => `(${turnSurfaces.toString()})(document,${drawSurface.toString()});`;
