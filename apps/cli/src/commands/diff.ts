import { ChainruleError, didYouMean, variablesOf, type Expr } from '@chainrule/core';
import { derivative, evaluate, parse, toLatex, toText } from '@chainrule/symbolic';
import type { Answer } from '../command-line.js';
import { pointOf } from './point.js';

export interface DiffOptions {
  readonly wrt?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** The derivative of an expression, and its value at a point when one is given. */
export function diff(text: string, { wrt, at }: DiffOptions): Answer {
  const expr = parse(text);
  const variables = wrt === undefined ? [onlyVariable(expr)] : wrt.split(',').map((name) => name.trim());
  const unnamed = variables.find((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
  if (unnamed !== undefined)
    throw new ChainruleError('argument', `"${unnamed}" is not the name of a variable`, {
      operation: '--wrt',
      hint: 'for example --wrt x, or --wrt x,x,y',
    });
  const result = derivative(expr, variables);
  const point = at === undefined ? undefined : pointOf(at, variables[0]!);
  const value = point && evaluateAt(result, point);
  return {
    text: [toText(result), ...(value === undefined ? [] : [`at ${at!.trim()}: ${value}`])].join('\n'),
    result: {
      expression: toText(expr),
      wrt: variables,
      derivative: toText(result),
      latex: toLatex(result),
      ...(point && { at: point, value }),
    },
  };
}

function onlyVariable(expr: Expr): string {
  const names = [...variablesOf(expr)];
  if (names.length > 1)
    throw new ChainruleError('argument', `the expression has the variables ${names.join(', ')}`, {
      operation: 'diff',
      hint: `say by which to differentiate: --wrt ${names[0]!}`,
    });
  return names[0] ?? 'x';
}

function evaluateAt(expr: Expr, point: Readonly<Record<string, number>>): number {
  for (const name of variablesOf(expr))
    if (!(name in point))
      throw new ChainruleError('argument', `the point has no value for ${name}${didYouMean(name, Object.keys(point))}`, {
        operation: '--at',
        hint: `for example --at ${[...variablesOf(expr)].map((v) => `${v}=1`).join(',')}`,
      });
  return evaluate(expr, point);
}
