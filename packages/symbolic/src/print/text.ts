import { div, mul, pow, where, type Constant, type Elementwise, type Expr, type Rational } from '@chainrule/core';
import { factorName } from '../parse/names.js';
import { level } from '../parse/operators.js';
import { listed, merged, omitted } from './arguments.js';
import { layout, type Notation, type Piece } from './layout.js';
import { decimalOrFraction } from './number.js';

/** What a piece begins or ends with, as far as a product without a sign depends on it. */
type Edge = 'digit' | 'letter' | 'word' | 'bracket';

interface TextPiece extends Piece {
  readonly head: Edge;
  readonly tail: Edge;
  /** The number, where the piece is one without parentheses. */
  readonly plain?: Constant | undefined;
  /** Whether a division sign stands outside of parentheses: a factor behind it needs its sign. */
  readonly slash?: boolean | undefined;
  /** The arguments of a call of `fn`. */
  readonly fn?: Elementwise;
  readonly list?: string;
}

const notation: Notation<TextPiece> = {
  number(value) {
    const text = decimalOrFraction(value);
    const slash = text.includes('/');
    return {
      text,
      level: text[0] === '-' ? level.negation : slash ? level.product : level.atom,
      head: 'digit',
      tail: 'digit',
      plain: value,
      slash,
    };
  },
  variable(name) {
    const edge = factorName.test(name) ? 'letter' : 'word';
    // 2e3 is a number.
    return { text: name, level: level.atom, head: /^e\d/i.test(name) ? 'digit' : edge, tail: edge };
  },
  prefix(sign, operand, own) {
    // −3 is a number, −(3) a negation.
    const { text, head, tail, slash } = sign === '-' && Number(operand.plain ?? 0) !== 0 ? notation.group(operand) : operand;
    return { text: sign === '-' ? `-${text}` : `not ${text}`, level: own, head, tail, slash };
  },
  operation({ sign, fn, level: own }, left, right) {
    if (fn === mul) return join(left, signless(left, right) ? '' : '*', right, own);
    // x^2(x + 1), but x^y*(x + 1).
    if (fn === pow) return { ...join(left, sign, right, own), tail: right.tail === 'digit' ? 'digit' : 'word' };
    if (fn !== div) return join(left, ` ${sign} `, right, own);
    // 1/2 is a number, 1/(2) a quotient.
    return { ...join(left, '/', isFraction(left.plain, right.plain) ? notation.group(right) : right, own), slash: true };
  },
  call(fn, args, { args: nodes }) {
    if (fn.arity === 0) return { text: fn.name, level: level.atom, head: 'word', tail: 'word' };
    const list = listed(
      args.slice(0, args.length - omitted(fn, nodes)).map((arg, i) => (i === merged(fn) && arg.fn === fn ? arg.list! : arg.text)),
    );
    return { text: `${fn === where ? 'piecewise' : fn.name}(${list})`, level: level.atom, head: 'word', tail: 'word', fn, list };
  },
  group: ({ text, plain }) => ({ text: `(${text})`, level: level.atom, head: plain === undefined ? 'bracket' : 'digit', tail: 'bracket' }),
};

const join = (left: TextPiece, sign: string, right: TextPiece, own: number): TextPiece => ({
  text: left.text + sign + right.text,
  level: own,
  head: left.head,
  tail: right.tail,
  slash: left.slash,
});

/** Whether a product is written without its sign: 24x(3x² + 5). */
function signless(left: TextPiece, right: TextPiece): boolean {
  if (left.slash) return false;
  if (right.head === 'bracket') return left.tail !== 'word';
  return left.plain !== undefined && right.head !== 'digit';
}

/** Whether n/d would be read as one number. */
function isFraction(n?: Constant, d?: Constant): boolean {
  const natural = (x?: Constant): x is Rational => typeof x === 'object' && x.isInteger && x.sign > 0;
  return natural(n) && natural(d) && d.numerator !== 1n && n.over(d).denominator === d.numerator;
}

/**
 * The formula as text that `parse` reads back to the same formula: few parentheses, products as people write them.
 *
 * Doubles are written in their shortest form and come back as that exact decimal.
 * Throws `limit` where writing shared parts out would take more than twenty million characters.
 *
 * @example
 * ```ts
 * import { parse, toText } from '@chainrule/symbolic';
 * toText(parse('24*x*(3*x^2 + 5)^3')); // → '24x(3x^2 + 5)^3'
 * ```
 */
export function toText(expr: Expr): string {
  return layout(expr, notation, 'toText').text;
}
