import { ChainruleError, didYouMean, elementwise, Expr, variablesOf } from '@chainrule/core';
import { drawSchedule, schedules, type Schedule, type ScheduleName } from '@chainrule/optim';
import { compile, derivative, parse, toText } from '@chainrule/symbolic';
import { toTerminal, type Chart, type Mark } from '@chainrule/viz';
import { defineCommand } from '../command/command.js';
import { count, flag, text as textOption } from '../command/option.js';
import { list, number, object, text } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { numberOf, splitOutside } from '../expression/point.js';
import { rangeOf } from '../expression/range.js';

/** Functions, activations with their derivatives, and schedules of learning rates. */
export const plot = defineCommand({
  about: 'Curves: of expressions of one variable, of activation functions with their derivatives, or of a schedule of learning rates.',
  arguments: [
    {
      name: 'expressions',
      about: 'of one variable each, for example "sin(x)" "x - x^3/6"',
      kind: 'expression',
      many: true,
      optional: true,
    },
  ],
  options: {
    x: textOption('range', 'from where to where; by default -5,5, and for a schedule 0,100'),
    y: textOption('range', 'what is shown of the values; by default all'),
    points: count('count', 'samples of each curve', 100_000, 241),
    derivative: flag('also the derivative of each'),
    activation: textOption('names', 'activation functions by name, with their derivatives: relu,gelu'),
    schedule: textOption('name', `a schedule of learning rates: ${Object.keys(schedules).filter(drawn).join(', ')}`),
    set: textOption('values', 'what the schedule is made with: from=0.1,steps=100'),
  },
  examples: [
    { args: ['plot', 'sin(x)', 'x - x^3/6', '--x', '-pi,pi', '--y', '-2,2'], about: 'a function and its series' },
    { args: ['plot', '-x^2', '--derivative', '--x', '-2,2', '--points', '5', '--format', 'csv'] },
    { args: ['plot', '--activation', 'gelu', '--x', '-4,4'] },
    { args: ['plot', '--schedule', 'cosine', '--set', 'from=0.1,steps=100'] },
  ],
  result: object({ curves: list(object({ name: text, x: list(number), y: list(number) })) }),
  formats: ['csv', 'svg', 'html', 'png'],
  run({ args, options }) {
    const chart =
      options.schedule !== undefined
        ? scheduleChart(options.schedule, options.set ?? '', options.x)
        : curveChart([...args, ...activations(options.activation)], {
            range: rangeOf(options.x ?? '-5,5', '--x'),
            points: Math.max(2, options.points),
            withDerivatives: options.derivative || options.activation !== undefined,
            ...(options.y !== undefined && { domain: rangeOf(options.y, '--y') }),
          });
    const curves = chart.marks.map((mark) => {
      const { name = 'rate', x, y } = mark as Extract<Mark, { kind: 'line' }>;
      return { name, x: Array.from(x), y: Array.from(y) };
    });
    return {
      result: { curves },
      text: ({ width, colour }) => toTerminal(chart, { width: Math.min(width, 100), height: 20, colour }),
      table: () => ({
        columns: [chart.x.label, ...curves.map(({ name }) => name)],
        rows: curves[0]!.x.map((x, i) => [x, ...curves.map(({ y }) => y[i])]),
      }),
      scenes: () => [chart],
    };
  },
  typescript({ args, options }) {
    if (options.schedule !== undefined) {
      const { name, settings, end } = scheduleOf(options.schedule, options.set ?? '', options.x);
      return program(
        { '@chainrule/optim': ['drawSchedule', name], '@chainrule/viz': ['toTerminal'] },
        `console.log(toTerminal(drawSchedule(${name}(${quoted(settings)}), ${end})));`,
      );
    }
    const [from, to] = rangeOf(options.x ?? '-5,5', '--x');
    const { variable, curves } = curvesOf(
      [...args, ...activations(options.activation)],
      options.derivative || options.activation !== undefined,
    );
    return program(
      { '@chainrule/symbolic': ['compile', 'parse'], '@chainrule/viz': ['toTerminal'] },
      `const x = Array.from({ length: ${options.points} }, (_, i) => ${from} + (${to} - ${from}) * (i / ${options.points - 1}));`,
      `const marks = ${quoted(curves.map(({ name, expr }) => [name, toText(expr)]))}.map(([name, text]) => {`,
      `  const f = compile(parse(text!), [${quoted(variable)}]);`,
      "  return { kind: 'line', name: name!, x, y: x.map((at) => f(at)) } as const;",
      '});',
      `const axis = { label: ${quoted(variable)}, domain: [${from}, ${to}] } as const;`,
      `const up = { label: ${quoted(curves.length === 1 ? '' : 'value')}${options.y === undefined ? '' : `, domain: [${rangeOf(options.y, '--y').join(', ')}]`} } as const;`,
      `console.log(toTerminal({ kind: 'chart', title: ${quoted(titleOf(curves))}, description: '', x: axis, y: up, marks }));`,
    );
  },
});

interface CurveOptions {
  readonly range: readonly [number, number];
  readonly points: number;
  readonly withDerivatives: boolean;
  readonly domain?: readonly [number, number];
}

interface Curve {
  readonly name: string;
  readonly expr: Expr;
  readonly colour: number;
  readonly dashed: boolean;
}

/** The curves that are asked for. Throws `argument` for none, and for variables that differ. */
function curvesOf(texts: readonly string[], withDerivatives: boolean): { readonly variable: string; readonly curves: readonly Curve[] } {
  if (texts.length === 0)
    throw new ChainruleError('argument', 'there is nothing to plot', {
      operation: 'plot',
      hint: 'give an expression, or --activation relu, or --schedule cosine',
    });
  const exprs = texts.map((each) => parse(each));
  const names = [...new Set(exprs.flatMap((expr) => variablesOf(expr)))];
  if (names.length > 1)
    throw new ChainruleError('argument', `the curves have the variables ${names.join(', ')}`, {
      operation: 'plot',
      hint: 'write them with one variable; for two there is chainrule landscape',
    });
  const variable = names[0] ?? 'x';
  return {
    variable,
    curves: exprs.flatMap((expr, colour) => [
      { name: toText(expr), expr, colour, dashed: false },
      ...(withDerivatives ? [{ name: `${toText(expr)}′`, expr: derivative(expr, variable), colour, dashed: true }] : []),
    ]),
  };
}

const titleOf = (curves: readonly Curve[]): string => (curves.length === 1 ? curves[0]!.name : 'Curves');

function curveChart(texts: readonly string[], { range, points, withDerivatives, domain }: CurveOptions): Chart {
  const { variable, curves } = curvesOf(texts, withDerivatives);
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

/** Activation functions are the functions of one argument that text knows, those with a parameter at its usual value. */
function activations(names: string | undefined): string[] {
  if (names === undefined) return [];
  const known = Object.values(elementwise).filter((fn) => fn.arity - fn.defaults.length === 1);
  return names.split(',').map((given) => {
    const name = given.trim().toLowerCase();
    const fn = known.find((each) => each.name.toLowerCase() === name);
    if (fn !== undefined) return toText(fn.of(Expr.variable('x')));
    throw new ChainruleError(
      'argument',
      `there is no activation "${given.trim()}"${didYouMean(
        name,
        known.map((each) => each.name),
      )}`,
      {
        operation: '--activation',
        hint: 'for example relu, leakyrelu, elu, selu, gelu, silu, mish, softplus, tanh, sigmoid',
      },
    );
  });
}

/** Schedules made of one object of numbers. */
function drawn(name: string): boolean {
  return !['join', 'warmup', 'multiStep', 'reduceOnPlateau', 'constant'].includes(name);
}

interface ChosenSchedule {
  readonly name: string;
  readonly settings: Readonly<Record<string, number | string>>;
  /** How many steps are drawn. */
  readonly end: number;
}

function scheduleOf(name: string, set: string, x: string | undefined): ChosenSchedule {
  const names = Object.keys(schedules).filter(drawn);
  if (!names.includes(name))
    throw new ChainruleError('argument', `there is no schedule "${name}" to plot${didYouMean(name, names)}`, {
      operation: '--schedule',
      hint: `there are ${names.join(', ')}`,
    });
  const settings = Object.fromEntries(
    splitOutside(set)
      .filter((part) => part.trim() !== '')
      .map((part): [string, number | string] => {
        const [key, value] = part.split('=');
        if (value === undefined)
          throw new ChainruleError('argument', `"${part.trim()}" sets nothing`, { operation: '--set', hint: 'write from=0.1,steps=100' });
        return [key!.trim(), /^[a-z]+$/i.test(value.trim()) ? value.trim() : numberOf(value, '--set')];
      }),
  );
  return { name, settings, end: Math.round(x === undefined ? Number(settings['steps'] ?? 100) : rangeOf(x, '--x')[1]) };
}

function scheduleChart(chosen: string, set: string, x: string | undefined): Chart {
  const { name, settings, end } = scheduleOf(chosen, set, x);
  const make = schedules[name as ScheduleName] as unknown as (options: ChosenSchedule['settings']) => Schedule;
  return drawSchedule(make(settings), end);
}
