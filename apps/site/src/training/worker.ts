import { answer } from '../engine/answer.js';
import { draw, type Drawings, type Picture } from '../engine/picture.js';
import { boundaryChart } from './boundary-chart.js';
import { curvesChart } from '../learning/curves-chart.js';
import { accuracyOf, confusionOf } from '../learning/confusion.js';
import type { LayerNumbers, Seen } from './look.js';
import { drawNetwork } from './network-drawing.js';
import type { Recipe } from './recipe.js';
import { gridOver, rowsOf, type Rows } from './rows.js';
import type { NetworkTrainer } from './trainer.js';
import type { Leave, Status } from '../learning/trainer.js';

interface ViewRequest extends Drawings {
  readonly recipe: Recipe;
  /** Which features the axes show. */
  readonly across: number;
  readonly up: number;
  /** Where training is: another moment, another view. */
  readonly moment: number;
  readonly still: boolean;
}

export interface TrainingView {
  readonly pictures: { readonly network?: Picture; readonly boundary?: Picture; readonly curves?: Picture };
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly rows: readonly [train: number, test: number];
  readonly parameters: number;
  /** Once there is a network. */
  readonly trained?: {
    readonly losses: readonly [train: number, test: number];
    readonly accuracies: readonly [train: number, test: number];
    /** On the test: `[actual][said]`. */
    readonly confusion: readonly (readonly number[])[];
    /** How far the losses of single batches are spread, relative to their mean. */
    readonly batchNoise: number;
  };
}

/** What a network looks like now. */
export interface Look {
  readonly grid: Seen;
  readonly size: number;
  /** The features along which the grid lies. */
  readonly axes: readonly [across: number, up: number];
  readonly layers: readonly LayerNumbers[];
}

const gridSize = 40;

let rows: { readonly key: string; readonly value: Rows } | undefined;
let trainer: { readonly key: string; readonly value: NetworkTrainer } | undefined;
/** The packages that train, fetched when training first begins. */
let begin: ((recipe: Recipe, rows: Rows) => NetworkTrainer) | undefined;

async function rowsFor({ data, csv, noise, seed }: Recipe): Promise<Rows> {
  const key = JSON.stringify([data, csv, noise, seed]);
  if (rows?.key !== key) rows = { key, value: await rowsOf({ data, csv, noise, seed }) };
  return rows.value;
}

/** The recipe's training run: the one under way, or a new one. */
async function trainerFor(recipe: Recipe): Promise<NetworkTrainer | undefined> {
  const key = JSON.stringify(recipe);
  if (trainer?.key !== key) trainer = begin && { key, value: begin(recipe, await rowsFor(recipe)) };
  return trainer?.value;
}

export const answers = {
  async advance({ recipe, ...leave }: Leave & { readonly recipe: Recipe }): Promise<Status> {
    ({ begin } = await import('./trainer.js'));
    return (await trainerFor(recipe))!.advance(leave);
  },

  /** Throws the run away: the next begins at the first step. */
  reset(): undefined {
    trainer = undefined;
  },

  async restart({ recipe, from }: { readonly recipe: Recipe; readonly from: 'good' | 'last' }): Promise<undefined> {
    (await trainerFor(recipe))?.restart(from);
  },

  async view({ recipe, across, up, still, ...drawings }: ViewRequest): Promise<TrainingView> {
    const data = await rowsFor(recipe);
    const run = await trainerFor(recipe);
    const [x, y] = axesOf(data, across, up);
    const widths = [data.names.length, ...recipe.widths, data.classes.length];
    const look = run && {
      grid: run.look.see(run.params(), gridOver(data, x, y, gridSize)),
      size: gridSize,
      axes: [x, y] as const,
      layers: run.look.numbers(run.params(), data.train.prepared, data.train.target),
    };
    return {
      pictures: {
        ...draw(
          {
            boundary: () => boundaryChart(data, x, y, look),
            curves: () => curvesChart(run?.curves ?? { epochs: [], batches: [] }),
          },
          drawings,
        ),
        ...(drawings.sizes['network'] && {
          network: drawNetwork(
            { widths, names: data.names, classes: data.classes, look, still },
            drawings.sizes['network'],
            drawings.theme,
          ),
        }),
      },
      names: data.names,
      classes: data.classes,
      rows: [data.train.target.shape[0]!, data.test.target.shape[0]!],
      parameters: widths.slice(1).reduce((sum, width, i) => sum + width * (widths[i]! + 1), 0),
      ...(run && { trained: judged(run, data) }),
    };
  },
};

/** Two different features. */
function axesOf({ names }: Rows, across: number, up: number): readonly [number, number] {
  const known = (column: number): boolean => Number.isInteger(column) && column >= 0 && column < names.length;
  const x = known(across) ? across : 0;
  const y = known(up) && up !== x ? up : names.findIndex((_, column) => column !== x);
  return [x, Math.max(0, y)];
}

function judged(run: NetworkTrainer, { train, test, classes }: Rows): NonNullable<TrainingView['trained']> {
  const of = ({ prepared, target }: Rows['train']): { readonly confusion: number[][]; readonly loss: number } => {
    const { chances } = run.look.see(run.params(), prepared);
    const labels = Float64Array.from(target.data);
    const loss = labels.reduce((sum, k, i) => sum - Math.log(Math.max(1e-30, chances[i * classes.length + k]!)), 0);
    return { confusion: confusionOf(chances, labels, classes.length), loss: loss / labels.length };
  };
  const [learned, unseen] = [of(train), of(test)];
  const recent = run.curves.batches.slice(-40).map(({ loss }) => loss);
  const mean = recent.reduce((a, b) => a + b, 0) / recent.length;
  const deviation = Math.sqrt(recent.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / recent.length);
  return {
    losses: [learned.loss, unseen.loss],
    accuracies: [accuracyOf(learned.confusion), accuracyOf(unseen.confusion)],
    confusion: unseen.confusion,
    batchNoise: deviation / mean,
  };
}

answer(answers);
