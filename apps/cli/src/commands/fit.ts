import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ChainruleError } from '@chainrule/core';
import type { DataSet } from '@chainrule/data';
import { toTerminal } from '@chainrule/viz';
import type { Answer } from '../command-line.js';
import { fitData, usualEpochs } from '../fit/fit-data.js';
import { fitLine } from '../fit/fit-line.js';
import { leastAgreement } from '../fit/gradient-check.js';
import { modelText } from '../fit/linear-model.js';
import { loadBuiltIn, loadFile } from '../fit/load.js';
import type { Outcome } from '../fit/outcome.js';
import { reportPage } from '../fit/report-page.js';
import { dataAndFit, lossCurve, lossScenes } from '../fit/scenes.js';
import { checkText, errorRows, parameterRows, resultOf } from '../fit/summary.js';
import { columnsText, numberText } from '../output/columns.js';
import { exitCodes } from '../output/exit-codes.js';
import type { Io } from '../output/io.js';
import { progressOf } from '../output/progress.js';
import { reasonOf, writeAtomically } from '../output/write-atomically.js';

export interface FitOptions {
  readonly data?: string;
  readonly target?: string;
  readonly learningRate?: number;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed: number;
  readonly report: string | false;
  readonly json?: boolean;
}

/** Fits a line to generated points, or a linear model to a file or a built-in data set. With `io` it tells what it does on the way. */
export async function fit(file: string | undefined, options: FitOptions, io?: Io): Promise<Answer> {
  if (file !== undefined && options.data !== undefined)
    throw new ChainruleError('argument', 'a file and a built-in data set at once', { operation: 'fit', hint: 'leave out one of them' });
  if (options.report !== false) await checkFolder(options.report);
  const data =
    file !== undefined
      ? await loadFile(file, options.target)
      : options.data !== undefined
        ? loadBuiltIn(options.data, options.target)
        : undefined;
  if (data === undefined && (options.target ?? options.batchSize) !== undefined)
    throw new ChainruleError('argument', `${options.target === undefined ? '--batch-size' : '--target'} without data`, {
      operation: 'fit',
      hint: 'give a CSV file, or --data diabetes',
    });

  const outcome = data === undefined ? line(options, io) : await model(data, options, io);
  io?.out(`\nTrained by ${outcome.how}.\n${outcome.verdict}\n`);
  io?.out(picture(outcome, io));
  io?.out(`\nParameters\n${columnsText(parameterRows(outcome))}\n\nMean squared error\n${columnsText(errorRows(outcome))}`);

  if (options.report !== false) await writeAtomically(options.report, reportPage(outcome));
  const agrees = outcome.check.agreement >= leastAgreement;
  return {
    text: options.report === false ? '' : `\nReport: ${options.report}`,
    result: resultOf(outcome, options.report === false ? undefined : options.report),
    code: agrees ? exitCodes.done : exitCodes.fault,
  };
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

function line(options: FitOptions, io: Io | undefined): Outcome {
  io?.out('A hundred points of y = 4 + 3x + noise.\nModel: y ≈ b + w·x\nLoss:  mean squared error, L = 1/n Σ (b + w·x − y)²');
  const outcome = fitLine(options);
  io?.out(checkText(outcome.check));
  return outcome;
}

async function model(data: DataSet, options: FitOptions, io: Io | undefined): Promise<Outcome> {
  io?.out(
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
      ...options,
      epochs,
      onCheck: (check) => io?.out(checkText(check)),
      ...(progress && { onEpoch: (epoch: number, loss: number) => progress.at(epoch, `loss ${numberText(loss)}`) }),
    });
  } finally {
    progress?.end();
  }
}

/** The data with the line and the loss from above for the line; else the loss curve. */
function picture(outcome: Outcome, { width, colour }: Io): string {
  const size = { width: Math.min(width, 100), height: 18, colour };
  if (outcome.lossUnit === 'epoch') return toTerminal(lossCurve(outcome), size);
  return [dataAndFit(outcome), lossScenes(outcome)[0]].map((scene) => toTerminal(scene, size)).join('\n\n');
}
