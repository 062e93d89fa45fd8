import { ChainruleError, fold, neg, not, type Constant, type Elementwise, type Expr } from '@chainrule/core';
import { infix, level, type Infix } from '../parse/operators.js';

/** Part of an expression as written, with how tightly its outermost operation binds. */
export interface Piece {
  readonly text: string;
  readonly level: number;
}

/** How one language writes each kind of node; `layout` says where parentheses are needed. */
export interface Notation<P extends Piece> {
  number(value: Constant, node: Expr): P;
  variable(name: string, node: Expr): P;
  /** A function in front of its arguments, and all that `write` leaves. */
  call(fn: Elementwise, args: readonly P[], node: Expr): P;
  /** An operation between or before its operands, which come with the parentheses they need. */
  operation(sign: Infix, left: P, right: P, node: Expr): P;
  prefix(sign: '-' | 'not', operand: P, level: number, node: Expr): P;
  group(piece: P): P;
}

/** The longest text that is written, in UTF-16 units. */
const longest = 20_000_000;

const bySign: readonly (readonly [Elementwise, '-' | 'not', number, number])[] = /* @__PURE__ */ (() => [
  [neg, '-', level.negation, level.product],
  [not, 'not', level.not, level.not],
])();

/** Writes a formula in a notation. A formula whose shared parts would be written out too often is a `limit` error. */
export function layout<P extends Piece>(expr: Expr, notation: Notation<P>, operation: string, memo?: Map<Expr, P>): P {
  const enclose = (piece: P, least: number): P => (piece.level < least ? notation.group(piece) : piece);
  const checked = (piece: P): P => {
    if (piece.text.length > longest)
      throw new ChainruleError('limit', `written out, the formula has more than ${longest} characters`, {
        operation,
        hint: 'toCode and toDot write shared parts once',
      });
    return piece;
  };
  return fold<P>(
    expr,
    {
      number: notation.number.bind(notation),
      variable: notation.variable.bind(notation),
      apply: (fn, args, node) => {
        const found = infix.find((entry) => entry.fn === fn);
        if (found) {
          const [left, right] = needs(found.level);
          return checked(notation.operation(found, enclose(args[0]!, left), enclose(args[1]!, right), node));
        }
        const prefix = bySign.find((entry) => entry[0] === fn);
        if (prefix) return checked(notation.prefix(prefix[1], enclose(args[0]!, prefix[3]), prefix[2], node));
        return checked(notation.call(fn, args, node));
      },
    },
    memo,
  );
}

/** How tightly the operands of an infix operation must bind to stand without parentheses. */
function needs(own: number): [left: number, right: number] {
  if (own === level.power) return [level.atom, level.power];
  if (own === level.sum) return [own, level.product];
  return [own === level.comparison ? own + 1 : own, own + 1];
}
