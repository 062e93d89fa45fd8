import { toTerminal, type Chart } from '@chainrule/viz';
import { defineCommand } from '../command/command.js';
import { numbers } from '../command/option.js';
import { list, number, object, oneOf, text, whole } from '../command/schema.js';
import { compareProgram } from '../compare/compare-program.js';
import { measureMethods, type Measured } from '../compare/methods.js';
import { columnsText, numberText } from '../output/columns.js';

const methods = ['symbolic', 'automatic', 'numeric'] as const;

/** The three methods, measured as the number of parameters grows. */
export const compare = defineCommand({
  about:
    'The three ways to a gradient, measured here and now as the number of parameters grows: what each costs, and how exact it is. The loss is the logistic loss of one row, whose gradient is known exactly.',
  arguments: [],
  options: {
    parameters: numbers('counts', 'how many parameters, from 1 to 2000; by default 1,10,100,300', { from: 1, to: 2000, whole: true }),
  },
  examples: [
    { args: ['compare', '--parameters', '2,20', '--format', 'markdown'], lines: 1 },
    { args: ['compare'], lines: 1 },
  ],
  result: object({
    loss: text,
    rows: list(
      object({ parameters: whole, method: oneOf(...methods), preparation: number, time: number, evaluations: whole, error: number }),
    ),
  }),
  formats: ['csv', 'markdown', 'svg', 'html', 'png'],
  run({ options: { parameters } }) {
    const rows = countsOf(parameters).flatMap((count) => measureMethods(count));
    return {
      result: { loss: 'log(1 + exp(-w·x))', rows },
      text: ({ width, colour }) =>
        [
          'The gradient of the logistic loss of one row, log(1 + exp(−w·x)), by the number of weights',
          columnsText([
            ['', 'weights', 'time of a gradient', 'evaluations', 'preparation', 'relative error'],
            ...rows.map(({ method, parameters: count, time, evaluations, preparation, error }) => [
              method,
              String(count),
              `${numberText(time, 3)} µs`,
              String(evaluations),
              `${numberText(preparation, 2)} ms`,
              error === 0 ? '0' : error.toExponential(0),
            ]),
          ]),
          '',
          toTerminal(timeChart(rows), { width: Math.min(width, 100), height: 18, colour }),
          '',
          'Rules and reverse accumulation are exact to rounding and cost about as much as the loss itself, however many weights there are.',
          'Differences need some evaluations of the loss for every weight, and lose digits; they need nothing but values.',
        ].join('\n'),
      table: () => ({
        columns: ['parameters', 'method', 'time (µs)', 'evaluations', 'preparation (ms)', 'relative error'],
        rows: rows.map((row) => [row.parameters, row.method, row.time, row.evaluations, row.preparation, row.error]),
      }),
      scenes: () => [timeChart(rows), errorChart(rows)],
    };
  },
  typescript: ({ options: { parameters } }) => compareProgram(countsOf(parameters)),
});

const countsOf = (parameters: readonly number[] = [1, 10, 100, 300]): number[] => [...new Set(parameters)].sort((a, b) => a - b);

const marksOf = (rows: readonly Measured[], value: (row: Measured) => number): Chart['marks'] =>
  methods.map((method) => {
    const own = rows.filter((row) => row.method === method);
    return { kind: 'line', name: method, x: own.map((row) => row.parameters), y: own.map(value) };
  });

const timeChart = (rows: readonly Measured[]): Chart => ({
  kind: 'chart',
  title: 'Time of a gradient',
  description: `Microseconds for one gradient, by the number of parameters: numeric differentiation grows with the square, the others with the loss.`,
  x: { label: 'parameters', scale: 'log' },
  y: { label: 'microseconds', scale: 'log' },
  marks: marksOf(rows, ({ time }) => time),
});

const errorChart = (rows: readonly Measured[]): Chart => ({
  kind: 'chart',
  title: 'Error of a gradient',
  description: 'The largest error relative to the largest entry; an exact result is drawn at 1e-17.',
  x: { label: 'parameters', scale: 'log' },
  y: { label: 'relative error', scale: 'log' },
  marks: marksOf(rows, ({ error }) => Math.max(error, 1e-17)),
});
