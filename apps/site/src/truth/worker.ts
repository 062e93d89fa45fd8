import { ChainruleError } from '@chainrule/core';
import { toText } from '@chainrule/symbolic';
import { answer } from '../engine/answer.js';
import { read, slopeAt, valueAt } from '../engine/formula.js';
import { drawPlain, type Drawings, type Picture } from '../engine/picture.js';
import { said } from '../engine/said.js';
import { cancellation, type Cancellation } from './bits.js';
import { checkPuzzle, puzzleView, type Checked, type PuzzleView } from './game.js';
import { errorsOf, uCurve } from './u-curve.js';

export interface TruthRequest extends Drawings {
  readonly f: string;
  readonly x: number;
  readonly h: number;
}

export interface TruthAnswer {
  readonly pictures: { readonly curve?: Picture };
  readonly exact: number;
  /** The forward difference over h, and how far it is off, no less than what can be drawn. */
  readonly quotient: number;
  readonly error: number;
  readonly drawnError: number;
  /** f(x + h), f(x) and their difference. */
  readonly values: readonly [number, number, number];
  readonly bits: Cancellation;
  readonly notComplex: string | undefined;
}

export const answers = {
  async view({ f, x, h, ...drawings }: TruthRequest): Promise<TruthAnswer> {
    const expr = await read(f, ['x']);
    const exact = slopeAt(expr, { x }, { x: 1 });
    const [after, at] = [valueAt(expr, { x: x + h }), valueAt(expr, { x })];
    if (![exact, after, at].every(Number.isFinite))
      throw new ChainruleError('numerical', `${toText(expr)} or its slope has no finite value at x = ${said(x)}, or at x + h`, {
        operation: 'truth',
        hint: 'choose another x',
      });
    const errors = errorsOf(expr, x, exact);
    const quotient = (after - at) / h;
    const error = Math.abs(quotient - exact);
    return {
      pictures: drawPlain({ curve: () => uCurve(errors, `${toText(expr)} at x = ${said(x)}`) }, drawings),
      exact,
      quotient,
      error,
      drawnError: Math.max(error, errors.floor),
      values: [after, at, after - at],
      bits: cancellation(after, at),
      notComplex: errors.notComplex,
    };
  },

  puzzle({ round }: { readonly round: number }): PuzzleView {
    return puzzleView(round);
  },

  check({ round }: { readonly round: number }): Checked {
    return checkPuzzle(round);
  },
};

answer(answers);
