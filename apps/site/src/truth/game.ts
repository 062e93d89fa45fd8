import type { Objective } from '@chainrule/core';
import { checkGradient, type GradientReport } from '@chainrule/numeric';
import { parse, toMathML } from '@chainrule/symbolic';
import { valueAt } from '../engine/formula.js';
import { puzzles, type Puzzle } from './puzzles.js';

/** A puzzle as it is shown: one of the formulas is wrong. */
export interface PuzzleView {
  readonly name: string;
  readonly loss: string;
  readonly lines: readonly { readonly parameter: string; readonly maths: string }[];
  readonly at: string;
}

export interface Checked {
  readonly rows: readonly {
    readonly parameter: string;
    readonly analytic: number;
    readonly numeric: number;
    readonly errorBound: number;
    readonly wrong: boolean;
    readonly cause: string | undefined;
  }[];
  readonly evaluations: number;
  /** The parameter whose formula is wrong, and what it should have been. */
  readonly wrong: string;
  readonly right: string;
}

type Bug = Puzzle['bugs'][number];

const rounds = puzzles.flatMap((puzzle) => puzzle.bugs.map((bug) => ({ puzzle, bug })));
/** Has no divisor in common with the number of rounds, so that all come before one comes again, and neighbours differ. */
const stride = 4;

export const roundCount = rounds.length;

export const roundOf = (round: number): { readonly puzzle: Puzzle; readonly bug: Bug } =>
  rounds[((((round - 1) * stride) % roundCount) + roundCount) % roundCount]!;

/** The gradient with the bug in it. */
const planted = ({ gradient }: Puzzle, bug?: Bug): Readonly<Record<string, string>> =>
  bug ? { ...gradient, [bug.parameter]: bug.formula } : gradient;

/** The gradient of a puzzle, with a bug or without, compared with what is measured of the loss. */
export function compare(puzzle: Puzzle, bug?: Bug): GradientReport {
  const loss = parse(puzzle.loss);
  const slopes = Object.entries(planted(puzzle, bug)).map(([parameter, formula]) => [parameter, parse(formula)] as const);
  const objective: Objective<Record<string, number>> = {
    value: (p) => valueAt(loss, { ...puzzle.at, ...p }),
    gradient: (p) => Object.fromEntries(slopes.map(([parameter, slope]) => [parameter, valueAt(slope, { ...puzzle.at, ...p })])),
  };
  return checkGradient(objective, Object.fromEntries(slopes.map(([parameter]) => [parameter, puzzle.at[parameter]!])));
}

export function puzzleView(round: number): PuzzleView {
  const { puzzle, bug } = roundOf(round);
  return {
    name: puzzle.name,
    loss: toMathML(parse(puzzle.loss)),
    lines: Object.entries(planted(puzzle, bug)).map(([parameter, formula]) => ({
      parameter,
      maths: toMathML(parse(formula)),
    })),
    at: Object.entries(puzzle.at)
      .map(([name, value]) => `${name} = ${String(value).replace('-', '−')}`)
      .join(', '),
  };
}

export function checkPuzzle(round: number): Checked {
  const { puzzle, bug } = roundOf(round);
  const report = compare(puzzle, bug);
  return {
    rows: report.rows.map(({ name, analytic, numeric, errorBound, verdict, cause }) => ({
      ...{ parameter: name, analytic, numeric, errorBound, cause },
      wrong: verdict === 'wrong',
    })),
    evaluations: report.evaluations,
    wrong: bug.parameter,
    right: toMathML(parse(puzzle.gradient[bug.parameter]!)),
  };
}
