import { drawSchedule, schedules, type Schedule } from '@chainrule/optim';
import { toTerminal, type Mark } from '@chainrule/viz';
import { defineCommand, type Call } from '../command/command.js';
import { count, flag, text as textOption } from '../command/option.js';
import { list, number, object, text } from '../command/schema.js';
import { byModule, program, quoted } from '../command/typescript.js';
import type { Made } from '../config/made.js';
import { rangeOf } from '../expression/range.js';
import { activationsNamed, curveChart, curvesOf, drawnText, titleOf, type Drawn } from '../plot/curves.js';

/** Schedules made of one object of numbers. */
const drawn = (name: string): boolean => !['join', 'warmup', 'multiStep', 'reduceOnPlateau', 'constant'].includes(name);

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
    activation: textOption('names', 'activation functions by name, with their derivatives: relu,gelu; also those of plugins'),
    schedule: textOption('name', `a schedule of learning rates: ${Object.keys(schedules).filter(drawn).join(', ')}, or a plugin’s`),
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
  async run({ args, options, io }) {
    const chart =
      options.schedule !== undefined
        ? await scheduleOf(options.schedule, options, io).then(({ made, end }) => drawSchedule(made.value, end))
        : curveChart(await drawnOf(args, options.activation, io), {
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
  async typescript({ args, options, io }) {
    if (options.schedule !== undefined) {
      const { made, end } = await scheduleOf(options.schedule, options, io);
      return program(
        byModule([...made.imports, ['@chainrule/optim', 'drawSchedule'], ['@chainrule/viz', 'toTerminal']]),
        `console.log(toTerminal(drawSchedule(${made.code}, ${end})));`,
      );
    }
    const [from, to] = rangeOf(options.x ?? '-5,5', '--x');
    const { variable, curves } = curvesOf(
      await drawnOf(args, options.activation, io),
      options.derivative || options.activation !== undefined,
    );
    const { label, domain } = {
      label: curves.length === 1 ? '' : 'value',
      domain: options.y === undefined ? '' : `, domain: [${rangeOf(options.y, '--y').join(', ')}]`,
    };
    return program(
      byModule([...curves.flatMap(({ imports }) => imports), ['@chainrule/symbolic', 'compile'], ['@chainrule/viz', 'toTerminal']]),
      `const x = Array.from({ length: ${options.points} }, (_, i) => ${from} + (${to} - ${from}) * (i / ${options.points - 1}));`,
      `const curves = [${curves.map(({ name, code }) => `{ name: ${quoted(name)}, expr: ${code} }`).join(', ')}];`,
      'const marks = curves.map(({ name, expr }) => {',
      `  const f = compile(expr, [${quoted(variable)}]);`,
      "  return { kind: 'line', name, x, y: x.map((at) => f(at)) } as const;",
      '});',
      `const axis = { label: ${quoted(variable)}, domain: [${from}, ${to}] } as const;`,
      `const up = { label: ${quoted(label)}${domain} } as const;`,
      `console.log(toTerminal({ kind: 'chart', title: ${quoted(titleOf(curves))}, description: '', x: axis, y: up, marks }));`,
    );
  },
});

type Io = Call<unknown>['io'];

/** The formulas of a command line: those that are written, and activations by name. */
async function drawnOf(texts: readonly string[], activation: string | undefined, io: Io): Promise<Drawn[]> {
  const written = texts.map(drawnText);
  if (activation === undefined) return written;
  const { partsHere } = await import('../config/parts-here.js');
  return [...written, ...activationsNamed(activation, (await partsHere(io)).activations)];
}

/** A schedule, and up to which step it is drawn. */
async function scheduleOf(
  name: string,
  { set = '', x }: { readonly set: string | undefined; readonly x: string | undefined },
  io: Io,
): Promise<{ readonly made: Made<Schedule>; readonly end: number }> {
  const { chosenSchedule, partsHere } = await import('../config/parts-here.js');
  const chosen = chosenSchedule(name, set);
  const made = (await partsHere(io)).schedule(chosen);
  return { made, end: Math.round(x === undefined ? Number(chosen['steps'] ?? 100) : rangeOf(x, '--x')[1]) };
}
