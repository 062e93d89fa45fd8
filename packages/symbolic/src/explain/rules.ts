import { div, mul, neg, pow, sub, add, type Expr } from '@chainrule/core';
import { toText } from '../print/text.js';
import type { Piece } from '../differentiate/tangents.js';

/** A rule's name and what it says. */
export interface Named {
  readonly rule: string;
  readonly note: string;
  /** The argument that is an inner function. */
  readonly inner?: Expr;
}

/** Which rule a person would name for a node, from its function and from which of its arguments change. */
export function nameOf(node: Expr, pieces: readonly Piece[]): Named {
  const fn = node.fn!;
  const [first] = pieces as [Piece];
  if (fn === add || fn === sub)
    return { rule: fn === add ? 'sum' : 'difference', note: 'A sum is differentiated term by term; constants drop out.' };
  if (fn === neg) return { rule: 'constant multiple', note: 'A minus sign stays in front.' };
  if (fn === mul)
    return pieces.length === 1
      ? { rule: 'constant multiple', note: 'A constant factor stays in front.' }
      : { rule: 'product', note: '(u·v)′ = u′·v + u·v′: each factor is differentiated in turn, the others stay.' };
  if (fn === div) {
    if (pieces.length === 2) return { rule: 'quotient', note: '(u/v)′ = (u′·v − u·v′)/v².' };
    return first.argument === node.args[0]
      ? { rule: 'constant multiple', note: 'A constant divisor stays.' }
      : { rule: 'quotient', note: '(c/v)′ = −c·v′/v².' };
  }
  const inner = pieces.length === 1 && first.argument.kind === 'apply' ? first.argument : undefined;
  const own = fn === pow ? ownPower(node, pieces) : { rule: fn.rule, note: known(node) };
  return inner
    ? { rule: 'chain', note: `Chain rule with u inside: the ${own.rule} rule for the outer function, times u′. ${own.note}`, inner }
    : own;
}

function ownPower(node: Expr, pieces: readonly Piece[]): Named {
  if (pieces.length === 2) return { rule: 'general power', note: '(u^v)′ = v·u^(v − 1)·u′ + u^v·ln(u)·v′: base and exponent both change.' };
  return pieces[0]!.argument === node.args[0]
    ? { rule: 'power', note: '(uⁿ)′ = n·uⁿ⁻¹: the exponent comes in front and is lowered by one.' }
    : { rule: 'exponential', note: '(aᵘ)′ = aᵘ·ln(a): the exponent stays.' };
}

function known({ fn }: Expr): string {
  const [rule] = fn!.partials;
  return fn!.arity === 1 && rule ? `With y = ${fn!.name}(x): y′ = ${toText(rule)}.` : `The derivative of ${fn!.name} is in the table.`;
}
