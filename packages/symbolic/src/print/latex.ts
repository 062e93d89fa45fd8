import { div, exp, hypot, mul, pow, where, type Constant, type Elementwise, type Expr } from '@chainrule/core';
import { level } from '../parse/operators.js';
import { listed, merged, omitted } from './arguments.js';
import { letterOf } from './greek.js';
import { layout, type Notation, type Piece } from './layout.js';
import { decimalOrFraction } from './number.js';

interface LatexPiece extends Piece {
  /** What the piece begins and ends with, as far as a product without a dot depends on it. */
  readonly head?: 'digit' | 'fraction' | 'parenthesis' | undefined;
  readonly tail?: 'digit' | 'function' | undefined;
  /** The piece without the parentheses around it. */
  readonly inner?: LatexPiece;
  readonly plain?: Constant;
  /** The parts of a call, so that a power can stand between them. */
  readonly name?: string | undefined;
  readonly fn?: Elementwise;
  readonly list?: string;
}

const bare = (piece: LatexPiece): string => (piece.inner ?? piece).text;
const notation: Notation<LatexPiece> = {
  number(value) {
    const text = decimalOrFraction(value).replace(/e(.*)$/, ' \\cdot 10^{$1}');
    const ratio = text.replace(/^(-?)(\d+)\/(\d+)$/, '$1\\frac{$2}{$3}');
    // A fraction is an atom but for a power's base.
    const own = text[0] === '-' ? level.negation : text.includes('\\') ? level.product : ratio === text ? level.atom : level.root;
    return {
      text: ratio.replace('Infinity', '\\infty').replace('NaN', '\\mathrm{NaN}'),
      level: own,
      head: ratio === text ? 'digit' : 'fraction',
      tail: ratio === text ? 'digit' : undefined,
      plain: value,
    };
  },
  variable(name) {
    const text = latexVariable(name);
    return { text, level: level.atom, tail: /^([fghHWJ]|\\[a-z]+)(_|$)/i.test(text) ? 'function' : undefined };
  },
  prefix(sign, { text, head, tail }, own) {
    return { text: sign === '-' ? `-${text}` : `\\lnot ${text}`, level: own, head, tail };
  },
  operation({ fn, level: own }, left, right) {
    const rest = { level: own, head: left.head, tail: right.tail };
    if (fn === div) return { text: fn.latex(bare(left), bare(right)), level: level.root, head: 'fraction' };
    if (fn === mul) return { ...rest, text: left.text + (needsDot(left, right) ? ' \\cdot ' : ' ') + right.text };
    if (fn !== pow) return { ...rest, text: fn.latex(left.text, right.text) };
    const { name, list } = left.inner ?? {};
    // sin²(x), but (σ(x))²: σ² is a letter's square.
    if (
      /^\\(operatorname\{\w+\}|[a-z]{2,})$/.test(name ?? '') &&
      !/sigma|varphi|zeta|psi/.test(name!) &&
      typeof right.plain === 'object' &&
      right.plain.isInteger &&
      right.plain.sign > 0
    )
      return { text: `${name!}^{${right.text}}\\left(${list!}\\right)`, level: level.root };
    return { text: `${left.text}^{${bare(right)}}`, level: own, head: left.head };
  },
  call(fn, args, { args: nodes }) {
    if (fn.arity === 0) return { text: fn.latex(), level: level.atom };
    const shown = args.slice(0, args.length - omitted(fn, nodes));
    if (fn === where) {
      const [condition, yes, no] = args as [LatexPiece, LatexPiece, LatexPiece];
      const list = listed([yes.text, condition.text], ' & ') + ' \\\\ ' + (no.fn === where ? no.list! : `${no.text} & \\text{otherwise}`);
      return { text: `\\begin{cases}${list}\\end{cases}`, level: level.atom, fn, list };
    }
    if (fn === hypot)
      return { text: fn.latex(...args.map((arg) => (arg.level < level.atom ? notation.group(arg) : arg).text)), level: level.atom };
    const shape = fn.latex('#', '#', '#');
    const name = /^([^#]+)\\left\(#/.exec(shape)?.[1];
    if (name === undefined)
      return {
        text: fn.latex(...shown.map(({ text }) => text)),
        level: fn === exp ? level.power : /^\\(left|sqrt)/.test(shape) ? level.atom : level.root,
      };
    const list = listed(shown.map((arg, i) => (i === merged(fn) && arg.fn === fn ? arg.list! : arg.text)));
    return { text: `${name}\\left(${list}\\right)`, level: level.root, name, fn, list };
  },
  group: (piece) => ({ text: `\\left(${piece.text}\\right)`, level: level.atom, head: 'parenthesis', inner: piece }),
};

function needsDot(left: LatexPiece, right: LatexPiece): boolean {
  if (right.head === 'digit') return true;
  return (left.tail === 'digit' && right.head === 'fraction') || (left.tail === 'function' && right.head === 'parenthesis');
}

/** A variable's name in LaTeX: `x_{1}`, `\alpha`, `\mathrm{rate}`. */
function latexVariable(name: string): string {
  const { base, greek, index } = letterOf(name);
  const letter = greek ? `\\${base}` : /^.$/u.test(base) ? base : `\\mathrm{${base}}`;
  return index === '' ? letter : `${letter}_{${index}}`;
}

/**
 * The formula as LaTeX, in the table's notation for each function.
 *
 * @example
 * ```ts
 * import { parse, toLatex } from '@chainrule/symbolic';
 * toLatex(parse('sin(x)^2/(2x)')); // → '\\frac{\\sin^{2}\\left(x\\right)}{2 x}'
 * ```
 */
export function toLatex(expr: Expr): string {
  return layout(expr, notation, 'toLatex').text;
}
