import type { Chart } from '@chainrule/viz';
import { slopesAt } from '../engine/formula.js';
import { places } from '../engine/sample.js';
import { said, type PartialsScene } from './scene.js';

/** The slope in every direction from the point: a cosine, highest along the gradient and zero along the contour. */
export function directionsChart({ expr, point, outlook, angle }: PartialsScene): Chart {
  const angles = places([-180, 180], 181);
  const radians = angles.map((degrees) => (degrees * Math.PI) / 180);
  const slopes = slopesAt(expr, point, { x: radians.map(Math.cos), y: radians.map(Math.sin) });
  const reach = 1.15 * (outlook.steepest || 1);
  return {
    kind: 'chart',
    title: 'The slope in every direction',
    description: `The slope from (${said(point.x)}, ${said(point.y)}) in every direction: at most ${said(outlook.steepest)}, along the gradient; zero along the contour, square to it. At ${said(angle)}° it is ${said(outlook.along)}.`,
    x: { label: 'direction u, in degrees from the x axis', domain: [-180, 180] },
    y: { label: 'slope', ...(Number.isFinite(reach) && { domain: [-reach, reach] as const }) },
    marks: [
      { kind: 'line', name: '∇f · u', colour: 3, x: angles, y: slopes },
      { kind: 'line', colour: 3, dashed: true, x: [angle, angle], y: [0, outlook.along] },
    ],
  };
}
