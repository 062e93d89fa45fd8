import { ChainruleError, type Span } from '@chainrule/core';

/** A word of an expression. Signs are spelt one way here (`*` for ·, `^` for **), whatever the text has. */
export interface Token extends Span {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  /** A name that is a variable whatever follows. */
  readonly variable?: boolean;
}

/** Refuses a text, with a caret under the place. */
export type Refuse = (problem: string, span: Span, hint?: string, code?: 'parse' | 'unknown-name' | 'argument' | 'limit') => never;

export function refusal(text: string, operation: string): Refuse {
  return (problem, { start, end }, hint, code = 'parse') => {
    throw new ChainruleError(code, problem, { operation, source: { text, span: { start, end } }, ...(hint !== undefined && { hint }) });
  };
}

/** The longest text that is read, in UTF-16 units. */
const longest = 2_000_000;

export function checkText(text: unknown, operation: string): string {
  if (typeof text !== 'string')
    throw new ChainruleError('argument', `expected a text, got ${text === null ? 'null' : typeof text}`, {
      operation,
      hint: 'an Expr needs no parsing',
    });
  if (text.length > longest)
    throw new ChainruleError('limit', `a text of ${text.length} characters; at most ${longest} are read`, { operation });
  return text;
}
