import type { StepSweep } from '@chainrule/numeric';
import type { Chart } from '@chainrule/viz';

/** The error of differences over the step, both logarithmic: a U. */
export function uCurve(sweep: StepSweep, of: string): Chart {
  const h = sweep.map((row) => row.h);
  const { forward, central } = sweep.measured;
  return {
    kind: 'chart',
    title: `Error of differences of ${of}`,
    description: `Large steps cut the function off, small ones leave only rounding. Forward differences are best at a step of ${forward.h.toExponential(0)} with an error of ${forward.error.toExponential(0)}, central ones at ${central.h.toExponential(0)} with ${central.error.toExponential(0)}.`,
    x: { label: 'step h', scale: 'log' },
    y: { label: 'error', scale: 'log' },
    marks: [
      { kind: 'line', name: 'forward', x: h, y: sweep.map((row) => row.forward) },
      { kind: 'line', name: 'central', x: h, y: sweep.map((row) => row.central) },
    ],
  };
}
