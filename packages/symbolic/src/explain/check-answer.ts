import { evaluate, Pool, postOrder, variablesOf, type Expr } from '@chainrule/core';
import { equivalent, type Equivalence } from '../algebra/equivalent.js';
import { samples } from '../algebra/samples.js';
import { derivative } from '../differentiate/derivative.js';
import { read } from '../differentiate/read.js';
import { slipRules, slopeWithSlip, type SlipRule } from './slips.js';

/** A recognised mistake. */
export interface Slip {
  readonly name: string;
  /** What is wrong and how it would be right, in a sentence. */
  readonly message: string;
  /** The part of the formula at which it was made. */
  readonly at: Expr;
}

/** What `checkAnswer` says of an answer. */
export interface AnswerCheck extends Equivalence {
  /** The mistake, where it is one of the common ones. */
  readonly slip?: Slip;
}

/**
 * Whether an answer is the derivative of a formula, however it is written; if not, a point where it differs and, where it is
 * recognised, the mistake.
 *
 * @example
 * ```ts
 * import { checkAnswer } from '@chainrule/symbolic';
 * checkAnswer('(3x^2 + 5)^4', 'x', '24x(3x^2 + 5)^3').verdict; // → 'equal'
 * checkAnswer('(3x^2 + 5)^4', 'x', '4(3x^2 + 5)^3').slip?.name; // → 'inner derivative missing'
 * ```
 */
export function checkAnswer(expr: Expr | string, wrt: string | readonly string[], answer: Expr | string): AnswerCheck {
  const [formula, given] = [read(expr), read(answer)];
  const comparison = equivalent(derivative(formula, wrt), given);
  if (comparison.verdict !== 'different') return comparison;
  const variables = typeof wrt === 'string' ? [wrt] : wrt;
  const last = variables[variables.length - 1];
  if (last === undefined) return comparison;
  const before = variables.length > 1 ? derivative(formula, variables.slice(0, -1)) : formula;
  const slip = findSlip(before, last, given);
  return slip ? { ...comparison, slip } : comparison;
}

const mostNodes = 200;
const mostPoints = 6;

/** The slip that gives the answer at every point at which both have a value: made at one place, or at every place at once. */
function findSlip(expr: Expr, variable: string, answer: Expr): Slip | undefined {
  const formula = new Pool().intern(expr);
  const nodes = postOrder(formula)
    .filter((node) => node.kind === 'apply')
    .reverse();
  if (nodes.length > mostNodes) return undefined;
  const names = [...new Set([...variablesOf(expr), ...variablesOf(answer), variable])].sort();
  const points = [...samples(names, 32)]
    .map((point) => ({ point, value: evaluate(answer, point) }))
    .filter(({ value }) => Number.isFinite(value));
  const places: ((node: Expr) => boolean)[] = [
    ...nodes.map(
      (node) =>
        (other: Expr): boolean =>
          other === node,
    ),
    () => true,
  ];
  const fits = (slip: SlipRule, where: (node: Expr) => boolean): boolean => {
    let matched = 0;
    for (const { point, value } of points) {
      const { slope, made } = slopeWithSlip(formula, variable, point, slip, where);
      if (!made) return false;
      if (!Number.isFinite(slope)) continue;
      if (Math.abs(slope - value) > 1e-9 * Math.max(Math.abs(slope), Math.abs(value), 1e-9)) return false;
      if (++matched === mostPoints) break;
    }
    return matched >= 3;
  };
  for (const slip of slipRules) {
    const place = places.findIndex((where) => fits(slip, where));
    if (place >= 0) return { name: slip.name, message: slip.message, at: nodes[place] ?? formula };
  }
  return undefined;
}
