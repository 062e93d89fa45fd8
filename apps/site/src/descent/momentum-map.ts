import { ndarray, type Expr } from '@chainrule/core';
import { advance, begin, sgd } from '@chainrule/optim';
import type { Chart, Grid } from '@chainrule/viz';
import { slopesAt } from '../engine/formula.js';
import { places } from '../engine/sample.js';

/** The curvatures of a valley: those of its steepest wall and its flattest floor. */
export interface Valley {
  readonly steepest: number;
  readonly flattest: number;
}

const mapSteps = 60;
const most = 0.98;
const [columns, rows] = [26, 16];

/** The largest rate of the map: a little beyond what is stable with the most momentum. */
export const widest = ({ steepest }: Valley): number => 4.2 / steepest;

/** A formula, and where descents on it begin. */
export interface Beginning {
  readonly expr: Expr;
  readonly variables: readonly string[];
  readonly from: readonly number[];
}

/**
 * The slope after each step of descents with momentum, one for each learning rate, side by side; each ends where it leaves for good.
 * With a constant rate η it is the same whether the velocity is scaled by η or the gradient: so all rates step in one run.
 */
export function slopesOf({ expr, variables, from }: Beginning, rates: Float64Array, momentum: number): number[][] {
  const norms: number[][] = Array.from(rates, () => []);
  let run = begin(
    sgd({ learningRate: 1, momentum }),
    from.map((at) => ndarray(rates.map(() => at))),
  );
  for (let step = 0; step <= mapSteps; step++) {
    const point = Object.fromEntries(variables.map((name, i) => [name, run.params[i]!.data as Float64Array]));
    const slopes = variables.map((name) => slopesAt(expr, point, { [name]: 1 }));
    norms.forEach((list, j) => {
      const norm = Math.hypot(...slopes.map((slope) => slope[j]!));
      if (list.length === step && Number.isFinite(norm) && norm <= 1e12 * (list[0] ?? Infinity)) list.push(norm);
    });
    run = advance(
      run,
      slopes.map((slope) => ndarray(slope.map((g, j) => rates[j]! * g))),
    );
  }
  return norms;
}

/** By what factor a step changed the slope, on the average over the later half. */
export function contractionOf(norms: readonly number[]): number {
  const half = Math.floor(norms.length / 2);
  const span = norms.length - 1 - half;
  // Swings are evened out: the largest of a few instead of one.
  const around = (i: number): number => Math.max(...norms.slice(Math.max(0, i - 4), i + 1));
  return (around(norms.length - 1) / around(half)) ** (1 / span);
}

/**
 * The same in theory, for a quadratic function: the largest spectral radius of [[1 + μ − ηλ, −μ], [1, 0]] over the curvatures λ.
 * Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
 */
export function contractionInTheory({ steepest, flattest }: Valley, rate: number, momentum: number): number {
  const radius = (curvature: number): number => {
    const trace = 1 + momentum - rate * curvature;
    const inside = trace ** 2 - 4 * momentum;
    return inside < 0 ? Math.sqrt(momentum) : (Math.abs(trace) + Math.sqrt(inside)) / 2;
  };
  return Math.max(radius(steepest), radius(flattest));
}

/** Rate and momentum that are fastest in theory. */
export function fastestInTheory({ steepest, flattest }: Valley): { readonly rate: number; readonly momentum: number } {
  const [a, b] = [Math.sqrt(steepest), Math.sqrt(flattest)];
  return { rate: (2 / (a + b)) ** 2, momentum: ((a - b) / (a + b)) ** 2 };
}

/** What was measured for every rate and momentum: log₁₀ of the contraction, cut off where it says no more than "very fast" or "gone". */
export function measured(beginning: Beginning, valley: Valley): Grid {
  const rates = places([(0.02 * widest(valley)) / (columns - 1), widest(valley)], columns);
  const values = [...places([0, most], rows)].flatMap((momentum) =>
    slopesOf(beginning, rates, momentum).map((norms) => {
      const contraction = norms.length <= mapSteps ? Infinity : contractionOf(norms);
      return Math.min(0.3, Math.max(-0.6, Number.isNaN(contraction) ? -0.6 : Math.log10(contraction)));
    }),
  );
  return { x: [0, widest(valley)], y: [0, most], columns, rows, values };
}

export function mapChart(grid: Grid, valley: Valley): Chart {
  const fastest = fastestInTheory(valley);
  const momenta = [0, most];
  return {
    kind: 'chart',
    title: 'Rate and momentum',
    description: `How fast descent is for every learning rate and momentum: dark where each step shrinks the slope most, bright where it grows. In theory it is stable to the left of the line η = 2(1 + momentum)/${Number(valley.steepest.toPrecision(3))}, and fastest at rate ${Number(fastest.rate.toPrecision(3))} with momentum ${Number(fastest.momentum.toPrecision(3))}.`,
    x: { label: 'learning rate η', domain: grid.x },
    y: { label: 'momentum', domain: grid.y },
    marks: [
      { kind: 'contour', grid, levels: [-0.6, -0.4, -0.3, -0.2, -0.15, -0.1, -0.06, -0.03, 0, 0.1, 0.2] },
      {
        kind: 'line',
        name: 'stable to the left, in theory',
        colour: 1,
        x: momenta.map((m) => (2 * (1 + m)) / valley.steepest),
        y: momenta,
      },
      { kind: 'scatter', symbol: 'cross', name: 'fastest, in theory', colour: 3, x: [fastest.rate], y: [fastest.momentum] },
    ],
  };
}
