import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ChainruleError } from '@chainrule/core';
import { trainTestSplit, type DataSet } from '@chainrule/data';
import { toTerminal } from '@chainrule/viz';
import { defineCommand, type Call } from '../command/command.js';
import { count, declinable, number as numberOption, text as textOption, type OptionValues } from '../command/option.js';
import { list, number, object, optional, text, whole } from '../command/schema.js';
import { quoted } from '../command/typescript.js';
import { fitData, standardized, usualBatch, usualEpochs } from '../fit/fit-data.js';
import { fitLargeFile } from '../fit/fit-large-file.js';
import { fitLine, usualLine } from '../fit/fit-line.js';
import { lineProgram, modelProgram } from '../fit/fit-program.js';
import { isLarge } from '../fit/large-file.js';
import { leastAgreement } from '../fit/gradient-check.js';
import { modelText } from '../fit/linear-model.js';
import { loadBuiltIn, loadFile } from '../fit/load.js';
import type { Outcome } from '../fit/outcome.js';
import { reportPage } from '../fit/report-page.js';
import { allScenes, dataAndFit, lossCurve, lossScenes } from '../fit/scenes.js';
import { ratesOf } from '../fit/train.js';
import { checkText, errorRows, parameterRows, resultOf } from '../fit/summary.js';
import { columnsText, numberText } from '../output/columns.js';
import { exitCodes } from '../output/exit-codes.js';
import type { Io } from '../output/io.js';
import { paragraph } from '../output/paragraph.js';
import { progressOf } from '../output/progress.js';
import { reasonOf, writeAtomically } from '../output/write-atomically.js';

const options = {
  data: textOption('name', 'a built-in data set instead: diabetes, iris, wine, breastCancer'),
  target: textOption('column', 'the column to predict; by default the last'),
  learningRate: numberOption('rate', 'how far each step goes; by default a tenth of the largest safe rate, 0.01 for the line', {
    above: 0,
  }),
  epochs: count(
    'count',
    'how often each row is seen; by default what makes 5000 steps, 400 at most, 1000 for the line, 1 for a file of more than 16 MB',
  ),
  batchSize: count('rows', 'rows in each step; by default 32, all for the line, 256 for a file of more than 16 MB'),
  report: declinable('file', 'where to write the report, a page of HTML', 'write no report', 'report.html'),
};

type Options = OptionValues<typeof options>;

const houses = 'size,price\n50,155\n60,180\n70,208\n80,240\n90,262\n100,305\n';
const both = object({ fitted: number, closedForm: number });

/** Fits a line to generated points, or a linear model to a file or a built-in data set. */
export const fit = defineCommand({
  about:
    'Fits a line to a hundred generated points; or a linear model to a CSV file or a built-in data set. Checks its gradient three ways, trains, and writes a report.',
  arguments: [{ name: 'file', about: 'a CSV file with a header row', kind: 'file', optional: true }],
  options,
  examples: [
    { args: ['fit', '--no-report'], about: 'a line through a hundred points', lines: 3 },
    {
      args: ['fit', 'houses.csv', '--target', 'price', '--epochs', '10', '--report', 'houses.html'],
      files: { 'houses.csv': houses },
      lines: 3,
    },
    { args: ['fit', 'houses.csv', '--target', 'prize'], exit: 4 },
    { args: ['fit', '--data', 'diabetes', '--learning-rate', '2', '--no-report'], exit: 5, lines: 0 },
    { args: ['fit', 'cheap.csv'], files: { 'cheap.csv': 'size,price\n50,155\n60,cheap\n' }, exit: 4 },
  ],
  result: object({
    source: text,
    model: text,
    loss: text,
    rows: object({ train: whole, test: optional(whole) }),
    gradientDigits: object({ symbolicAutomatic: number, symbolicNumeric: number, automaticNumeric: number, agreement: number }),
    how: text,
    verdict: text,
    learningRate: number,
    largestSafeRate: number,
    parameters: list(object({ name: text, fitted: number, closedForm: number })),
    trainError: both,
    testError: optional(both),
    report: optional(text),
  }),
  formats: ['csv', 'markdown', 'svg', 'html', 'png'],
  async run({ args: [file], options: given, seed, format, io }) {
    const { large, data } = await dataOf(file, given);
    const report = given.report === false ? undefined : given.report;
    if (report !== undefined) await checkFolder(report);
    // What the text says before the training is done is told when it is known.
    const say = format === 'text' ? (line: string) => io.out(paragraph(line, io.prose)) : () => undefined;
    const outcome = large
      ? await largeModel(file!, given, say, format === 'text' ? io : undefined)
      : data === undefined
        ? line(given, seed, say)
        : await model(data, given, seed, say, format === 'text' ? io : undefined);
    if (report !== undefined) await writeAtomically(report, reportPage(outcome), '--report');
    const agrees = outcome.check.agreement >= leastAgreement;
    return {
      result: resultOf(outcome, report),
      text: (screen) =>
        [
          paragraph(`\nTrained by ${outcome.how}.\n${outcome.verdict}\n`, screen.prose),
          picture(outcome, screen),
          `\nParameters\n${columnsText(parameterRows(outcome))}\n\nMean squared error\n${columnsText(errorRows(outcome))}`,
          ...(report === undefined ? [] : [`\nReport: ${report}`]),
        ].join('\n'),
      table: () => {
        const { parameters } = resultOf(outcome, report);
        return {
          columns: ['parameter', 'fitted', 'closedForm'],
          rows: parameters.map(({ name, fitted, closedForm }) => [name, fitted, closedForm]),
        };
      },
      scenes: () => allScenes(outcome),
      html: () => reportPage(outcome).trimEnd(),
      code: agrees ? exitCodes.done : exitCodes.fault,
    };
  },
  async typescript({ args: [file], options: given, seed }) {
    const { large, data } = await dataOf(file, given);
    if (large)
      throw new ChainruleError('argument', `${file!} is read in pieces, which no short program shows`, {
        operation: '--code',
        hint: 'take a part of it: head -n 10000 of the file',
      });
    const { learningRate, epochs, batchSize = usualBatch } = given;
    if (data === undefined)
      return lineProgram({ learningRate: learningRate ?? usualLine.learningRate, steps: epochs ?? usualLine.steps, seed });
    const { train } = trainTestSplit(data);
    const rate = learningRate ?? ratesOf({ features: standardized(train).features, target: train.target }).usualRate;
    const options = { source: file, ...(given.target !== undefined && { target: given.target }) };
    return modelProgram({
      ...(file === undefined
        ? { data: `${given.data!}()`, imports: { '@chainrule/data': [given.data!] } }
        : {
            data: `readCsv(readFileSync(${quoted(file)}), ${quoted(options)})`,
            imports: { 'node:fs': ['readFileSync'], '@chainrule/data': ['readCsv'] },
          }),
      ...{ learningRate: rate, epochs: epochs ?? usualEpochs(data.target.shape[0]!, given.batchSize), batchSize, seed },
    });
  },
});

/** What is to be fitted: a file to be read in pieces, a data set, or neither. Throws what is wrong with the file, and with options that contradict each other. */
async function dataOf(file: string | undefined, given: Options): Promise<{ readonly large: boolean; readonly data?: DataSet }> {
  if (file !== undefined && given.data !== undefined)
    throw new ChainruleError('argument', 'a file and a built-in data set at once', { operation: 'fit', hint: 'leave out one of them' });
  if (file !== undefined) return (await isLarge(file)) ? { large: true } : { large: false, data: await loadFile(file, given.target) };
  if (given.data !== undefined) return { large: false, data: loadBuiltIn(given.data, given.target) };
  if ((given.target ?? given.batchSize) === undefined) return { large: false };
  throw new ChainruleError('argument', `${given.target === undefined ? '--batch-size' : '--target'} without data`, {
    operation: 'fit',
    hint: 'give a CSV file, or --data diabetes',
  });
}

/** Refuses a report that could not be written before any work is done. */
async function checkFolder(report: string): Promise<void> {
  try {
    await access(dirname(report), constants.W_OK);
  } catch (cause) {
    throw new ChainruleError('input', `cannot write ${report}: ${reasonOf(cause)}`, {
      operation: '--report',
      hint: 'choose a folder that exists, or --no-report',
      cause,
    });
  }
}

function line(options: Options, seed: number, say: (line: string) => void): Outcome {
  say('A hundred points of y = 4 + 3x + noise.\nModel: y ≈ b + w·x\nLoss:  mean squared error, L = 1/n Σ (b + w·x − y)²');
  const outcome = fitLine({ ...optionally(options), seed });
  say(checkText(outcome.check));
  return outcome;
}

const optionally = ({ learningRate, epochs, batchSize }: Options): { learningRate?: number; epochs?: number; batchSize?: number } => ({
  ...(learningRate !== undefined && { learningRate }),
  ...(epochs !== undefined && { epochs }),
  ...(batchSize !== undefined && { batchSize }),
});

async function model(data: DataSet, options: Options, seed: number, say: (line: string) => void, io: Io | undefined): Promise<Outcome> {
  say(
    [
      data.source,
      `${numberText(data.target.shape[0]!)} rows, ${data.names.length} feature${data.names.length === 1 ? '' : 's'}, target "${data.targetName}"; every fifth row is kept for the test.`,
      `Model: ${modelText(data.names, data.targetName)}`,
      `Loss:  mean squared error, L = 1/n Σ (prediction − ${data.targetName})²`,
    ].join('\n'),
  );
  const epochs = options.epochs ?? usualEpochs(data.target.shape[0]!, options.batchSize);
  const progress = io && (await progressOf(io, epochs, 'epoch'));
  try {
    return fitData(data, {
      ...optionally(options),
      seed,
      epochs,
      onCheck: (check) => say(checkText(check)),
      ...(progress && { onEpoch: (epoch: number, loss: number) => progress.at(epoch, `loss ${numberText(loss)}`) }),
    });
  } finally {
    progress?.end();
  }
}

/** A file that is read in pieces: once through it unless more epochs are asked for, in larger batches. */
async function largeModel(file: string, options: Options, say: (line: string) => void, io: Io | undefined): Promise<Outcome> {
  say(`${file}\nA large file: it is read in pieces and never held as a whole; every fifth row is kept for the test.`);
  let told = 0;
  return fitLargeFile(file, {
    target: options.target,
    learningRate: options.learningRate,
    epochs: options.epochs ?? 1,
    batchSize: options.batchSize ?? 256,
    onCheck: (check) => say(checkText(check)),
    onRows: (pass, rows) => {
      if (io === undefined || performance.now() - told < 1000) return;
      told = performance.now();
      io.note(`${pass}: ${numberText(rows)} rows`);
    },
  });
}

/** The data with the line and the loss from above for the line; else the loss curve. */
function picture(outcome: Outcome, { width, colour }: Pick<Call<unknown>['io'], 'width' | 'colour'>): string {
  const size = { width: Math.min(width, 100), height: 18, colour };
  if (outcome.lossUnit === 'epoch') return toTerminal(lossCurve(outcome), size);
  return [dataAndFit(outcome), lossScenes(outcome)[0]].map((scene) => toTerminal(scene, size)).join('\n\n');
}
