import type { Chart } from '@chainrule/viz';
import { valuesAt } from '../engine/formula.js';
import { places, within, worthShowing } from '../engine/sample.js';
import { said, span, type PartialsScene } from './scene.js';

/** The landscape cut along one axis through the point, with the tangent whose slope is the partial derivative. */
export function sliceChart({ expr, point, outlook, text }: PartialsScene, axis: 'x' | 'y'): Chart {
  const other = axis === 'x' ? 'y' : 'x';
  const along = places(span, 241);
  const heights = valuesAt(expr, { ...point, [axis]: along });
  const shown = worthShowing(heights);
  const slope = outlook.slopes[axis === 'x' ? 0 : 1];
  const at = point[axis];
  return {
    kind: 'chart',
    title: `The cut along ${axis}`,
    description: `${text} along ${axis}, with ${other} held at ${said(point[other])}. The tangent at ${axis} = ${said(at)} has the slope ${said(slope)}: that is ∂f/∂${axis}.`,
    x: { label: axis, domain: span },
    y: { label: axis === 'x' ? `f(x, ${said(point.y)})` : `f(${said(point.x)}, y)`, domain: shown },
    marks: [
      {
        kind: 'line',
        name: `tangent, of slope ∂f/∂${axis}`,
        colour: axis === 'x' ? 1 : 2,
        x: span,
        y: span.map((end) => outlook.value + slope * (end - at)),
      },
      { kind: 'line', name: `f along ${axis}`, colour: 0, x: along, y: within(heights, shown) },
    ],
  };
}
