import { ChainruleError } from '@chainrule/core';
import { defineCommand } from '../command/command.js';
import { list, number, object, optional, record, text, whole } from '../command/schema.js';
import { takesClasses } from '../config/training.js';
import { figuresOf, initialNumbers, networkOf } from '../network/network.js';
import { newRows, type NewRows } from '../network/new-rows.js';
import { classesOf, outputsOf } from '../network/predictions.js';
import { predictionProgram } from '../network/prediction-program.js';
import { subjectOf } from '../network/subject.js';
import { columnsText, numberText } from '../output/columns.js';
import { irisConfig } from './train.js';

const flowers = 'sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n5.1,3.5,1.4,0.2\n6.7,3.0,5.2,2.3\n';
const trained = { 'iris.json': irisConfig };

/** What a trained network says of rows. */
export const predict = defineCommand({
  about:
    'What a trained network says of rows: classes with their probabilities, or numbers. Rows are prepared as those were that it was trained on. Without a file it is shown the rows kept for its test, and judged by them.',
  arguments: [
    { name: 'run', about: 'the folder that chainrule train has made', kind: 'file' },
    {
      name: 'file',
      about: 'a table (.csv) with the columns it was trained on, or an array (.npy, .npz, IDX)',
      kind: 'file',
      optional: true,
    },
  ],
  options: {},
  examples: [
    { args: ['predict', 'iris.run', 'flowers.csv'], before: ['train', 'iris.json'], files: { ...trained, 'flowers.csv': flowers } },
    { args: ['predict', 'iris.run', '--format', 'csv'], before: ['train', 'iris.json'], files: trained, lines: 1 },
    {
      args: ['predict', 'iris.run', 'other.csv'],
      before: ['train', 'iris.json'],
      files: { ...trained, 'other.csv': 'sepal_length\n5\n' },
      exit: 4,
    },
  ],
  result: object({
    rows: whole,
    outputs: whole,
    predictions: list(
      object({ label: optional(whole), name: optional(text), probability: optional(number), values: optional(list(number)) }),
    ),
    figures: optional(record(number)),
  }),
  formats: ['csv', 'markdown'],
  async run({ args: [path, file], givenSeed, io }) {
    const { training, seed, folder, run } = await subjectOf(path!, givenSeed, io);
    if (run === undefined)
      throw new ChainruleError('argument', `${path!} has no weights yet`, {
        operation: 'predict',
        hint: `chainrule train ${path!} makes a folder to predict with`,
      });
    const { preparation } = run.record;
    const network = file === undefined ? await networkOf(training, folder, seed) : undefined;
    const rows: NewRows = network ? (network.test ?? network.train) : await newRows(file!, preparation);
    const numbers = await run.folder.weights(network?.initial ?? initialNumbers(training, seed));
    const outputs = outputsOf(training, numbers, rows.features);
    const each = outputs.data.length / outputs.shape[0]!;
    const classes = takesClasses(training.loss.value) && outputs.shape.length === 2 ? classesOf(outputs) : undefined;
    const target = rows.target?.shape.length === 1 && each === 1 && !classes ? rows.target.reshape([-1, 1]) : rows.target;
    const figures = target && figuresOf({ training, layer: training.model.value }, numbers, { features: rows.features, target });
    const predictions = Array.from({ length: outputs.shape[0]! }, (_, i): Prediction => {
      if (classes === undefined) return { values: Array.from(outputs.data.subarray(i * each, (i + 1) * each)) };
      const name = preparation.classes?.[classes.labels[i]!];
      return { label: classes.labels[i]!, ...(name !== undefined && { name }), probability: classes.probabilities[i]! };
    });
    const targetName = preparation.targetName ?? 'prediction';
    const table = () => ({
      columns: classes
        ? ['row', targetName, 'probability']
        : ['row', ...(each === 1 ? [targetName] : Array.from({ length: each }, (_, j) => `${targetName}${j}`))],
      rows: predictions.map(({ label, name, probability, values = [] }, i) => [
        i + 1,
        ...(classes ? [name ?? label, probability] : values),
      ]),
    });
    return {
      result: { rows: predictions.length, outputs: each, predictions, ...(figures && { figures }) },
      text: () => {
        const { columns, rows: cells } = table();
        const shown = cells.slice(0, most).map((row) => row.map((cell) => (typeof cell === 'number' ? numberText(cell, 4) : String(cell))));
        return [
          columnsText([columns, ...shown]),
          ...(cells.length > most ? [`  and ${numberText(cells.length - most)} more; all of them with --format csv`] : []),
          ...(figures ? ['', ...Object.entries(figures).map(([name, value]) => `${name} ${numberText(value, 4)}`)] : []),
        ].join('\n');
      },
      table,
    };
  },
  async typescript({ args: [path, file], givenSeed, io }) {
    const subject = await subjectOf(path!, givenSeed, io);
    return predictionProgram(subject, await networkOf(subject.training, subject.folder, subject.seed), file);
  },
});

interface Prediction {
  readonly label?: number;
  readonly name?: string;
  readonly probability?: number;
  readonly values?: readonly number[];
}

/** How many rows people are shown. */
const most = 20;
