import { dirname } from 'node:path';
import { ChainruleError, flatten, type Tree } from '@chainrule/core';
import { toTerminal } from '@chainrule/viz';
import type { Tensor } from '@chainrule/tensor';
import { defineCommand } from '../command/command.js';
import { count, flag, text as textOption } from '../command/option.js';
import { list, number, object, oneOf, optional, record, text, whole } from '../command/schema.js';
import { figureSeries, learningCurve } from '../network/learning-curve.js';
import { networkOf } from '../network/network.js';
import { RunFolder, runFolderOf } from '../network/run-folder.js';
import { subjectOf } from '../network/subject.js';
import { trainNetwork } from '../network/train-network.js';
import { trainingProgram } from '../network/training-program.js';
import { columnsText, numberText } from '../output/columns.js';
import { exitCodes } from '../output/exit-codes.js';
import { progressOf } from '../output/progress.js';

/** A network by way of a file: what the examples of several commands train. */
export const irisConfig = `{
  "data": "iris",
  "standardize": true,
  "model": [{ "name": "linear", "inputs": 4, "outputs": 16 }, "relu", { "name": "linear", "inputs": 16, "outputs": 3 }],
  "loss": "crossEntropy",
  "optimizer": { "name": "adam", "learningRate": 0.02 },
  "metrics": ["accuracy"],
  "epochs": 20,
  "batchSize": 16
}
`;

const misspelt =
  '{ "data": "iris", "model": ["relu"], "loss": "crossEntropy", "optimizer": { "name": "adam", "learningrate": 1 }, "epochs": 1 }\n';

/** Trains a network that a config file describes, in a folder of its own. */
export const train = defineCommand({
  about:
    'Trains a network that a config file describes: data, layers, loss and optimizer by name. Keeps checkpoints, weights and the way there in a folder; goes on from a checkpoint with --resume; an interrupt (Ctrl-C) keeps one before it ends. What a config may say: docs/training-files.md.',
  arguments: [{ name: 'config', about: 'a .json or .toml file', kind: 'file' }],
  options: {
    resume: flag('go on from the checkpoint of an earlier run, if there is one'),
    epochs: count('count', 'how often each row is seen, whatever the config says', 1e6),
    run: textOption('folder', 'where to keep the run; by default beside the config: iris.run for iris.json'),
  },
  examples: [
    { args: ['train', 'iris.json'], files: { 'iris.json': irisConfig }, lines: 2 },
    { args: ['train', 'iris.json', '--resume', '--epochs', '25'], about: 'five epochs more', files: { 'iris.json': irisConfig }, lines: 2 },
    { args: ['train', 'misspelt.json'], files: { 'misspelt.json': misspelt }, exit: 4 },
    { args: ['train', 'nowhere.json'], exit: 4 },
  ],
  result: object({
    source: text,
    rows: object({ train: whole, test: optional(whole) }),
    parameters: whole,
    history: list(object({ epoch: whole, loss: number, figures: optional(record(number)) })),
    steps: whole,
    verdict: oneOf('finished', 'early', 'interrupted'),
    reason: text,
    run: text,
    weights: text,
  }),
  formats: ['csv', 'markdown', 'svg', 'html', 'png'],
  async run({ args: [config], options, givenSeed, format, io }) {
    const subject = await subjectOf(config!, givenSeed, io);
    if (subject.run)
      throw new ChainruleError('argument', `${config!} is the folder of a run`, {
        operation: 'train',
        hint: 'give its config, and --resume',
      });
    const { training, content, seed } = subject;
    const network = await networkOf(training, subject.folder, seed);
    const epochs = options.epochs ?? training.epochs;
    const folder = new RunFolder(options.run ?? runFolderOf(config!));
    const resumed = options.resume && (await folder.isBegun());
    if (!resumed) {
      if (options.resume) io.note(`There is no checkpoint in ${folder.path}: training begins anew.`);
      const before = await folder.begin({ config: content, seed, preparation: network.preparation }, dirname(config!));
      if (before !== undefined) io.note(`The run that was there is kept in ${before}.`);
    }
    const rows = { train: network.train.features.shape[0]!, ...(network.test && { test: network.test.features.shape[0]! }) };
    const parameters = flatten<Tensor>(network.initial.params as Tree<Tensor>).leaves.reduce(
      (sum, leaf) => sum + leaf.shape.reduce((a, b) => a * b, 1),
      0,
    );
    if (format === 'text')
      io.out(
        `${network.source}\n${numberText(rows.train)} rows to learn from${rows.test === undefined ? '' : `, ${numberText(rows.test)} to test`}; ${numberText(parameters)} parameters.`,
      );
    const progress = format === 'text' ? await progressOf(io, epochs * Math.ceil(rows.train / training.batchSize), 'step') : undefined;
    const signal = { aborted: false };
    const listening = io.onInterrupt(() => {
      signal.aborted = true;
      io.note('Interrupted: the step is finished and a checkpoint kept. Again, and it ends at once.');
    });
    const result = await trainNetwork(network, folder, epochs, {
      signal,
      onProgress: ({ step, epoch, loss }) => progress?.at(step, `epoch ${epoch + 1}/${epochs}  loss ${numberText(loss, 4)}`),
    }).finally(() => {
      progress?.end();
      listening();
    });
    const weights = folder.file('weights');
    if (result.verdict === 'not-finite')
      // Where in this program an operation was called says nothing to its users.
      throw new ChainruleError('numerical', result.reason.replace(/, called at \S+$/, ''), {
        operation: 'train',
        hint: `lower the learning rate, or set "clip" in the config; the last good weights are in ${weights}, and chainrule diagnose ${config!} looks for the cause`,
      });
    const interrupted = result.verdict === 'stopped';
    const series = figureSeries(result.history, network.test ? 'test' : 'train');
    const table = {
      columns: ['epoch', ...Object.keys(series)],
      rows: result.history.map((_, i) => [i + 1, ...Object.values(series).map((values) => values[i]!)]),
    };
    return {
      result: {
        ...{ source: network.source, rows, parameters, steps: result.steps, reason: result.reason, run: folder.path, weights },
        history: result.history.map(({ epoch, loss, figures }) => ({ epoch: epoch + 1, loss, ...(figures && { figures }) })),
        verdict: interrupted ? ('interrupted' as const) : result.verdict,
      },
      text: ({ width, colour }) =>
        [
          columnsText([
            table.columns,
            ...thinned(table.rows).map((row) => row.map((cell, i) => (i === 0 ? String(cell) : numberText(cell, 4)))),
          ]),
          '',
          `${interrupted ? 'interrupted' : result.verdict}: ${result.reason}`,
          ...(interrupted ? [`The checkpoint is kept in ${folder.path}; go on with chainrule train ${config!} --resume.`] : []),
          `Weights: ${weights}`,
          ...(result.history.length > 1
            ? ['', toTerminal(learningCurve(series), { width: Math.min(width, 100), height: 16, colour })]
            : []),
        ].join('\n'),
      table: () => table,
      scenes: () => [learningCurve(series)],
      code: interrupted ? exitCodes.interrupted : exitCodes.done,
    };
  },
  async typescript({ args: [config], options, givenSeed, io }) {
    const { training, folder, seed } = await subjectOf(config!, givenSeed, io);
    return trainingProgram(await networkOf(training, folder, seed), seed, options.epochs ?? training.epochs);
  },
});

/** At most ten rows, the first and the last among them. */
const thinned = <T>(rows: readonly T[]): readonly T[] =>
  rows.length <= 10 ? rows : Array.from({ length: 10 }, (_, i) => rows[Math.round((i * (rows.length - 1)) / 9)]!);
