import type { Recipe } from './module.js';
import { optionText } from './python-call.js';

/** The body of a function of `step` in Python; `then` is the function of the rate that it leads to. */
type Schedule = (options: Readonly<Record<string, number>>, then: string) => readonly string[];

const sum = (a: number, b: string): string => (a === 0 ? b : `${optionText(a)} + ${b}`);
/** Part of the way from one rate to another, along a cosine or a straight line. */
const annealed = (shape: unknown, from: number, to: number, part: string): string =>
  shape === 'linear'
    ? sum(from, `${optionText(to - from)} * ${part}`)
    : sum(to, `${optionText((from - to) / 2)} * (1 + math.cos(math.pi * ${part}))`);

/** Learning rates as functions of the step, by name. */
export const torchSchedules: Readonly<Record<string, Schedule | undefined>> = {
  constant: ({ rate }) => [`return ${optionText(rate)}`],
  cosine: ({ from, to = 0, steps }) => [`return ${annealed('cosine', from!, to, `min(step, ${steps!}) / ${steps!}`)}`],
  cosineRestarts: ({ from, to = 0, period, growth = 1 }) => {
    const descent = (part: string): string => `return ${annealed('cosine', from!, to, part)}`;
    if (growth === 1) return [descent(`(step % ${period!}) / ${period!}`)];
    return [
      'def restart(n):',
      `    return ${period!} * (${growth} ** n - 1) / ${optionText(growth - 1)}`,
      '',
      'restarts = 0',
      'while restart(restarts + 1) <= step:',
      '    restarts += 1',
      descent(`(step - restart(restarts)) / (${period!} * ${growth} ** restarts)`),
    ];
  },
  cyclic: ({ from, to, up, down = up, factor = 1 }) => [
    `cycle, within = divmod(step, ${up! + down!})`,
    `height = within / ${up!} if within <= ${up!} else 1 - (within - ${up!}) / ${down!}`,
    `return ${sum(from!, `${optionText(to! - from!)} * height${factor === 1 ? '' : ` * ${optionText(factor)} ** cycle`}`)}`,
  ],
  exponential: ({ from, factor }) => [`return ${optionText(from)} * ${optionText(factor)} ** step`],
  multiStep: ({ from, at, factor = 0.1 }) => [
    `return ${optionText(from)} * ${optionText(factor)} ** sum(milestone <= step for milestone in ${optionText(at)})`,
  ],
  oneCycle: ({ peak, steps, rise = 0.3, startDivisor = 25, endDivisor = 1e4, shape }) => {
    const top = rise * steps! - 1;
    const start = peak! / startDivisor;
    return [
      `if step <= ${optionText(top)}:`,
      `    return ${annealed(shape, start, peak!, `step / ${optionText(top)}`)}`,
      `return ${annealed(shape, peak!, start / endDivisor, `min(1, (step - ${optionText(top)}) / ${optionText(steps! - 1 - top)})`)}`,
    ];
  },
  polynomial: ({ from, to = 0, steps, power = 1 }) => [
    `return ${sum(to, `${optionText(from! - to)} * (1 - min(step, ${steps!}) / ${steps!}) ** ${optionText(power)}`)}`,
  ],
  step: ({ from, every, factor = 0.1 }) => [`return ${optionText(from)} * ${optionText(factor)} ** (step // ${optionText(every)})`],
  warmup: ({ steps, from = 0 }, then) => [
    `if step < ${steps!}:`,
    `    return ${then}(0) * (${sum(from, `${optionText(1 - from)} * step / ${steps!}`)})`,
    `return ${then}(step - ${steps!})`,
  ],
  wsd: ({ peak, warmup, stable, decay, to = 0, shape }) => [
    `if step < ${warmup!}:`,
    `    return ${optionText(peak)} * step / ${warmup!}`,
    `if step < ${warmup! + stable!}${decay! > 0 ? ` or step == ${warmup! + stable!}` : ''}:`,
    `    return ${optionText(peak)}`,
    `if step >= ${warmup! + stable! + decay!}:`,
    `    return ${optionText(to)}`,
    `return ${annealed(shape, peak!, to, `(step - ${warmup! + stable!}) / ${decay!}`)}`,
  ],
};

/** A learning rate as functions of Python, the last with this name; `undefined` for a schedule that has none. */
export function scheduleFunctions(rate: number | Recipe, name: string): readonly string[] | undefined {
  const recipe: Recipe = typeof rate === 'number' ? { name: 'constant', options: { rate } } : rate;
  const schedule = torchSchedules[recipe.name];
  if (schedule === undefined) return undefined;
  const then = `${name}_then`;
  const before = recipe.then === undefined ? [] : scheduleFunctions(recipe.then, then);
  if (before === undefined) return undefined;
  const body = schedule((recipe.options ?? {}) as Readonly<Record<string, number>>, then);
  return [...before, [`def ${name}(step):`, ...body.map((line) => (line === '' ? '' : `    ${line}`))].join('\n')];
}
