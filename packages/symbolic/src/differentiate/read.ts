import type { Expr } from '@chainrule/core';
import { parse } from '../parse/parse.js';

/** A formula, given as one or as text. */
export const read = (expr: Expr | string): Expr => (typeof expr === 'string' ? parse(expr) : expr);
