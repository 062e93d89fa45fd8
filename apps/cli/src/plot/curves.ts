import { ChainruleError, didYouMean, elementwise, Expr, variablesOf, type Elementwise } from '@chainrule/core';
import { compile, derivative, parse, toText } from '@chainrule/symbolic';
import type { Chart, Mark } from '@chainrule/viz';
import { quoted } from '../command/typescript.js';
import type { Import } from '../config/made.js';
import type { PartsHere } from '../config/parts-here.js';

/** A formula to be drawn, and the TypeScript that makes it. */
export interface Drawn {
  readonly expr: Expr;
  readonly code: string;
  readonly imports: readonly Import[];
}

/** A line of a plot. */
export interface Curve extends Drawn {
  readonly name: string;
  readonly colour: number;
  readonly dashed: boolean;
}

const symbolic = '@chainrule/symbolic';

export const drawnText = (text: string): Drawn => {
  const expr = parse(text);
  return { expr, code: `parse(${quoted(toText(expr))})`, imports: [[symbolic, 'parse']] };
};

/** The curves of formulas, each with its derivative where that is wanted. Throws `argument` for none, and for variables that differ. */
export function curvesOf(
  drawn: readonly Drawn[],
  withDerivatives: boolean,
): { readonly variable: string; readonly curves: readonly Curve[] } {
  if (drawn.length === 0)
    throw new ChainruleError('argument', 'there is nothing to plot', {
      operation: 'plot',
      hint: 'give an expression, or --activation relu, or --schedule cosine',
    });
  const names = [...new Set(drawn.flatMap(({ expr }) => variablesOf(expr)))];
  if (names.length > 1)
    throw new ChainruleError('argument', `the curves have the variables ${names.join(', ')}`, {
      operation: 'plot',
      hint: 'write them with one variable; for two there is chainrule landscape',
    });
  const variable = names[0] ?? 'x';
  const slope = ({ expr, code, imports }: Drawn): Drawn => ({
    expr: derivative(expr, variable),
    code: `derivative(${code}, ${quoted(variable)})`,
    imports: [...imports, [symbolic, 'derivative']],
  });
  return {
    variable,
    curves: drawn.flatMap((each, colour) => [
      { name: toText(each.expr), ...each, colour, dashed: false },
      ...(withDerivatives ? [{ name: `${toText(each.expr)}′`, ...slope(each), colour, dashed: true }] : []),
    ]),
  };
}

export const titleOf = (curves: readonly Curve[]): string => (curves.length === 1 ? curves[0]!.name : 'Curves');

export interface CurveOptions {
  readonly range: readonly [number, number];
  readonly points: number;
  readonly withDerivatives: boolean;
  readonly domain?: readonly [number, number];
}

/** Curves as a chart. */
export function curveChart(drawn: readonly Drawn[], { range, points, withDerivatives, domain }: CurveOptions): Chart {
  const { variable, curves } = curvesOf(drawn, withDerivatives);
  const x = Array.from({ length: points }, (_, i) => range[0] + (range[1] - range[0]) * (i / (points - 1)));
  return {
    kind: 'chart',
    title: titleOf(curves),
    description: `${curves.map(({ name }) => name).join(', ')} from ${range[0]} to ${range[1]}.`,
    x: { label: variable, domain: range },
    y: { label: curves.length === 1 ? '' : 'value', ...(domain && { domain }) },
    marks: curves.map(({ name, expr, colour, dashed }): Mark => {
      const f = compile(expr, [variable]);
      return { kind: 'line', name, x, y: x.map((at) => f(at)), colour, dashed };
    }),
  };
}

/** The functions of one argument that text knows, those with a parameter at its usual value; and what plugins bring. */
export function activationsNamed(names: string, plugins: PartsHere['activations']): Drawn[] {
  const known = Object.values(elementwise).filter((fn) => fn.arity - fn.defaults.length === 1);
  return names.split(',').map((given) => {
    const name = given.trim();
    const fn = known.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (fn !== undefined) return drawnText(toText(fn.of(Expr.variable('x'))));
    if (Object.hasOwn(plugins, name)) return drawnPlugin(plugins[name]!.make({}));
    throw new ChainruleError(
      'argument',
      `there is no activation "${name}"${didYouMean(name, [...known.map((each) => each.name), ...Object.keys(plugins)])}`,
      { operation: '--activation', hint: 'for example relu, leakyrelu, elu, selu, gelu, silu, mish, softplus, tanh, sigmoid' },
    );
  });
}

/** The formula of an activation, or of an elementwise function. */
function drawnPlugin({ value, code, imports }: ReturnType<PartsHere['activations'][string]['make']>): Drawn {
  const part = value as unknown as Elementwise | { readonly fn: Elementwise };
  const fn = 'fn' in part ? part.fn : part;
  return {
    expr: fn.of(Expr.variable('x')),
    code: `${code}${'fn' in part ? '.fn' : ''}.of(Expr.variable('x'))`,
    imports: [...imports, ['@chainrule/core', 'Expr']],
  };
}
