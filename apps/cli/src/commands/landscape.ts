import { ChainruleError } from '@chainrule/core';
import { descend } from '@chainrule/optim';
import { compile, objective, parse, toText } from '@chainrule/symbolic';
import { sampleGrid, toTerminal, type Chart, type Scene } from '@chainrule/viz';
import { defineCommand } from '../command/command.js';
import { count, number as numberOption, text as textOption } from '../command/option.js';
import { list, number, object, optional, text, whole } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { coordinatesOf, pointOf } from '../expression/point.js';
import { rangeOf } from '../expression/range.js';
import { variablesFor, variablesIn } from '../expression/variables.js';

/** A function of two variables from above and as a surface, with a way down. */
export const landscape = defineCommand({
  about: 'A function of two variables: its contours and its surface, with the way that gradient descent takes from a point.',
  arguments: [{ name: 'expression', about: 'of two variables, for example "x^2 + 10y^2"', kind: 'expression' }],
  options: {
    wrt: textOption('variables', 'across and up; by default as they appear'),
    x: textOption('range', 'across', '-2,2'),
    y: textOption('range', 'up; by default as across'),
    points: count('count', 'samples along each side', 400, 60),
    from: textOption('point', 'descend from here: x=-1.5,y=1'),
    rate: numberOption('rate', 'learning rate of the descent', { above: 0 }, 0.05),
    steps: count('count', 'steps of the descent', 100_000, 60),
  },
  examples: [
    { args: ['landscape', 'x^2 + 10y^2', '--from', 'x=-1.5,y=1', '--rate', '0.08'], lines: 3 },
    { args: ['landscape', '(1 - x)^2 + 100(y - x^2)^2', '--y', '-1,3', '--format', 'svg', '--output', 'valley.svg'], lines: 0 },
    { args: ['landscape', 'x^2'], exit: 2 },
  ],
  result: object({
    expression: text,
    variables: list(text),
    x: list(number),
    y: list(number),
    columns: whole,
    rows: whole,
    values: list(number),
    lowest: object({ point: list(number), value: number }),
    path: optional(list(list(number))),
    verdict: optional(text),
    reason: optional(text),
  }),
  formats: ['csv', 'svg', 'html', 'png'],
  run({ args: [given], options: { wrt, x: across, y: up, points, from, rate, steps } }) {
    const expr = parse(given!);
    const variables = wrt === undefined ? variablesFor([expr], undefined) : variablesIn(wrt);
    if (variables.length !== 2)
      throw new ChainruleError(
        'argument',
        `the expression has ${variables.length === 1 ? 'one variable' : `the variables ${variables.join(', ')}`}`,
        {
          operation: 'landscape',
          hint: 'a landscape needs two: name them with --wrt; for one there is chainrule plot',
        },
      );
    const [x, y] = [rangeOf(across, '--x'), rangeOf(up ?? across, '--y')];
    const f = compile(expr, variables);
    const grid = sampleGrid((a, b) => f(a, b), x, y, { columns: Math.max(2, points) });
    const trace =
      from === undefined
        ? undefined
        : descend(objective(expr, variables), {
            from: coordinatesOf(pointOf(from, variables[0]!, variables), variables),
            learningRate: rate,
            steps,
          });
    const path = trace?.steps.map(({ point }) => point);
    const values = Array.from(grid.values);
    const best = values.reduce((at, value, i) => (value < values[at]! || Number.isNaN(values[at]!) ? i : at), 0);
    const place = (i: number): number[] => [
      x[0] + ((x[1] - x[0]) * (i % grid.columns)) / (grid.columns - 1),
      y[0] + ((y[1] - y[0]) * Math.floor(i / grid.columns)) / (grid.rows - 1),
    ];
    const lowest = { point: place(best), value: values[best]! };
    const px = path?.map((point) => point[0]!) ?? [];
    const py = path?.map((point) => point[1]!) ?? [];
    const said =
      trace === undefined
        ? ''
        : ` The way down ${trace.verdict === 'converged' ? 'arrives' : `is ${trace.verdict}`} at ${trace.point.map(short).join(', ')}.`;
    const contours: Chart = {
      kind: 'chart',
      title: `Contours of ${toText(expr)}`,
      description: `Dark where it is low; the lowest sample is ${short(lowest.value)} at ${lowest.point.map(short).join(', ')}.${said}`,
      x: { label: variables[0]!, domain: x },
      y: { label: variables[1]!, domain: y },
      marks: [{ kind: 'contour', grid }, ...(path ? [{ kind: 'line', name: 'descent', x: px, y: py, colour: 1 } as const] : [])],
    };
    const surface: Scene = {
      kind: 'surface',
      title: `Surface of ${toText(expr)}`,
      description: `The same function as a surface. Drag it, or press the arrow keys, to turn it.${said}`,
      x: { label: variables[0]! },
      y: { label: variables[1]! },
      z: { label: 'value' },
      grid,
      ...(trace && { paths: [{ name: 'descent', x: px, y: py, z: trace.steps.map(({ value }) => value) }] }),
    };
    return {
      result: {
        expression: toText(expr),
        variables,
        x,
        y,
        columns: grid.columns,
        rows: grid.rows,
        values,
        lowest,
        ...(trace && { path: path!, verdict: trace.verdict, reason: trace.reason }),
      },
      text: ({ width, colour }) =>
        [
          `lowest sample: ${short(lowest.value)} at ${variables.map((name, i) => `${name}=${short(lowest.point[i]!)}`).join(', ')}`,
          ...(trace ? [trace.reason] : []),
          toTerminal(contours, { width: Math.min(width, 100), height: 24, colour }),
        ].join('\n'),
      table: () => ({ columns: [...variables, 'value'], rows: values.map((value, i) => [...place(i), value]) }),
      scenes: () => [contours, surface],
    };
  },
  typescript({ args: [given], options: { wrt, x, y } }) {
    const variables = wrt === undefined ? variablesFor([parse(given!)], undefined) : variablesIn(wrt);
    return program(
      { '@chainrule/symbolic': ['compile', 'parse'], '@chainrule/viz': ['sampleGrid'] },
      `const f = compile(parse(${quoted(given!)}), ${quoted(variables)});`,
      `const { values } = sampleGrid((a, b) => f(a, b), ${quoted(rangeOf(x, '--x'))}, ${quoted(rangeOf(y ?? x, '--y'))});`,
      'console.log(`lowest sample: ${Number(Math.min(...Array.from(values)).toPrecision(4))} at`);',
    );
  },
});

const short = (x: number): string => String(Number(x.toPrecision(4)));
