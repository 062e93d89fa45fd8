import type { StepWork } from '@chainrule/example-networks';
import { answer } from '../engine/answer.js';
import { drawPlain, type Drawings, type Picture } from '../engine/picture.js';
import { curvesChart } from '../learning/curves-chart.js';
import type { Leave, Status } from '../learning/trainer.js';
import { drawFilters, drawReading } from './digits/charts.js';
import type { DigitsLearner } from './digits/learner.js';
import { pixelsOf, type Strokes } from './digits/strokes.js';
import type { Learner } from './learner.js';
import { drawAttention, drawChances } from './letters/charts.js';
import type { LettersLearner } from './letters/learner.js';
import { machinesChart } from './machines-chart.js';
import type { ClusterName } from './machines.js';
import type { NetName, Recipe } from './nets.js';
import { drawFilled, planeChart } from './ratings/charts.js';
import type { Given } from './ratings/given.js';
import type { RatingsLearner } from './ratings/learner.js';
import { withMarks } from './with-marks.js';

interface Request extends Drawings {
  readonly recipe: Recipe;
  /** Where training is: another moment, another view. */
  readonly moment: number;
}

interface LettersRequest extends Request {
  readonly beginning: string;
  /** How many letters are written on, and which of the many ways. */
  readonly count: number;
  readonly luck: number;
}

/** How far training is, and what a step of it costs. */
export interface ProgressView {
  readonly pictures: { readonly curves?: Picture; readonly machines?: Picture };
  readonly learned?: {
    readonly rows: readonly [train: number, test: number];
    readonly work: StepWork;
    /** Of a step here, on average. */
    readonly stepSeconds: number;
    readonly loss: number;
    readonly testLoss: number;
    readonly figure: string;
  };
}

interface DigitsView {
  readonly pictures: { readonly chances?: Picture; readonly filters?: Picture };
  /** On the test: `[actual][said]`. */
  readonly confusion?: readonly (readonly number[])[];
}
interface LettersView {
  readonly pictures: { readonly chances?: Picture; readonly attention?: Picture };
  readonly written?: string;
}
interface RatingsView {
  readonly pictures: { readonly plane?: Picture; readonly filled?: Picture };
  readonly best?: ReturnType<RatingsLearner['best']>;
}

/** Each network with its data, fetched when it is first trained. */
const learners: { readonly [N in NetName]: () => Promise<{ begin(recipe: Recipe): Learner }> } = {
  digits: () => import('./digits/learner.js'),
  letters: () => import('./letters/learner.js'),
  ratings: () => import('./ratings/learner.js'),
};

let current: { readonly key: string; readonly learner: Learner } | undefined;
/** Of the steps after the first, which is compiled. */
let spent = { steps: 0, seconds: 0 };

/** The recipe's learner, if it is the one under way. */
const learnerOf = <L extends Learner>(recipe: Recipe): L | undefined =>
  current?.key === JSON.stringify(recipe) ? (current.learner as L) : undefined;

async function begun<L extends Learner>(recipe: Recipe): Promise<L> {
  const known = learnerOf<L>(recipe);
  if (known) return known;
  const { begin } = await learners[recipe.net]();
  const learner = begin(recipe) as L;
  spent = { steps: 0, seconds: 0 };
  current = { key: JSON.stringify(recipe), learner };
  return learner;
}

export const answers = {
  async advance({ recipe, ...leave }: Leave & { readonly recipe: Recipe }): Promise<Status> {
    const { trainer } = await begun(recipe);
    const start = performance.now();
    const before = trainer.step();
    const status = await trainer.advance(leave);
    if (before > 0) spent = { steps: spent.steps + status.step - before, seconds: spent.seconds + (performance.now() - start) / 1000 };
    return status;
  },

  /** Throws the run away: the next begins at the first step. */
  reset(): undefined {
    current = undefined;
  },

  async restart({ recipe, from }: { readonly recipe: Recipe; readonly from: 'good' | 'last' }): Promise<undefined> {
    (await begun(recipe)).trainer.restart(from);
  },

  progress({ recipe, cluster, ...drawings }: Request & { readonly cluster: ClusterName }): ProgressView {
    const learner = learnerOf(recipe);
    const curves = learner?.trainer.curves ?? { epochs: [], batches: [] };
    const stepSeconds = spent.seconds / spent.steps;
    const measured = learner && spent.steps > 0 ? learner.work.operations / stepSeconds : undefined;
    return {
      pictures: drawPlain(
        {
          curves: () => withMarks(curvesChart(curves), learner?.marks ?? []),
          machines: () => machinesChart(learner?.work, cluster, measured),
        },
        drawings,
      ),
      ...(learner && {
        learned: {
          ...{ rows: learner.rows, work: learner.work, stepSeconds, figure: learner.figure() },
          loss: curves.batches.at(-1)?.loss ?? NaN,
          testLoss: curves.epochs.at(-1)?.test ?? NaN,
        },
      }),
    };
  },

  digits({ recipe, pixels, still, sizes, theme }: Request & { readonly pixels: readonly number[]; readonly still: boolean }): DigitsView {
    const learner = learnerOf<DigitsLearner>(recipe);
    const read = learner?.read(pixels);
    const pictures: DigitsView['pictures'] = {
      ...(sizes['chances'] && { chances: drawReading(read, sizes['chances'], theme) }),
      ...(sizes['filters'] && { filters: drawFilters(read, sizes['filters'], theme) }),
    };
    return { pictures, ...(learner && { confusion: learner.confusion(still) }) };
  },

  letters({ recipe, beginning, luck, count, sizes, theme }: LettersRequest): LettersView {
    const learner = learnerOf<LettersLearner>(recipe);
    const pictures: LettersView['pictures'] = {
      ...(sizes['chances'] && { chances: drawChances(learner?.alphabet ?? [], learner?.chances(beginning), sizes['chances'], theme) }),
      ...(sizes['attention'] && { attention: drawAttention(learner?.attention(beginning), sizes['attention'], theme) }),
    };
    return { pictures, ...(learner && { written: learner.write(beginning, count, luck).slice(beginning.length) }) };
  },

  ratings({ recipe, given, sizes, theme }: Request & { readonly given: Given }): RatingsView {
    const learner = learnerOf<RatingsLearner>(recipe);
    const taste = learner?.taste(given);
    const pictures: RatingsView['pictures'] = {
      ...drawPlain({ plane: () => planeChart(learner, taste, given) }, { sizes, theme }),
      ...(sizes['filled'] && { filled: drawFilled(learner, sizes['filled'], theme) }),
    };
    return { pictures, ...(learner && { best: learner.best(given, 5) }) };
  },

  /** Drawn lines as a picture of the data set's kind. */
  pixels: (strokes: Strokes): number[] => pixelsOf(strokes),

  async sample({ recipe, digit, which }: { readonly recipe: Recipe; readonly digit: number; readonly which: number }): Promise<number[]> {
    return (await begun<DigitsLearner>(recipe)).sample(digit, which);
  },
};

answer(answers);
