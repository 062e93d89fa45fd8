/** How the learning rate may change on the way: the words for it, and how a program says it. */
export const scheduleChoices = {
  constant: { label: 'stays as it is', code: 'rate', imports: [] },
  step: { label: 'halves, in five steps', code: 'step({ from: rate, every: steps / 5, factor: 0.5 })', imports: ['step'] },
  exponential: {
    label: 'falls to a hundredth, evenly',
    code: 'exponential({ from: rate, factor: 0.01 ** (1 / steps) })',
    imports: ['exponential'],
  },
  cosine: { label: 'falls to zero along a cosine', code: 'cosine({ from: rate, steps })', imports: ['cosine'] },
  warmup: {
    label: 'rises first, then falls along a cosine',
    code: 'warmup({ steps: steps / 5 }, cosine({ from: rate, steps: 0.8 * steps }))',
    imports: ['warmup', 'cosine'],
  },
  oneCycle: { label: 'one cycle up and down', code: 'oneCycle({ peak: rate, steps })', imports: ['oneCycle'] },
  cyclic: {
    label: 'up and down, again and again',
    code: 'cyclic({ from: rate / 10, to: rate, up: steps / 10 })',
    imports: ['cyclic'],
  },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly code: string; readonly imports: readonly string[] }>>;

export type ScheduleChoice = keyof typeof scheduleChoices;

export const isScheduleChoice = (name: string): name is ScheduleChoice => Object.hasOwn(scheduleChoices, name);
