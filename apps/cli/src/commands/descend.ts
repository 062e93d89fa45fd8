import { parse, toText } from '@chainrule/symbolic';
import { toTerminal } from '@chainrule/viz';
import { defineCommand } from '../command/command.js';
import { count, numbers, text as textOption } from '../command/option.js';
import { list, number, object, oneOf, optional, text, whole } from '../command/schema.js';
import { byModule, program, quoted } from '../command/typescript.js';
import { codeOf, importsOf } from '../config/made.js';
import { descentRuns, descentsOf } from '../descend/runs.js';
import { pathScenes, valueChart } from '../descend/scenes.js';
import { coordinatesOf, pointOf } from '../expression/point.js';
import { variablesFor } from '../expression/variables.js';
import { columnsText, numberText } from '../output/columns.js';
import { exitCodes } from '../output/exit-codes.js';
import { paragraph } from '../output/paragraph.js';

const mostSteps = 100_000;

/** Gradient descent with several rates or optimizers at once, and what became of each, in words. */
export const descend = defineCommand({
  about:
    'Gradient descent on an expression, with several learning rates or optimizers at once: where each ends, whether it converges, swings, diverges or stalls, and why.',
  arguments: [{ name: 'expression', about: 'for example "x^2 - 6x + 5"', kind: 'expression' }],
  options: {
    from: textOption('point', 'where to begin: 15, or x=-1.5,y=2', '1'),
    rates: numbers('rates', 'learning rates, separated by commas; by default 0.1', { above: 0 }),
    optimizers: textOption('names', 'optimizers by name instead, with the first rate: sgd,adam; also those of plugins'),
    schedule: textOption('name', 'learning rates by a schedule, built in or a plugin’s: cosine'),
    set: textOption('values', 'what the schedule is made with: from=0.1,steps=50'),
    steps: count('count', 'how many steps', mostSteps, 50),
  },
  examples: [
    { args: ['descend', 'x^2 - 6x + 5', '--from', '15', '--rates', '0.01,0.1,0.9,1.1'], lines: 11 },
    { args: ['descend', 'x^2 + 10y^2', '--from', 'x=-2,y=1', '--rates', '0.05', '--optimizers', 'sgd,adam,rmsprop'], lines: 6 },
    {
      args: ['descend', 'x^2 + 10y^2', '--from', 'x=-2,y=1', '--schedule', 'cosine', '--set', 'from=0.09,steps=50'],
      about: 'rates that fall',
      lines: 4,
    },
    { args: ['descend', '-x^2', '--from', '-1.5', '--rates', '0.5'], about: 'there is no minimum', exit: 5, lines: 3 },
  ],
  result: object({
    expression: text,
    variables: list(text),
    from: list(number),
    runs: list(
      object({
        name: text,
        verdict: oneOf('converged', 'converging', 'swinging', 'diverged', 'stalled', 'unknown'),
        reason: text,
        point: list(number),
        value: number,
        steps: whole,
        curvature: number,
        largestSafeRate: number,
        bestRate: number,
        warning: optional(text),
      }),
    ),
  }),
  formats: ['csv', 'markdown', 'svg', 'html', 'png'],
  async run({ args: [given], options: { from, steps, ...chosen }, io }) {
    const expr = parse(given!);
    const variables = variablesFor([expr], undefined);
    const start = coordinatesOf(pointOf(from, variables[0]!, variables), variables);
    const runs = descentRuns(expr, variables, await descentsOf(chosen, io), { from: start, steps });
    const place = (at: readonly number[]): string =>
      at.length === 1 ? numberText(at[0]!) : `(${at.map((x) => numberText(x)).join(', ')})`;
    return {
      result: {
        expression: toText(expr),
        variables,
        from: start,
        runs: runs.map(({ name, trace }) => ({
          name,
          verdict: trace.verdict,
          reason: trace.reason,
          point: trace.point,
          value: trace.value,
          steps: trace.steps.length - 1,
          curvature: trace.curvature,
          largestSafeRate: trace.largestSafeRate,
          bestRate: trace.bestRate,
          ...(trace.warning !== undefined && { warning: trace.warning }),
        })),
      },
      text: ({ width, prose, colour }) =>
        [
          columnsText([
            ['', 'ends at', 'value', 'steps', 'verdict'],
            ...runs.map(({ name, trace }) => [
              name,
              place(trace.point),
              numberText(trace.value),
              String(trace.steps.length - 1),
              trace.verdict,
            ]),
          ]),
          '',
          ...runs.map(({ name, trace }) => paragraph(`${name}: ${trace.reason}`, prose, '  ')),
          '',
          ...[...pathScenes(expr, variables, runs), valueChart(runs)].map((scene) =>
            toTerminal(scene, { width: Math.min(width, 100), height: 18, colour }),
          ),
        ].join('\n'),
      table: () => ({
        columns: ['run', 'step', ...variables, 'value', 'gradient norm'],
        rows: runs.flatMap(({ name, trace }) =>
          trace.steps.map(({ step, point, value, gradientNorm }) => [name, step, ...point, value, gradientNorm]),
        ),
      }),
      scenes: () => [...pathScenes(expr, variables, runs), valueChart(runs)],
      code: runs.every(({ trace }) => trace.verdict === 'diverged') ? exitCodes.numerical : exitCodes.done,
    };
  },
  async typescript({ args: [given], options: { from, steps, ...chosen }, io }) {
    const variables = variablesFor([parse(given!)], undefined);
    const start = quoted(coordinatesOf(pointOf(from, variables[0]!, variables), variables));
    const by = await descentsOf(chosen, io);
    const [name, values] =
      'optimizers' in by
        ? ['optimizer', by.optimizers.map(({ made }) => made)]
        : ['learningRate', 'schedule' in by ? [by.schedule] : [...by.rates]];
    return program(
      byModule([...importsOf(values), ['@chainrule/optim', 'descend'], ['@chainrule/symbolic', 'objective']]),
      `const f = objective(${quoted(given!)}, ${quoted(variables)});`,
      `for (const ${name} of ${codeOf(values)}) {`,
      `  const { verdict } = descend(f, { from: ${start}, ${name}, steps: ${steps} });`,
      '  console.log(verdict);',
      '}',
    );
  },
});
