import { ChainruleError } from '@chainrule/core';
import { descend } from '@chainrule/optim';
import { compile, objective, parse, toText } from '@chainrule/symbolic';
import { coordinatesOf, pointOf } from '../expression/point.js';
import { rangeOf } from '../expression/range.js';
import { variablesFor, variablesIn } from '../expression/variables.js';
import { gridOf, type Survey } from './survey.js';

export interface ExpressionOptions {
  readonly wrt: string | undefined;
  readonly x: string;
  readonly y: string;
  readonly points: number;
  readonly from: string | undefined;
  readonly rate: number;
  readonly steps: number;
}

/** An expression of two variables, and the way down from a point. Throws `argument` for another number of variables. */
export function surveyOfExpression(given: string, { wrt, x, y, points, from, rate, steps }: ExpressionOptions): Survey {
  const expr = parse(given);
  const variables = wrt === undefined ? variablesFor([expr], undefined) : variablesIn(wrt);
  if (variables.length !== 2)
    throw new ChainruleError(
      'argument',
      `the expression has ${variables.length === 1 ? 'one variable' : `the variables ${variables.join(', ')}`}`,
      {
        operation: 'landscape',
        hint: 'a landscape needs two: name them with --wrt; for one there is chainrule plot',
      },
    );
  const f = compile(expr, variables);
  const grid = gridOf((a, b) => f(a, b), rangeOf(x, '--x'), rangeOf(y, '--y'), points);
  const seen = { of: toText(expr), variables, grid };
  if (from === undefined) return { ...seen, said: [], about: { expression: toText(expr) } };
  const trace = descend(objective(expr, variables), {
    from: coordinatesOf(pointOf(from, variables[0]!, variables), variables),
    learningRate: rate,
    steps,
  });
  const path = { name: 'descent', points: trace.steps.map(({ point }) => point), heights: trace.steps.map(({ value }) => value) };
  return { ...seen, path, said: [trace.reason], about: { expression: toText(expr), verdict: trace.verdict, reason: trace.reason } };
}
