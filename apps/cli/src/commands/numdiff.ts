import { ChainruleError } from '@chainrule/core';
import { adaptive, backward, central, derivative as measure, forward, richardson, stepSweep } from '@chainrule/numeric';
import { compile, derivative, parse, toText } from '@chainrule/symbolic';
import { toTerminal } from '@chainrule/viz';
import { defineCommand } from '../command/command.js';
import { choice, count, flag, text as textOption } from '../command/option.js';
import { list, number, object, oneOf, optional, text, whole } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { evaluateAt, numberOf } from '../expression/point.js';
import { oneVariable } from '../expression/variables.js';
import { uCurve } from '../numdiff/u-curve.js';

const methods = {
  adaptive: () => adaptive(),
  central: () => central(),
  forward: () => forward(),
  backward: () => backward(),
  richardson: () => richardson(central()),
} as const;
type MethodName = keyof typeof methods;
const methodNames = Object.keys(methods) as [MethodName, ...MethodName[]];

/** The derivative measured from values, with an error bound, beside the exact one. */
export const numdiff = defineCommand({
  about:
    'The derivative measured from values alone, with a bound on its error, beside the exact one. With --curve, the error at every step size.',
  arguments: [{ name: 'expression', about: 'of one variable, for example "exp(x)/x"', kind: 'expression' }],
  options: {
    at: textOption('point', 'where: -1.5, or pi/2', '1'),
    order: count('n', 'which derivative, 1 to 4', 4, 1),
    method: choice('name', `how: ${methodNames.join(', ')}`, methodNames, 'adaptive'),
    curve: flag('the error of forward and central differences at steps from 1 to 1e-16'),
  },
  examples: [
    { args: ['numdiff', 'sin(x)', '--at', '1'] },
    { args: ['numdiff', '-x^3', '--at', '-1.5', '--order', '2'] },
    { args: ['numdiff', 'abs(x)', '--at', '0'], about: 'a kink is told with both slopes' },
    { args: ['numdiff', 'x^3', '--at', '2', '--method', 'forward'] },
    { args: ['numdiff', 'x^3', '--at', '2', '--curve'] },
  ],
  result: object({
    expression: text,
    variable: text,
    at: number,
    order: whole,
    method: text,
    value: number,
    errorBound: number,
    exact: optional(number),
    error: optional(number),
    status: oneOf('ok', 'kink', 'noisy', 'undefined'),
    left: optional(number),
    right: optional(number),
    evaluations: whole,
    step: number,
    curve: optional(list(object({ h: number, forward: number, central: number }))),
  }),
  formats: ['csv', 'markdown', 'svg', 'html', 'png'],
  run({ args: [given], options: { at, order, method, curve } }) {
    const expr = parse(given!);
    const variable = oneVariable(expr, 'numdiff');
    const x = numberOf(at);
    const f = compile(expr, [variable]);
    const estimate = measure(f, x, { order, method: methods[method]() });
    const exact = exactly(() =>
      evaluateAt(
        derivative(
          expr,
          Array.from({ length: order }, () => variable),
        ),
        { [variable]: x },
      ),
    );
    const sweep = curve ? stepSweep(f, x, exact !== undefined && order === 1 ? { exact } : {}) : undefined;
    const { value, errorBound, status, left, right, evaluations, step } = estimate;
    const error = exact === undefined ? undefined : Math.abs(value - exact);
    const scene = sweep && uCurve(sweep, `${toText(expr)} at ${variable} = ${x}`);
    return {
      result: {
        expression: toText(expr),
        variable,
        at: x,
        order,
        method,
        value,
        errorBound,
        ...(exact !== undefined && { exact, error: error! }),
        status,
        ...(left !== undefined && right !== undefined && { left, right }),
        evaluations,
        step,
        ...(sweep && { curve: sweep.map(({ h, forward: f1, central: c }) => ({ h, forward: f1, central: c })) }),
      },
      text: ({ width, colour }) =>
        [
          `f${order === 1 ? '′' : `⁽${superscript(order)}⁾`}(${x}) = ${value} ± ${rough(errorBound)}`,
          ...(exact === undefined ? [] : [`by rules  ${exact}, off by ${rough(error!)}`]),
          ...(status === 'ok'
            ? []
            : [status === 'kink' ? `a kink: the slope is ${left!} from the left and ${right!} from the right` : `status: ${status}`]),
          `${method}, ${evaluations} values of f, at most ${rough(step)} away`,
          ...(scene
            ? [
                '',
                toTerminal(scene, { width: Math.min(width, 100), height: 20, colour }),
                '',
                `best step   forward ${rough(sweep.measured.forward.h)} (theory ${rough(sweep.theory.forward.h)}), central ${rough(sweep.measured.central.h)} (theory ${rough(sweep.theory.central.h)})`,
              ]
            : []),
        ].join('\n'),
      table: () =>
        sweep
          ? { columns: ['h', 'forward', 'central'], rows: sweep.map((row) => [row.h, row.forward, row.central]) }
          : { columns: ['at', 'value', 'errorBound', 'exact', 'status'], rows: [[x, value, errorBound, exact, status]] },
      scenes: () => [scene ?? uCurve(stepSweep(f, x), `${toText(expr)} at ${variable} = ${x}`)],
    };
  },
  typescript({ args: [given], options: { at, order, method } }) {
    const expr = parse(given!);
    const maker = method === 'richardson' ? 'richardson(central())' : `${method}()`;
    return program(
      {
        '@chainrule/numeric': ['derivative', ...(method === 'richardson' ? ['central', 'richardson'] : [method])],
        '@chainrule/symbolic': ['compile', 'parse'],
      },
      `const f = compile(parse(${quoted(given!)}), [${quoted(oneVariable(expr, 'numdiff'))}]);`,
      `const { value, errorBound } = derivative(f, ${numberOf(at)}, { order: ${order}, method: ${maker} });`,
      'console.log(`${value} ± ${errorBound.toExponential(1)}`);',
    );
  },
});

/** What rules say, where they say something. */
function exactly(value: () => number): number | undefined {
  try {
    const exact = value();
    return Number.isFinite(exact) ? exact : undefined;
  } catch (error) {
    if (error instanceof ChainruleError) return undefined;
    throw error;
  }
}

const rough = (x: number): string => (x === 0 ? '0' : x.toExponential(1));
const superscript = (n: number): string => '⁰¹²³⁴'.charAt(n);
