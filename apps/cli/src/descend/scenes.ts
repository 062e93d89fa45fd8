import type { Expr } from '@chainrule/core';
import { compile, toText } from '@chainrule/symbolic';
import { sampleGrid, type Chart, type Mark, type Scene } from '@chainrule/viz';
import type { DescentRun } from './runs.js';

/** The value after each step, of every run; a run that flew away leaves the picture, so that the others can be seen. */
export function valueChart(runs: readonly DescentRun[]): Chart {
  const values = runs.map(({ trace }) => trace.steps.map(({ value }) => value));
  const positive = values.flat().every((value) => value > 0 || !Number.isFinite(value));
  const finite = values.flat().filter(Number.isFinite);
  const wide = positive && Math.max(...finite) > 100 * Math.min(...finite);
  const stayed = values
    .filter((_, i) => runs[i]!.trace.verdict !== 'diverged')
    .flat()
    .filter(Number.isFinite);
  const flewAway = !wide && stayed.length > 0 && runs.some(({ trace }) => trace.verdict === 'diverged');
  return {
    kind: 'chart',
    title: 'Value after each step',
    description: runs.map(({ name, trace }) => `${name}: ${trace.verdict}, at ${short(trace.value)}`).join('; '),
    x: { label: 'step' },
    y: { label: 'value', scale: wide ? 'log' : 'linear', ...(flewAway && { domain: roomAround(stayed) }) },
    // The colours that the runs have on the function.
    marks: runs.map(({ name }, i) => ({ kind: 'line', name, colour: i + 1, x: values[i]!.map((_, step) => step), y: values[i]! })),
  };
}

/** The function with the ways down on it: a curve for one variable, contours for two, nothing for more. */
export function pathScenes(expr: Expr, variables: readonly string[], runs: readonly DescentRun[]): Scene[] {
  if (variables.length > 2) return [];
  const f = compile(expr, variables);
  const paths = runs.map(({ trace }) => trace.steps.map(({ point }) => point));
  const range = (axis: number): [number, number] =>
    around(
      paths.flat().map((point) => point[axis]!),
      paths[0]![0]![axis]!,
    );
  const along = (i: number, axis: number): number[] => paths[i]!.map((point) => point[axis]!);
  const described = runs.map(({ name, trace }) => `${name} ends at ${trace.point.map(short).join(', ')}`).join('; ');
  if (variables.length === 1) {
    const [low, high] = range(0);
    const x = Array.from({ length: 241 }, (_, i) => low + ((high - low) * i) / 240);
    return [
      {
        kind: 'chart',
        title: `Descents on ${toText(expr)}`,
        description: `The function and the steps taken on it: ${described}.`,
        x: { label: variables[0]!, domain: [low, high] },
        y: { label: 'value' },
        marks: [
          { kind: 'line', name: toText(expr), x, y: x.map((each) => f(each)) },
          ...runs.map(({ name, trace }, i): Mark => {
            const inside = trace.steps.filter(({ point }) => point[0]! >= low && point[0]! <= high);
            return { kind: 'scatter', name, colour: i + 1, x: inside.map(({ point }) => point[0]!), y: inside.map(({ value }) => value) };
          }),
        ],
      },
    ];
  }
  const [x, y] = [range(0), range(1)];
  return [
    {
      kind: 'chart',
      title: `Descents on ${toText(expr)}`,
      description: `Contours of the function, dark where it is low, and the ways down: ${described}.`,
      x: { label: variables[0]! },
      y: { label: variables[1]! },
      marks: [
        { kind: 'contour', grid: sampleGrid((a, b) => f(a, b), x, y) },
        ...runs.map(({ name }, i): Mark => ({ kind: 'line', name, colour: i + 1, x: along(i, 0), y: along(i, 1) })),
      ],
    },
  ];
}

/** What the points span with some room, without those that flew away: at most a few times as far as the start is from the middle of the rest. */
function around(values: readonly number[], start: number): [number, number] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? start;
  const reach = 3 * Math.max(Math.abs(start - middle), 0.5);
  const kept = sorted.filter((value) => Math.abs(value - middle) <= reach);
  return roomAround([start, ...kept], 0.25);
}

function roomAround(values: readonly number[], least = 0): [number, number] {
  const [low, high] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const room = Math.max(0.15 * (high - low), least) || 1;
  return [low - room, high + room];
}

const short = (x: number): string => String(Number(x.toPrecision(4)));
