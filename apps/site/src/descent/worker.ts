import { ChainruleError, variablesOf, type Expr } from '@chainrule/core';
import { descend, type Verdict } from '@chainrule/optim';
import { parse, toText } from '@chainrule/symbolic';
import type { Chart, Grid } from '@chainrule/viz';
import { answer } from '../engine/answer.js';
import { read } from '../engine/formula.js';
import { objectiveOf } from '../engine/objective.js';
import { draw, type Drawings, type Picture } from '../engine/picture.js';
import { momentumChart, sweepChart } from './map-charts.js';
import { contractionInTheory, contractionOf, fastestInTheory, mapChart, measured, slopesOf, type Valley } from './momentum-map.js';
import { lossChart, pathsChart, ratesChart } from './run-charts.js';
import { runsOf, type DescentOf } from './runs.js';
import type { ScheduleChoice } from './schedule-choices.js';

interface Question extends Drawings {
  readonly f: string;
  readonly x: number;
  readonly y: number;
  readonly rates: readonly number[];
  readonly schedule: ScheduleChoice;
  readonly steps: number;
}

export interface ViewRequest extends Question {
  readonly low: number;
  readonly high: number;
}

/** A run, in words. */
export interface RunView {
  readonly name: string;
  readonly colour: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly point: readonly number[];
  readonly value: number;
  readonly warning?: string | undefined;
}

export interface ViewAnswer {
  readonly variables: readonly string[];
  /** The value where the descents begin. */
  readonly start: number;
  readonly runs: readonly RunView[];
  /** What would show all of the paths that did not leave. */
  readonly fitting: readonly [number, number];
  readonly pictures: { readonly paths?: Picture; readonly loss?: Picture; readonly rates?: Picture };
}

export interface MapRequest extends Question {
  readonly rate: number;
  readonly momentum: number;
}

export interface MapAnswer {
  readonly valley: Valley;
  readonly safe: number;
  readonly fastest: { readonly rate: number; readonly momentum: number };
  readonly contraction: { readonly measured: number; readonly theory: number };
  readonly pictures: { readonly sweep?: Picture; readonly map?: Picture; readonly momentum?: Picture };
}

/** Makes something for a question, and keeps it for the next that is the same. */
function keeping<T>(): (question: unknown, make: () => T) => T {
  let kept: { readonly id: string; readonly made: T } | undefined;
  return (question, make) => {
    const id = JSON.stringify(question);
    if (kept?.id !== id) kept = { id, made: make() };
    return kept.made;
  };
}

const keptValley = keeping<Valley>();
const keptGrid = keeping<Grid>();
const keptSweep = keeping<Chart>();

export const answers = {
  async view({ low, high, ...question }: ViewRequest): Promise<ViewAnswer> {
    const of = await descentOf(question);
    const runs = runsOf(of);
    const seen = [Math.min(low, high - 0.01), Math.max(high, low + 0.01)] as const;
    return {
      variables: of.variables,
      start: runs[0]!.trace.steps[0]!.value,
      runs: runs.map(({ name, colour, trace }) => ({
        name,
        colour,
        verdict: trace.verdict,
        reason: trace.reason,
        point: [...trace.point],
        value: trace.value,
        warning: trace.warning,
      })),
      fitting: around(
        runs.filter(({ trace }) => trace.verdict !== 'diverged').flatMap(({ trace }) => trace.steps.flatMap(({ point }) => [...point])),
        of.from,
      ),
      pictures: draw(
        { paths: () => pathsChart(of, runs, toText(of.expr), seen), loss: () => lossChart(runs), rates: () => ratesChart(of) },
        question,
      ),
    };
  },

  async map({ rate, momentum, ...question }: MapRequest): Promise<MapAnswer> {
    const of = await descentOf(question);
    const place = [question.f, of.from];
    const valley = keptValley(place, () => valleyOf(of));
    const norms = slopesOf(of, Float64Array.of(rate), momentum)[0]!;
    return {
      valley,
      safe: 2 / valley.steepest,
      fastest: fastestInTheory(valley),
      contraction: { measured: contractionOf(norms), theory: contractionInTheory(valley, rate, momentum) },
      pictures: draw(
        {
          sweep: () => keptSweep([place, of.schedule, of.steps], () => sweepChart(of, valley)),
          map: () =>
            mapChart(
              keptGrid(place, () => measured(of, valley)),
              valley,
            ),
          momentum: () => momentumChart(norms, valley, rate, momentum),
        },
        question,
      ),
    };
  },
};

async function descentOf({ f, x, y, rates, schedule, steps }: Question): Promise<DescentOf> {
  const variables = variablesIn(parse(f));
  const expr = await read(f, variables);
  return { expr, variables, from: [x, y].slice(0, variables.length), rates, schedule, steps };
}

function variablesIn(expr: Expr): readonly string[] {
  const variables = variablesOf(expr);
  if (variables.length > 2)
    throw new ChainruleError('argument', `${variables.length} variables are more than can be drawn`, {
      operation: 'lab',
      hint: 'descend in one or two; chainrule descend takes more',
    });
  // A line's parameters in the order they are spoken of.
  if (variables.join() === 'b,w') return ['w', 'b'];
  return variables.length === 0 ? ['x'] : variables;
}

/** The curvatures where a careful descent ends. */
function valleyOf({ expr, variables, from }: DescentOf): Valley {
  const f = objectiveOf(expr, variables);
  const { bestRate } = descend(f, { from: Float64Array.from(from), steps: 0, learningRate: 0 });
  const careful = descend(f, { from: Float64Array.from(from), steps: 300, learningRate: Number.isFinite(bestRate) ? bestRate / 2 : 0.01 });
  if (!(careful.curvature > 0))
    throw new ChainruleError('numerical', 'the function does not curve upwards on the way down, so it has no safe rate to compare with', {
      operation: 'lab',
      hint: 'take a function with a minimum, or begin elsewhere',
    });
  const last = descend(f, { from: careful.point, steps: 0, learningRate: 0 });
  const steepest = last.curvature > 0 ? last.curvature : careful.curvature;
  return { steepest, flattest: last.smallestCurvature > 0 ? last.smallestCurvature : steepest };
}

function around(numbers: readonly number[], from: readonly number[]): readonly [number, number] {
  const kept = [...numbers.filter(Number.isFinite), ...from];
  const [low, high] = [Math.min(...kept), Math.max(...kept)];
  const room = Math.max(0.15 * (high - low), 0.5);
  return [low - room, high + room].map((x) => Number(x.toPrecision(3))) as [number, number];
}

answer(answers);
