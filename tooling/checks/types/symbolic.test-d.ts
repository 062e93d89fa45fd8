import { expectTypeOf } from 'vitest';
import type { Expr } from '@chainrule/core';
import { derivative, gradient, parse, toLatex, toText } from '@chainrule/symbolic';

expectTypeOf(parse('3x^2 + 1')).toEqualTypeOf<Expr>();
expectTypeOf(derivative('x^3', 'x')).toEqualTypeOf<Expr>();
expectTypeOf(derivative(parse('x^3 * y'), ['x', 'x', 'y'])).toEqualTypeOf<Expr>();
expectTypeOf(gradient('x*y', ['x', 'y'])).toEqualTypeOf<Expr[]>();
expectTypeOf(toText(parse('x'))).toEqualTypeOf<string>();
expectTypeOf(toLatex(parse('x'))).toEqualTypeOf<string>();
// @ts-expect-error by which variable?
derivative('x^3');
// @ts-expect-error a formula or its text
derivative(3, 'x');
// @ts-expect-error variables are a list
gradient('x*y', 'x');
