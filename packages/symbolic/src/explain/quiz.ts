import type { Expr } from '@chainrule/core';
import { equivalent, type Equivalence } from '../algebra/equivalent.js';
import type { DerivativeOptions } from '../differentiate/derivative.js';
import { read } from '../differentiate/read.js';
import { checkAnswer, type AnswerCheck } from './check-answer.js';
import { explain } from './explain.js';
import type { Derivation, Step } from './step.js';

/** A derivation whose next line is hidden until it is asked for. A value: each method gives the next state. */
export interface Quiz {
  readonly derivation: Derivation;
  /** The steps seen so far. */
  readonly shown: readonly Step[];
  /** What the next step is about: the part to differentiate and the rule, without the line. */
  readonly question: Pick<Step, 'rule' | 'before' | 'path' | 'variable'> | undefined;
  readonly done: boolean;
  /** Checks a line against the hidden one: any way to write it is right. */
  check(line: Expr | string): AnswerCheck;
  /** The quiz with the next line shown. */
  reveal(): Quiz;
}

/**
 * The derivation of a derivative as a quiz.
 *
 * @example
 * ```ts
 * import { quiz } from '@chainrule/symbolic';
 * const first = quiz('sin(x^2)', 'x');
 * first.question?.rule; // → 'power'
 * first.check('2x').verdict; // → 'equal'
 * first.reveal().check('cos(x^2)').slip?.name; // → 'inner derivative missing'
 * ```
 */
export function quiz(expr: Expr | string, wrt: string | readonly string[], options: DerivativeOptions = {}): Quiz {
  return state(explain(expr, wrt, options), 0);
}

function state(derivation: Derivation, seen: number): Quiz {
  const next = derivation.steps[seen];
  return {
    derivation,
    shown: derivation.steps.slice(0, seen),
    question: next && { rule: next.rule, before: next.before, path: next.path, variable: next.variable },
    done: next === undefined,
    check: (line) =>
      next === undefined
        ? compare(derivation.result, line)
        : next.rule === 'simplify'
          ? compare(next.after, line)
          : checkAnswer(next.before, next.variable, line),
    reveal: () => state(derivation, Math.min(seen + 1, derivation.steps.length)),
  };
}

const compare = (expected: Expr, line: Expr | string): Equivalence => equivalent(expected, read(line));
