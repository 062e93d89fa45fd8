import { ChainruleError, elementwise, Pool, postOrder, pow, variablesOf, where, type Elementwise, type Expr } from '@chainrule/core';
import { infix, level } from '../parse/operators.js';
import { c } from './c.js';
import type { CodeTarget } from './code-target.js';
import { javascript } from './javascript.js';
import { layout, type Notation, type Piece } from './layout.js';
import { lower } from './lower.js';
import { python } from './python.js';

interface CodePiece extends Piece {
  /** A truth value of the language, which is not yet a number. */
  readonly condition?: boolean;
  readonly integer?: boolean;
  /** The piece without the parentheses around it. */
  readonly inner?: CodePiece;
}

const bare = (piece: CodePiece): string => (piece.inner ?? piece).text;

/** The languages that `toCode` writes. */
export type CodeLanguage = 'javascript' | 'python' | 'c';

/** The deepest a line of code is nested: compilers are not built for more. */
const deepest = 40;

/**
 * The formula as a function `f` of its variables, in alphabetical order, in JavaScript, Python or C.
 *
 * Parts that are used more than once, and the inner parts of deep formulas, become temporaries.
 * Throws `unsupported` for a function that the language lacks, and `argument` for a variable whose name is none in it.
 *
 * @example
 * ```ts
 * import { parse, toCode } from '@chainrule/symbolic';
 * toCode(parse('sin(x)*cos(x)'), 'javascript'); // → 'export function f(x) {\n  return Math.sin(x) * Math.cos(x);\n}'
 * ```
 */
export function toCode(expr: Expr, language: CodeLanguage): string {
  const targets = { javascript, python, c };
  if (!Object.hasOwn(targets, language))
    throw new ChainruleError('argument', `there is no code printer for "${language as string}"`, {
      operation: 'toCode',
      hint: 'one of javascript, python, c',
    });
  const target = targets[language]();
  const table: Readonly<Record<string, Elementwise>> = elementwise;
  const own = (fn: Elementwise): boolean =>
    infix.some((entry) => entry.fn === fn) || Object.hasOwn(target.functions, fn.name) || /^(neg|not|where)$/.test(fn.name);
  const root = new Pool().intern(
    lower(expr, (fn) => own(fn) || (target.foreign !== undefined && fn.definition === undefined && table[fn.name] === fn), 'toCode'),
  );
  const parameters = variablesOf(root).map(identifier);

  const uses = new Set<string>();
  const notation = notationOf(target, (name) => {
    uses.add(name);
    return target.foreign!(name);
  });
  const taken = new Set(parameters);
  const lines: [string, string][] = [];
  const memo = new Map<Expr, CodePiece>();
  for (const node of temporaries(root, target.eager)) {
    let name = `t${lines.length + 1}`;
    while (taken.has(name)) name += '_';
    lines.push([name, asNumber(layout(node, notation, 'toCode', memo), target).text]);
    memo.set(node, { text: name, level: level.atom });
  }
  const result = asNumber(layout(root, notation, 'toCode', memo), target).text;
  return target.program(parameters, lines, result, [...uses].sort());
}

const asNumber = (piece: CodePiece, target: CodeTarget): CodePiece =>
  piece.condition ? { text: target.number(bare(piece)), level: level.atom } : piece;

function notationOf(target: CodeTarget, foreign: (name: string) => string): Notation<CodePiece> {
  const enclose = (piece: CodePiece, least: number): CodePiece => (piece.level < least ? notation.group(piece) : piece);
  const truth = (piece: CodePiece): CodePiece =>
    piece.condition
      ? piece
      : { text: `${enclose(piece, level.sum).text}${target.signs['!=']!}${target.integer('0')}`, level: level.comparison, condition: true };
  const notation: Notation<CodePiece> = {
    number(value) {
      const double = Number(value);
      if (!Number.isFinite(double))
        return {
          text: Number.isNaN(double) ? target.constants.nan : `${double < 0 ? '-' : ''}${target.constants.infinity}`,
          level: double < 0 ? level.negation : level.atom,
        };
      const own = double < 0 || Object.is(double, -0) ? level.negation : level.atom;
      // A short decimal is the fraction itself.
      if (
        typeof value !== 'number' &&
        !value.isInteger &&
        String(double).length > 12 &&
        value.denominator < 1000n &&
        Number.isSafeInteger(Number(value.numerator))
      )
        return {
          text: `${target.integer(String(value.numerator))} / ${target.integer(String(value.denominator))}`,
          level: own === level.atom ? level.product : level.negation,
        };
      const text = Object.is(double, -0) ? '-0.0' : String(double).replace('e+', 'e');
      return { text: /^-?\d+$/.test(text) ? target.integer(text) : text, level: own, integer: Number.isInteger(double) };
    },
    variable: (name) => ({ text: identifier(name), level: level.atom }),
    prefix(sign, operand, own) {
      if (sign === 'not') {
        const { text } = enclose(truth(operand), target.signs.not === '!' ? level.atom : level.not);
        return { text: `${target.signs.not!}${text}`, level: target.signs.not === '!' ? level.negation : own, condition: true };
      }
      const { text } = enclose(asNumber(operand, target), target.strictPower ? level.power + 1 : level.product);
      return { text: `-${text}`, level: own };
    },
    operation({ sign, fn, level: own }, left, right) {
      const logic = sign === 'and' || sign === 'or';
      const [a, b] = [left, right].map((piece) => (logic ? enclose(truth(piece), own) : asNumber(piece, target))) as [CodePiece, CodePiece];
      const power = fn === pow ? target.power?.(bare(a), bare(b), b.integer === true) : undefined;
      if (power !== undefined) return { text: power, level: level.atom };
      return { text: a.text + (target.signs[sign] ?? ` ${sign} `) + b.text, level: own, condition: fn.isCondition };
    },
    call(fn, args) {
      if (fn === where) {
        const condition = enclose(truth(args[0]!), level.or).text;
        const [yes, no] = args.slice(1).map((piece) => asNumber(piece, target)) as [CodePiece, CodePiece];
        return { text: target.choose(condition, enclose(yes, level.or).text, no.text), level: level.conditional };
      }
      const numbers = args.map((arg) => asNumber(arg, target));
      const name = target.functions[fn.name] ?? foreign(fn.name);
      if (fn.arity === 0) return { text: name, level: level.atom };
      if (!name.includes('$')) return { text: `${name}(${numbers.map(({ text }) => text).join(', ')})`, level: level.atom };
      return { text: name.replace(/\$(\d)/g, (_, i: string) => enclose(numbers[Number(i)]!, level.atom).text), level: level.atom };
    },
    group: (piece) => ({ ...piece, text: `(${piece.text})`, level: level.atom, inner: piece }),
  };
  return notation;
}

/** The parts that are computed on their own, in order: those used more than once, and every so often in a deep formula. */
function temporaries(root: Expr, eager: boolean): Expr[] {
  const order = postOrder(root);
  const uses = new Map<Expr, number>();
  for (const node of order) for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  const certain = new Set<Expr>([root]);
  for (const node of order.toReversed())
    if (certain.has(node)) node.args.forEach((arg, i) => !(node.fn === where && i > 0) && certain.add(arg));

  const depth = new Map<Expr, number>();
  return order.filter((node) => {
    if (node.kind !== 'apply' || node.args.length === 0) return false;
    const own = 1 + Math.max(...node.args.map((arg) => depth.get(arg) ?? 0));
    const apart = node !== root && (eager || certain.has(node)) && (uses.get(node)! > 1 || own >= deepest);
    depth.set(node, apart ? 0 : own);
    return apart;
  });
}

const reserved =
  /^(f|if|else|for|in|is|do|let|var|new|try|def|del|not|and|or|int|long|float|double|char|auto|case|class|const|void|while|with|return|lambda|pass|from|import|math|special|Math|y[01n]|j[01n])$/;

/** A variable's name where only letters, digits and underscores are allowed. */
function identifier(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]/gu, (letter) => `u${letter.codePointAt(0)!.toString(16)}`);
  return reserved.test(plain) ? `${plain}_` : plain;
}
