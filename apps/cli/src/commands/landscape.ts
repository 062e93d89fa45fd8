import { stat } from 'node:fs/promises';
import { parse } from '@chainrule/symbolic';
import { toTerminal } from '@chainrule/viz';
import { defineCommand } from '../command/command.js';
import { choice, count, number as numberOption, text as textOption } from '../command/option.js';
import { list, number, object, oneOf, optional, text, whole } from '../command/schema.js';
import { program, quoted } from '../command/typescript.js';
import { rangeOf } from '../expression/range.js';
import { variablesFor, variablesIn } from '../expression/variables.js';
import { surveyOfExpression } from '../landscape/of-expression.js';
import { directionKinds, lowestOf, placeOf, scenesOf, short } from '../landscape/survey.js';
import { paragraph } from '../output/paragraph.js';
import { irisConfig } from './train.js';

const usual = { range: '-2,2', points: { expression: 60, run: 25 } };

/** A function of two variables, or the loss of a network, from above and as a surface, with a way down. */
export const landscape = defineCommand({
  about:
    'A function of two variables: its contours and its surface, with the way that gradient descent takes from a point. Of the folder of a training run, the loss around its weights, along two directions: the principal ones of the way it took, with the way on them; or random ones, each filter as long as that of the network (Li et al. 2018, "Visualizing the loss landscape of neural nets").',
  arguments: [{ name: 'expression', about: 'of two variables, for example "x^2 + 10y^2"; or the folder of a run', kind: 'expression' }],
  options: {
    wrt: textOption('variables', 'across and up; by default as they appear'),
    x: textOption('range', `across; by default ${usual.range}, and for a run what its way spans, or -1,1`),
    y: textOption('range', 'up; by default as across'),
    points: count('count', `samples along each side; by default ${usual.points.expression}, and ${usual.points.run} for a run`, 400),
    from: textOption('point', 'descend from here: x=-1.5,y=1'),
    rate: numberOption('rate', 'learning rate of the descent', { above: 0 }, 0.05),
    steps: count('count', 'steps of the descent', 100_000, 60),
    directions: choice('kind', 'of a run: principal or random; by default principal, where it has kept its way', directionKinds),
  },
  examples: [
    { args: ['landscape', 'x^2 + 10y^2', '--from', 'x=-1.5,y=1', '--rate', '0.08'], lines: 3 },
    { args: ['landscape', '(1 - x)^2 + 100(y - x^2)^2', '--y', '-1,3', '--format', 'svg', '--output', 'valley.svg'], lines: 0 },
    { args: ['landscape', 'iris.run'], before: ['train', 'iris.json'], files: { 'iris.json': irisConfig }, lines: 2 },
    { args: ['landscape', 'x^2'], exit: 2 },
  ],
  result: object({
    expression: optional(text),
    run: optional(text),
    directions: optional(oneOf(...directionKinds)),
    explained: optional(list(number)),
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
  async run({ args: [given], options, givenSeed, io }) {
    const survey = (await isFolder(given!))
      ? await import('../landscape/of-run.js').then(async ({ surveyOfRun, subjectOfRun }) =>
          surveyOfRun(await subjectOfRun(given!, options, givenSeed, io), runOptions(options)),
        )
      : surveyOfExpression(given!, expressionOptions(options));
    const { grid, variables, path, said, about } = survey;
    const lowest = lowestOf(grid);
    const values = Array.from(grid.values);
    return {
      result: {
        ...about,
        ...{ variables, x: grid.x, y: grid.y, columns: grid.columns, rows: grid.rows, values, lowest },
        ...(path && { path: path.points }),
      },
      text: ({ width, prose, colour }) =>
        [
          `lowest sample: ${short(lowest.value)} at ${variables.map((name, i) => `${name}=${short(lowest.point[i]!)}`).join(', ')}`,
          ...said.map((each) => paragraph(each, prose)),
          toTerminal(scenesOf(survey)[0], { width: Math.min(width, 100), height: 24, colour }),
        ].join('\n'),
      table: () => ({ columns: [...variables, 'value'], rows: values.map((value, i) => [...placeOf(grid, i), value]) }),
      scenes: () => scenesOf(survey),
    };
  },
  async typescript({ args: [given], options, givenSeed, io }) {
    if (await isFolder(given!)) {
      const [{ subjectOfRun }, { runProgram }] = await Promise.all([
        import('../landscape/of-run.js'),
        import('../landscape/run-program.js'),
      ]);
      return runProgram(await subjectOfRun(given!, options, givenSeed, io), runOptions(options));
    }
    const { wrt, x, y } = expressionOptions(options);
    const variables = wrt === undefined ? variablesFor([parse(given!)], undefined) : variablesIn(wrt);
    return program(
      { '@chainrule/symbolic': ['compile', 'parse'], '@chainrule/viz': ['sampleGrid'] },
      `const f = compile(parse(${quoted(given!)}), ${quoted(variables)});`,
      `const { values } = sampleGrid((a, b) => f(a, b), ${quoted(rangeOf(x, '--x'))}, ${quoted(rangeOf(y, '--y'))});`,
      'console.log(`lowest sample: ${Number(Math.min(...Array.from(values)).toPrecision(4))} at`);',
    );
  },
});

const isFolder = (given: string): Promise<boolean> =>
  stat(given).then(
    (found) => found.isDirectory(),
    () => false,
  );

interface Ranges {
  readonly x: string | undefined;
  readonly y: string | undefined;
  readonly points: number | undefined;
}

const expressionOptions = <O extends Ranges>({ x = usual.range, y = x, points = usual.points.expression, ...rest }: O) => ({
  ...rest,
  x,
  y,
  points,
});

const runOptions = <O extends Ranges>({ x, y, points = usual.points.run, ...rest }: O) => ({
  ...rest,
  x: x === undefined ? undefined : rangeOf(x, '--x'),
  y: y === undefined ? undefined : rangeOf(y, '--y'),
  points: Math.max(2, points),
});
