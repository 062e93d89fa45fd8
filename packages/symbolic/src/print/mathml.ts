import { abs, ceil, cbrt, div, exp, floor, hypot, mul, nthroot, pow, sqrt, where, type Elementwise, type Expr } from '@chainrule/core';
import { level } from '../parse/operators.js';
import { listed, merged, omitted } from './arguments.js';
import { greekLetter, letterOf } from './greek.js';
import { layout, type Notation, type Piece } from './layout.js';
import { decimalOrFraction } from './number.js';

interface MathPiece extends Piece {
  /** The piece without the parentheses around it. */
  readonly inner?: MathPiece;
  readonly head?: 'number' | 'fraction' | undefined;
  readonly fn?: Elementwise;
  readonly list?: string;
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);
const mi = (text: string): string => `<mi>${escaped(text)}</mi>`;
const mn = (text: string): string => `<mn>${text}</mn>`;
const mo = (text: string): string => `<mo>${escaped(text)}</mo>`;
const row = (...parts: string[]): string => `<mrow>${listed(parts, '')}</mrow>`;
const fenced = (open: string, text: string, close: string): string => row(mo(open), text, mo(close));
const bare = (piece: MathPiece): string => (piece.inner ?? piece).text;

const signs: Readonly<Record<string, string>> = { '-': '−', '<=': '≤', '>=': '≥', '==': '=', '!=': '≠', and: '∧', or: '∨' };
const [times, invisibleTimes, application] = ['·', '\u2062', '\u2061'];

/** What a function is called: its name in the table's LaTeX, with letters for the names of letters. */
function functionName(fn: Elementwise): string {
  const latex = /^([^#]+)\\left\(#/.exec(fn.latex('#', '#', '#'))?.[1] ?? fn.name;
  const words = latex.replace(/\\operatorname\{(\w+)\}/g, '$1').split(/(\\[a-zA-Z]+)/);
  return words
    .map((word) =>
      /^\\(var)?(sigma|phi|psi|gamma|zeta)$/i.test(word) ? greekLetter(word.replace(/\\(var)?/, '')) : word.replace('\\', ''),
    )
    .join('')
    .replace(/[_^{}]/g, '');
}

const notation: Notation<MathPiece> = {
  number(value) {
    const text = decimalOrFraction(value);
    const negative = text[0] === '-';
    const plain = negative ? text.slice(1) : text;
    const [n, d] = plain.split('/');
    const [mantissa, exponent] = plain.split('e');
    const shown =
      d !== undefined
        ? `<mfrac>${mn(n!)}${mn(d)}</mfrac>`
        : exponent !== undefined
          ? row(mn(mantissa!), mo(times), `<msup>${mn('10')}${mn(exponent.replace('-', '−'))}</msup>`)
          : mn(plain.replace('Infinity', '∞'));
    const own = negative ? level.negation : exponent !== undefined ? level.product : d !== undefined ? level.root : level.atom;
    return { text: negative ? row(mo('−'), shown) : shown, level: own, head: d !== undefined ? 'fraction' : 'number' };
  },
  variable(name) {
    const { base, greek, index } = letterOf(name);
    const letter = mi(greek ? greekLetter(base) : base);
    return { text: index === '' ? letter : `<msub>${letter}${/^\d+$/.test(index) ? mn(index) : mi(index)}</msub>`, level: level.atom };
  },
  prefix: (sign, { text }, own) => ({ text: row(mo(sign === '-' ? '−' : '¬'), text), level: own }),
  operation({ sign, fn, level: own }, left, right) {
    if (fn === div) return { text: `<mfrac>${bare(left)}${bare(right)}</mfrac>`, level: level.root, head: 'fraction' };
    if (fn === pow) return { text: `<msup>${left.text}${bare(right)}</msup>`, level: own, head: left.head };
    const between = fn === mul ? (right.head === undefined ? invisibleTimes : times) : (signs[sign] ?? sign);
    return { text: row(left.text, mo(between), right.text), level: own, head: left.head };
  },
  call(fn, args, { args: nodes }) {
    const texts = args.map(({ text }) => text);
    const [first, second] = texts as [string, string];
    const atom = (text: string): MathPiece => ({ text, level: level.atom });
    if (fn.arity === 0) return atom(mi(fn.name === 'pi' ? 'π' : fn.name));
    if (fn === exp) return { text: `<msup>${mi('e')}${first}</msup>`, level: level.power };
    if (fn === sqrt) return atom(`<msqrt>${first}</msqrt>`);
    if (fn === cbrt || fn === nthroot) return atom(`<mroot>${first}${fn === cbrt ? mn('3') : second}</mroot>`);
    if (fn === hypot) return atom(`<msqrt>${row(...listSquares(args))}</msqrt>`);
    if (fn === abs) return atom(fenced('|', first, '|'));
    if (fn === floor) return atom(fenced('⌊', first, '⌋'));
    if (fn === ceil) return atom(fenced('⌈', first, '⌉'));
    if (fn === where) {
      const cell = (text: string): string => `<mtd>${text}</mtd>`;
      const last = args[2]!;
      const list =
        `<mtr>${cell(second)}${cell(first)}</mtr>` +
        (last.fn === where ? last.list! : `<mtr>${cell(last.text)}${cell('<mtext>otherwise</mtext>')}</mtr>`);
      return { text: row(mo('{'), `<mtable columnalign="left">${list}</mtable>`), level: level.conditional, fn, list };
    }
    const shown = args.slice(0, args.length - omitted(fn, nodes));
    const list = listed(
      shown.map((arg, i) => (i === merged(fn) && arg.fn === fn ? arg.list! : arg.text)),
      mo(','),
    );
    return { text: row(mi(functionName(fn)), mo(application), fenced('(', list, ')')), level: level.root, fn, list };
  },
  group: (piece) => ({ text: fenced('(', piece.text, ')'), level: level.atom, inner: piece }),
};

function listSquares(args: readonly MathPiece[]): string[] {
  const squares = args.map((arg) => `<msup>${(arg.level < level.atom ? notation.group(arg) : arg).text}${mn('2')}</msup>`);
  return [squares[0]!, mo('+'), squares[1]!];
}

/** What `toMathML` marks in its output. */
export interface MathMLOptions {
  /** What to call a part of the formula in the markup: its element gets the attribute `data-part`, for a page to colour or point at it. */
  readonly part?: (node: Expr) => string | undefined;
}

/**
 * The formula as presentation MathML, which browsers show without a typesetter.
 *
 * @example
 * ```ts
 * import { parse, toMathML } from '@chainrule/symbolic';
 * toMathML(parse('x^2')); // → '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
 * toMathML(parse('-x'), { part: ({ kind }) => (kind === 'variable' ? 'inner' : undefined) }).includes('<mrow data-part="inner"><mi>x</mi></mrow>'); // → true
 * ```
 */
export function toMathML(expr: Expr, { part }: MathMLOptions = {}): string {
  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${layout(expr, part ? naming(part) : notation, 'toMathML').text}</math>`;
}

/** The notation with an element around each part that has a name. */
function naming(part: (node: Expr) => string | undefined): Notation<MathPiece> {
  const named = (piece: MathPiece, node: Expr): MathPiece => {
    const name = part(node);
    return name === undefined
      ? piece
      : { ...piece, text: `<mrow data-part="${escaped(name).replaceAll('"', '&quot;')}">${piece.text}</mrow>` };
  };
  return {
    number: (value, node) => named(notation.number(value, node), node),
    variable: (name, node) => named(notation.variable(name, node), node),
    call: (fn, args, node) => named(notation.call(fn, args, node), node),
    operation: (sign, left, right, node) => named(notation.operation(sign, left, right, node), node),
    prefix: (sign, operand, level, node) => named(notation.prefix(sign, operand, level, node), node),
    group: notation.group,
  };
}
